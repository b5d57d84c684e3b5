/// A command that can be run from the command line, with its arguments as properties.
public protocol ParsableCommand: ParsableArguments, SendableMetatype {
  /// The name, help and subcommands of this command.
  static var configuration: CommandConfiguration { get }

  /// Does the work of the command.
  ///
  /// - Throws: ``ValidationError``, ``ExitCode``, ``CleanExit`` or any other error; each decides
  ///   what is printed and the exit code.
  mutating func run() throws
}

extension ParsableCommand {
  /// A configuration without texts: the name is made from the type's name.
  public static var configuration: CommandConfiguration { CommandConfiguration() }

  /// Prints the help of this command, which does nothing but hold subcommands.
  public mutating func run() throws { throw CleanExit.helpRequest(self) }

  /// Parses the words of the process and runs the chosen command.
  ///
  /// Ends the process when parsing or running fails.
  public static func main() { main(nil) }

  /// Parses the given words and runs the chosen command.
  ///
  /// Ends the process when parsing or running fails.
  ///
  /// - Parameter arguments: The words after the command's name; `nil` for those of the process.
  public static func main(_ arguments: [String]?) {
    do {
      var command = try parseAsRoot(arguments)
      do {
        try command.run()
      } catch {
        throw CommandError(path: commandPath(to: type(of: command)), cause: error)
      }
    } catch {
      exit(withError: error)
    }
  }

  /// Parses words as this command or one of its subcommands.
  ///
  /// - Parameter arguments: The words after the command's name; `nil` for those of the process.
  /// - Returns: The chosen command, with its properties filled in and validated.
  /// - Throws: An error for ``exit(withError:)`` when the words are wrong or ask for help.
  public static func parseAsRoot(
    _ arguments: [String]? = nil
  ) throws -> any ParsableCommand {
    var parser = CommandParser(
      root: self, words: arguments ?? Array(CommandLine.arguments.dropFirst()))
    return try parser.parse()
  }

  static var commandName: String {
    configuration.commandName ?? String(describing: self).kebabCased
  }

  /// The commands from this one down to `target`, or this one alone when it is not below.
  static func commandPath(
    to target: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type] {
    descendants(to: target) ?? [self]
  }

  private static func descendants(
    to target: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type]? {
    if target == self { return [self] }
    for subcommand in configuration.subcommands {
      if let rest = subcommand.descendants(to: target) { return [self] + rest }
    }
    return nil
  }
}
