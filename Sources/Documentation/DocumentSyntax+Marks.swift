/// Where marks of ours are in a document.
extension DocumentSyntax {
  /// The marks in the order of the text.
  ///
  /// O(length).
  func marks(in bytes: [UInt8]) -> [Mark] {
    switch self {
    case .markdown: MarkdownMarks.marks(in: bytes)
    case .html, .reStructuredText, .asciiDoc, .latex: []
    }
  }
}
