/// A reason to end a command early with success.
public enum CleanExit: Error {
  /// Prints the help of a command, or of the root for `nil`.
  case helpRequest((any ParsableCommand.Type)?)

  /// Prints a message on standard output.
  case message(String)

  /// Prints the help of the root command.
  public static func helpRequest() -> CleanExit { .helpRequest(nil) }

  /// Prints the help of a command.
  ///
  /// - Parameter command: The command whose help is wanted.
  public static func helpRequest(_ command: any ParsableCommand) -> CleanExit {
    .helpRequest(type(of: command))
  }
}
