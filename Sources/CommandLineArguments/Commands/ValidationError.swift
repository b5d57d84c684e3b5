/// An error about the values on the command line, printed with the usage of the command.
public struct ValidationError: Error, CustomStringConvertible {
  /// The sentence for the reader.
  public let message: String

  /// Creates an error with a message for the reader.
  ///
  /// - Parameter message: A sentence that says what is wrong and what to do.
  public init(_ message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
