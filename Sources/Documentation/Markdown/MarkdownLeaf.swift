/// A block that holds no other blocks.
struct MarkdownLeaf {
  enum Kind {
    case paragraph
    case heading
    case indentedCode
    case fence(MarkdownFence)
    case html(HTMLBlockKind)
  }

  let kind: Kind

  /// The line that opened it, read up to its content.
  let opening: MarkdownLine

  /// Whether its container was empty before.
  let isFirst: Bool

  var text = MarkdownText()

  /// How much of a paragraph's text defines links and is not shown.
  var definitionsEnd = 0

  /// The last line that belongs to it.
  var lastLine: MarkdownLine

  var isClosed = false

  init(_ kind: Kind, opening: MarkdownLine, isFirst: Bool) {
    self.isFirst = isFirst
    self.kind = kind
    self.opening = opening
    lastLine = opening
  }

  var isParagraph: Bool {
    if case .paragraph = kind { true } else { false }
  }

  /// Whether anything is left besides definitions.
  var hasText: Bool { definitionsEnd < text.bytes.count }

  mutating func append(_ line: MarkdownLine) {
    text.append(line)
    lastLine = line
  }
}
