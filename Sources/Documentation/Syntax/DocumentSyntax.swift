/// A kind of document, which decides how marks and pictures are written in it.
public enum DocumentSyntax: String, CaseIterable, Sendable {
  case markdown, reStructuredText, asciiDoc, latex, html

  /// The syntax that a file of an extension has; `nil` where it is none of these.
  ///
  /// - Parameter fileExtension: The extension without its dot, in letters of any case.
  public init?(fileExtension: String) {
    let word = fileExtension.lowercased()
    guard let found = DocumentSyntax.allCases.first(where: { $0.fileExtensions.contains(word) })
    else { return nil }
    self = found
  }

  /// The extensions of files of this syntax, the usual one first.
  public var fileExtensions: [String] {
    switch self {
    case .markdown: ["md", "markdown", "mdown", "mkd", "qmd", "rmd"]
    case .reStructuredText: ["rst", "rest"]
    case .asciiDoc: ["adoc", "asciidoc", "asc"]
    case .latex: ["tex", "ltx"]
    case .html: ["html", "htm", "xhtml"]
    }
  }

  /// The format of pictures where a block does not say: LaTeX includes no SVG.
  var usualFormat: String? { self == .latex ? "pdf" : nil }
}
