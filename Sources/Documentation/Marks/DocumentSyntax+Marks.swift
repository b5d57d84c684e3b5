/// Where marks of ours are in a document.
extension DocumentSyntax {
  /// The marks in the order of the text.
  ///
  /// O(length).
  func marks(in bytes: [UInt8]) -> [Mark] {
    switch self {
    case .markdown: MarkdownMarks.marks(in: bytes)
    case .html: HTMLMarks.marks(in: bytes)
    case .reStructuredText:
      LineMarks.marks(in: bytes, comment: ".. ", literal: ReStructuredTextLiterals())
    case .asciiDoc: LineMarks.marks(in: bytes, comment: "//", literal: AsciiDocLiterals())
    case .latex: LineMarks.marks(in: bytes, comment: "%", literal: LaTeXLiterals())
    }
  }
}
