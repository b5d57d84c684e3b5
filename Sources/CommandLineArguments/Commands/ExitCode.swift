/// The number a process ends with; thrown, it ends the command without a message.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
  /// The number given to the system, from 0 to 255.
  public let rawValue: Int32

  /// Creates an exit code from the number given to the system.
  ///
  /// - Parameter rawValue: A number from 0 to 255.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Creates an exit code from the number given to the system.
  ///
  /// - Parameter code: A number from 0 to 255.
  public init(_ code: Int32) {
    self.init(rawValue: code)
  }

  /// Everything went well: 0.
  public static let success = ExitCode(0)

  /// The command failed: 1.
  public static let failure = ExitCode(1)

  /// The words on the command line are wrong: 64, `EX_USAGE`.
  public static let validationFailure = ExitCode(64)

  /// Whether the code stands for success.
  public var isSuccess: Bool { self == .success }

  /// Standard output could not be written: 74, `EX_IOERR`.
  static let outputFailure = ExitCode(74)
}
