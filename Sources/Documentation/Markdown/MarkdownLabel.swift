/// What names a link, in a form that can be compared.
struct MarkdownLabel: Hashable {
  private let bytes: [UInt8]

  /// A label of blanks names nothing.
  init?(_ bytes: ArraySlice<UInt8>) {
    let words = bytes.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty, bytes.count <= 1000 else { return nil }
    let label = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    // In both directions, so that `ẞ` and `SS` are the same.
    self.bytes = Array(label.lowercased().uppercased().utf8)
  }
}
