internal import Text
internal import LibC

/// The number a process ends with; thrown, it ends the command without a message.
public struct ExitCode: Error, Equatable, Sendable {
  /// The number given to the system, from 0 to 255.
  public let rawValue: Int32

  /// Creates an exit code from the number given to the system.
  ///
  /// - Parameter code: A number from 0 to 255.
  public init(_ code: Int32) { rawValue = code }

  /// Everything went well: 0.
  public static let success = ExitCode(0)

  /// The command failed: 1.
  public static let failure = ExitCode(1)

  /// The words on the command line are wrong: 64, `EX_USAGE`.
  public static let validationFailure = ExitCode(64)

  /// Standard output could not be written: 74, `EX_IOERR`.
  static let outputFailure = ExitCode(74)
}

/// An error about the values on the command line, printed with the usage of the command.
public struct ValidationError: Error, CustomStringConvertible {
  /// The sentence for the reader.
  public let message: String

  /// Creates an error with a message for the reader.
  ///
  /// - Parameter message: A sentence that says what is wrong and what to do.
  public init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}

/// What the process prints and returns because of an error.
struct Outcome {
  let code: ExitCode
  /// What is printed; `nil` when nothing is.
  let text: String?

  /// Decides the outcome of an error of a command.
  ///
  /// - Parameter path: The commands from the root to the one concerned.
  init(of error: any Error, path: [any ParsableCommand.Type]) {
    switch error {
    case BuiltInRequest.help:
      self.init(code: .success, text: HelpText(path: path).text)
    case BuiltInRequest.version(let version):
      self.init(code: .success, text: version)
    case BuiltInRequest.completionScript(let shell):
      self.init(code: .success, text: shell.script(for: CommandOutline(of: path[0])))
    case BuiltInRequest.manual:
      self.init(code: .success, text: ManualPage(of: path[0]).source)
    case let code as ExitCode:
      self.init(code: code, text: nil)
    case is ParserError, is ValidationError:
      let usage = Usage(path: path)
      self.init(
        code: .validationFailure,
        text: """
          Error: \("\(error)".shown.boundedLines)
          Usage: \(usage.line)
            See '\(usage.commandLine) --help' for more information.
          """)
    default:
      self.init(code: .failure, text: "Error: \(error)".shownLines.boundedLines)
    }
  }

  private init(code: ExitCode, text: String?) {
    self.code = code
    self.text = text
  }

  /// Prints the text and ends the process.
  ///
  /// Help and other successful messages go to standard output, everything else to standard
  /// error. When standard output cannot be written, the exit code is 74.
  func endProcess() -> Never {
    guard let text else { exit(code.rawValue) }
    let line = text.hasSuffix("\n") ? text : text + "\n"
    let isError = code != .success
    let errorNumber = write(line, to: isError ? STDERR_FILENO : STDOUT_FILENO)
    // Without standard error there is nobody left to report it to.
    if errorNumber == 0 || isError { exit(code.rawValue) }
    if errorNumber != EPIPE {
      let reason = String(cString: strerror(errorNumber))
      _ = write("Error: Cannot write to standard output: \(reason).\n", to: STDERR_FILENO)
    }
    exit(ExitCode.outputFailure.rawValue)
  }
}

/// Makes a reader that went away an error, and not the end of the process, unless who runs the command
/// sees to that.
private func ignoreBrokenPipes() {
  let before = signal(SIGPIPE, SIG_IGN)
  if unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_DFL, to: Int.self) {
    signal(SIGPIPE, before)
  }
}

/// Writes the whole text, in as many steps as the system needs.
///
/// - Returns: The system's error number; 0 where there was no error.
private func write(_ text: String, to descriptor: Int32) -> Int32 {
  ignoreBrokenPipes()
  var text = text
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, start, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return 0
  }
}
