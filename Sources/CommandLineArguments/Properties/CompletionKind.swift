/// What a shell offers for the value of an argument.
public struct CompletionKind: Sendable {
  enum Kind: Hashable {
    case `default`
    case list([String])
    case file(extensions: [String])
    case directory
  }

  let kind: Kind

  /// The values of the type where they are known, else nothing.
  public static let `default` = CompletionKind(kind: .default)

  /// The names of directories.
  public static let directory = CompletionKind(kind: .directory)

  /// A fixed list of words.
  ///
  /// - Parameter words: The words, in the order offered.
  public static func list(_ words: [String]) -> CompletionKind {
    CompletionKind(kind: .list(words))
  }

  /// The names of files.
  ///
  /// - Parameter extensions: Extensions without the dot; none for every file.
  public static func file(extensions: [String] = []) -> CompletionKind {
    CompletionKind(kind: .file(extensions: extensions))
  }
}
