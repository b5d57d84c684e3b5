/// A graph drawn into a file.
public struct Picture: Sendable, Equatable {
  /// The file's content.
  public var bytes: [UInt8]

  /// What Graphviz warned of, one line each.
  public var warnings: [String]

  /// Creates a picture.
  public init(bytes: [UInt8], warnings: [String] = []) {
    self.bytes = bytes
    self.warnings = warnings
  }
}
