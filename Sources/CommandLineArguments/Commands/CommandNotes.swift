/// A command that says more of itself than its options: the root of a tool.
///
/// The notes follow the discussion in the help, and have sections of their own in the manual.
public protocol NotedCommand: ParsableCommand {
  /// What a user of the tool has to know beside its options.
  static var notes: CommandNotes { get }
}

/// What a user of a tool has to know beside its options.
public struct CommandNotes: Sendable {
  /// What an exit code means.
  public struct ExitMeaning: Sendable {
    /// The exit code.
    public let code: Int32
    let meaning: String
    let cases: String

    /// Creates the meaning of an exit code.
    ///
    /// - Parameters:
    ///   - code: The exit code.
    ///   - meaning: A few words, for the line in the help.
    ///   - cases: When that happens, for the manual; empty when the meaning says it all.
    public init(_ code: Int32, _ meaning: String, when cases: String = "") {
      self.code = code
      self.meaning = meaning
      self.cases = cases
    }
  }

  /// A variable of the environment that the tool reads.
  public struct Variable: Sendable {
    let name: String
    let meaning: String

    /// Creates the description of a variable.
    ///
    /// - Parameters:
    ///   - name: The name of the variable.
    ///   - meaning: What the tool does with it, in sentences.
    public init(_ name: String, _ meaning: String) {
      self.name = name
      self.meaning = meaning
    }
  }

  /// A line for the shell.
  public struct Example: Sendable {
    let purpose: String
    let line: String

    /// Creates an example.
    ///
    /// - Parameters:
    ///   - purpose: A sentence that says what the line does, for the manual.
    ///   - line: The line, which works as it stands.
    public init(_ purpose: String, line: String) {
      self.purpose = purpose
      self.line = line
    }
  }

  /// Another manual page.
  public struct Page: Sendable {
    let name: String
    let section: Int

    /// Creates a reference to a manual page.
    ///
    /// - Parameters:
    ///   - name: The name of the page.
    ///   - section: The section of the manual that it is in.
    public init(_ name: String, section: Int) {
      self.name = name
      self.section = section
    }
  }

  let exitCodes: [ExitMeaning]
  let environment: [Variable]
  let examples: [Example]
  let seeAlso: [Page]

  /// Creates the notes of a tool.
  ///
  /// - Parameters:
  ///   - exitCodes: What its exit codes mean.
  ///   - environment: The variables that it reads.
  ///   - examples: Lines for the shell.
  ///   - seeAlso: Other manual pages.
  public init(
    exitCodes: [ExitMeaning] = [], environment: [Variable] = [], examples: [Example] = [],
    seeAlso: [Page] = []
  ) {
    self.exitCodes = exitCodes
    self.environment = environment
    self.examples = examples
    self.seeAlso = seeAlso
  }
}

extension CommandNotes {
  /// The notes of a command; `nil` when it has none.
  static func of(_ command: any ParsableCommand.Type) -> CommandNotes? {
    (command as? any NotedCommand.Type)?.notes
  }

  /// What the help has of these notes, below the discussion.
  var paragraphs: [String] {
    let codes = exitCodes.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ")
    return [
      examples.map { "  " + $0.line }.joined(separator: "\n"),
      codes.isEmpty ? "" : "Exit codes: \(codes).",
    ].filter { !$0.isEmpty }
  }
}
