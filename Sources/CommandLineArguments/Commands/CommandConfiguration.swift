/// The name, help texts and subcommands of a command.
public struct CommandConfiguration: Sendable {
  /// The word that chooses the command; `nil` makes it from the type's name.
  public var commandName: String?

  /// One line that says what the command does.
  public var abstract: String

  /// The usage line; `nil` makes it from the arguments, and an empty text leaves it out.
  public var usage: String?

  /// A longer text; lines that begin with two blanks or more are never re-wrapped.
  public var discussion: String

  /// The version that `--version` prints; empty when there is none.
  public var version: String

  /// Whether the command appears in the help of its parent and in completions.
  public var shouldDisplay: Bool

  /// The commands below this one, in the order of the help.
  public var subcommands: [any ParsableCommand.Type]

  /// The subcommand that runs when none is named.
  public var defaultSubcommand: (any ParsableCommand.Type)?

  /// Creates the configuration of a command.
  ///
  /// - Parameters:
  ///   - commandName: The word that chooses the command; `nil` makes it from the type's name.
  ///   - abstract: One line that says what the command does.
  ///   - usage: The usage line; `nil` makes it from the arguments.
  ///   - discussion: A longer text for the help.
  ///   - version: The version that `--version` prints; empty when there is none.
  ///   - shouldDisplay: Whether the command appears in help and completions.
  ///   - subcommands: The commands below this one.
  ///   - defaultSubcommand: The subcommand that runs when none is named.
  public init(
    commandName: String? = nil,
    abstract: String = "",
    usage: String? = nil,
    discussion: String = "",
    version: String = "",
    shouldDisplay: Bool = true,
    subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.usage = usage
    self.discussion = discussion
    self.version = version
    self.shouldDisplay = shouldDisplay
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
  }
}
