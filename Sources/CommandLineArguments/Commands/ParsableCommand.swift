/// A command that can be run from the command line, with its arguments as properties.
///
/// This and everything public here is a subset of swift-argument-parser, so that a command written
/// against it needs no change to be built with that package, but for two additions:
/// ``ArrayParsingStrategy/upTo(_:)`` and ``NotedCommand``. A command has either subcommands or arguments
/// of its own.
public protocol ParsableCommand: ParsableArguments, SendableMetatype {
  /// The name, help and subcommands of this command.
  static var configuration: CommandConfiguration { get }

  /// Does the work of the command.
  ///
  /// - Throws: ``ValidationError``, ``ExitCode`` or any other error; each decides what is printed
  ///   and the exit code.
  func run() throws
}

/// The name, help texts and subcommands of a command.
public struct CommandConfiguration: Sendable {
  /// The word that chooses the command.
  public let commandName: String
  let abstract: String
  let discussion: String
  let version: String
  /// The commands below it.
  public let subcommands: [any ParsableCommand.Type]

  /// Creates the configuration of a command.
  ///
  /// - Parameters:
  ///   - commandName: The word that chooses the command.
  ///   - abstract: One line that says what the command does.
  ///   - discussion: A longer text; lines that begin with two blanks or more are never re-wrapped.
  ///   - version: The version that `--version` prints; empty when there is none.
  ///   - subcommands: The commands below this one, in the order of the help.
  public init(
    commandName: String, abstract: String = "", discussion: String = "", version: String = "",
    subcommands: [any ParsableCommand.Type] = []
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.version = version
    self.subcommands = subcommands
  }
}

extension ParsableCommand {
  /// Prints the help of this command, which does nothing but hold subcommands.
  public func run() throws { throw BuiltInRequest.help }

  /// Parses the words of the process and runs the chosen command.
  ///
  /// Ends the process when parsing or running fails.
  public static func main() { main(nil) }

  /// Parses words and runs the chosen command.
  ///
  /// Ends the process when parsing or running fails.
  ///
  /// - Parameter arguments: The words after the command's name; `nil` for those of the process. A byte
  ///   that is not UTF-8 stands in them as `ByteText` has it, and is taken where a path is.
  public static func main(_ arguments: [String]?) {
    outcome(of: arguments ?? Array(CommandLine.arguments.dropFirst()))?.endProcess()
  }

  /// Parses words as those of this command, without running what they choose.
  ///
  /// - Parameter arguments: The words after the command's name.
  /// - Returns: The command that they choose, validated.
  /// - Throws: What is wrong with the words, or that they ask for help.
  public static func parseAsRoot(_ arguments: [String]) throws -> any ParsableCommand {
    var parser = CommandParser(root: self, words: arguments)
    return try parser.parse()
  }

  /// Parses words and runs the command that they choose.
  ///
  /// - Parameter words: The words after the command's name.
  /// - Returns: Why the process must end; `nil` when the command ran without an error.
  static func outcome(of words: [String]) -> Outcome? {
    var parser = CommandParser(root: self, words: words)
    do {
      try parser.parse().run()
      return nil
    } catch {
      return Outcome(of: error, path: parser.path)
    }
  }
}
