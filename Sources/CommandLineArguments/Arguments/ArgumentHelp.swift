/// The help of one argument.
public struct ArgumentHelp: ExpressibleByStringLiteral, Sendable {
  let abstract: String
  let valueName: String?

  /// Creates the help of one argument.
  ///
  /// - Parameters:
  ///   - abstract: One sentence that says what the argument does.
  ///   - valueName: The words between angle brackets; `nil` makes them from the argument's name.
  public init(_ abstract: String = "", valueName: String? = nil) {
    self.abstract = abstract
    self.valueName = valueName
  }

  /// Creates help with an abstract only.
  ///
  /// - Parameter value: One sentence that says what the argument does.
  public init(stringLiteral value: String) { self.init(value) }
}

/// What a shell offers for the value of an argument.
public struct CompletionKind: Sendable {
  enum Kind: Hashable {
    case nothing
    case list([String])
    case file(extensions: [String])
  }

  let kind: Kind

  /// The names of files.
  ///
  /// - Parameter extensions: Extensions without the dot; none for every file.
  public static func file(extensions: [String] = []) -> CompletionKind {
    CompletionKind(kind: .file(extensions: extensions))
  }
}
