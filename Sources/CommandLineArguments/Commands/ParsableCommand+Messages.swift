#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ParsableCommand {
  /// Ends the process after printing what `error` has to say.
  ///
  /// Help and other successful messages go to standard output, everything else to standard
  /// error. When standard output cannot be written, the exit code is 74.
  ///
  /// - Parameter error: The reason to stop; `nil` ends with success and prints nothing.
  public static func exit(withError error: (any Error)? = nil) -> Never {
    guard let error else { exitProcess(.success) }
    let outcome = Outcome(of: error, root: self)
    guard let text = outcome.text else { exitProcess(outcome.code) }
    let stream: OutputStream = outcome.code.isSuccess ? .standardOutput : .standardError
    do {
      try stream.write(text.hasSuffix("\n") ? text : text + "\n")
      exitProcess(outcome.code)
    } catch {
      // Without standard error there is nobody left to tell.
      if stream == .standardError { exitProcess(outcome.code) }
      if !error.isBrokenPipe { try? OutputStream.standardError.write("Error: \(error)\n") }
      exitProcess(.outputFailure)
    }
  }

  /// The exit code with which ``exit(withError:)`` would end.
  ///
  /// - Parameter error: An error thrown while parsing or running this command.
  public static func exitCode(for error: any Error) -> ExitCode {
    Outcome(of: error, root: self).code
  }

  /// The message of an error alone, without the word "Error" and without usage.
  ///
  /// - Parameter error: An error thrown while parsing or running this command.
  public static func message(for error: any Error) -> String {
    Outcome(of: error, root: self).message
  }

  /// The text that ``exit(withError:)`` would print.
  ///
  /// - Parameter error: An error thrown while parsing or running this command.
  public static func fullMessage(for error: any Error) -> String {
    Outcome(of: error, root: self).text ?? ""
  }

  /// The help of this command.
  ///
  /// - Parameters:
  ///   - includeHidden: Whether hidden arguments and subcommands are listed.
  ///   - columns: The width in characters to wrap to; `nil` for 80.
  public static func helpMessage(includeHidden: Bool = false, columns: Int? = nil) -> String {
    helpMessage(for: self, includeHidden: includeHidden, columns: columns)
  }

  /// The help of a subcommand, with this command as the root.
  ///
  /// - Parameters:
  ///   - subcommand: This command or one below it.
  ///   - includeHidden: Whether hidden arguments and subcommands are listed.
  ///   - columns: The width in characters to wrap to; `nil` for 80.
  public static func helpMessage(
    for subcommand: any ParsableCommand.Type,
    includeHidden: Bool = false,
    columns: Int? = nil
  ) -> String {
    let path = commandPath(to: subcommand)
    return HelpText(
      path: path, includesHidden: includeHidden, columns: columns ?? HelpText.defaultColumns
    ).text
  }
}

/// Ends the process; its own name, since `exit` inside an extension finds the method first.
private func exitProcess(_ code: ExitCode) -> Never {
  exit(code.rawValue)
}
