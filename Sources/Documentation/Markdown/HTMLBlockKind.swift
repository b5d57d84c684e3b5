/// The seven ways in which CommonMark lets a block of HTML begin, and so end.
enum HTMLBlockKind {
  case verbatim
  case comment
  case instruction
  case declaration
  case characterData
  case element
  case tag

  /// Reads the content of a line; one that goes on with a paragraph cannot be a mere tag.
  init?(opening line: MarkdownLine, isInParagraph: Bool) {
    var reader = line.content
    guard reader.take("<") else { return nil }
    if reader.take("!--") {
      self = .comment
    } else if reader.take("?") {
      self = .instruction
    } else if reader.take("![CDATA[") {
      self = .characterData
    } else if reader.take("!") {
      guard reader.take(where: \.isLetter) else { return nil }
      self = .declaration
    } else if Self.takesVerbatimTag(reader) {
      self = .verbatim
    } else if Self.takesElementTag(reader) {
      self = .element
    } else if !isInParagraph, Self.takesLoneTag(reader) {
      self = .tag
    } else {
      return nil
    }
  }

  /// Elements and tags end before a blank line, the others with a line that closes them.
  var endsAtBlankLine: Bool {
    switch self {
    case .element, .tag: true
    default: false
    }
  }

  /// The comments in these are comments and not text.
  var holdsComments: Bool { endsAtBlankLine || self == .comment }

  func isClosed(by line: MarkdownLine) -> Bool {
    var reader = line.content
    switch self {
    case .comment: return reader.skip(through: "-->")
    case .instruction: return reader.skip(through: "?>")
    case .declaration: return reader.skip(through: ">")
    case .characterData: return reader.skip(through: "]]>")
    case .element, .tag: return false
    case .verbatim:
      while reader.skip(through: "</") {
        if Self.verbatimNames.contains(reader.takeTagName()), reader.take(">") { return true }
      }
      return false
    }
  }

  private static func takesVerbatimTag(_ reader: ByteReader) -> Bool {
    var reader = reader
    guard verbatimNames.contains(reader.takeTagName()) else { return false }
    return reader.isAtEnd || reader.take(where: \.isWhitespace) || reader.take(">")
  }

  private static func takesElementTag(_ reader: ByteReader) -> Bool {
    var reader = reader
    _ = reader.take("/")
    guard elementNames.contains(reader.takeTagName()) else { return false }
    return reader.isAtEnd || reader.take(where: \.isWhitespace) || reader.take(">")
      || reader.take("/>")
  }

  private static func takesLoneTag(_ reader: ByteReader) -> Bool {
    var reader = reader
    guard reader.takeTag() else { return false }
    reader.skip { $0.isBlank }
    return reader.isAtEnd
  }

  private static let verbatimNames: Set = ["pre", "script", "style", "textarea"]

  private static let elementNames: Set = [
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
    "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]
}
