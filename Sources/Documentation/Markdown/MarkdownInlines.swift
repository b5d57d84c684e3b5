/// Finds the comments in the text of a paragraph or heading.
///
/// What comes first wins: a comment may be hidden in a code span, a tag, an address or a link's
/// destination, and may hide the ends of those.
struct MarkdownInlines {
  private struct Bracket {
    let isImage: Bool
    /// The first byte of the text in brackets.
    let start: Int
    /// With brackets in it, the text is no label.
    var hasBrackets = false
  }

  private var reader: ByteReader
  private let definitions: Set<MarkdownLabel>

  /// Where runs of backticks of each length begin, the first of them last.
  private var backticks: [Int: [Int]] = [:]

  /// The brackets that may become links.
  private var brackets: [Bracket] = []

  /// How many of the first brackets hold a link already and so are none themselves.
  private var countOfBracketsAroundLinks = 0

  init(_ reader: ByteReader, definitions: Set<MarkdownLabel>) {
    self.reader = reader
    self.definitions = definitions
    findBackticks()
  }

  mutating func comments() -> [Range<Int>] {
    var comments: [Range<Int>] = []
    while let byte = reader.next {
      let start = reader.offset
      reader.offset += 1
      switch byte {
      case "\\": _ = reader.take(where: \.isPunctuation)
      case "`": skipCode(from: start)
      case "[": openBracket(isImage: false)
      case "!": if reader.take("[") { openBracket(isImage: true) }
      case "]": closeBracket(at: start)
      case "<":
        if reader.attempt({ $0.takeInlineComment() }) {
          comments.append(start..<reader.offset)
        } else {
          _ = reader.takeAutolink() || reader.attempt { $0.takeMarkup() }
        }
      default: break
      }
    }
    return comments
  }

  // MARK: - Code

  private mutating func findBackticks() {
    var runs: [(start: Int, count: Int)] = []
    var reader = reader
    while !reader.isAtEnd {
      reader.skip { $0 != UInt8(ascii: "`") }
      let start = reader.offset
      let count = reader.skip { $0 == "`" }
      if count > 0 { runs.append((start, count)) }
    }
    for run in runs.reversed() { backticks[run.count, default: []].append(run.start) }
  }

  /// Moves behind the span that begins here, or behind the backticks if there is no such span.
  private mutating func skipCode(from start: Int) {
    reader.skip { $0 == "`" }
    let count = reader.offset - start
    while let closer = backticks[count]?.last {
      if closer >= reader.offset {
        reader.offset = closer + count
        return
      }
      backticks[count]?.removeLast()
    }
  }

  // MARK: - Links

  private mutating func openBracket(isImage: Bool) {
    if !brackets.isEmpty { brackets[brackets.count - 1].hasBrackets = true }
    brackets.append(Bracket(isImage: isImage, start: reader.offset))
  }

  /// Moves behind the link that ends here, if it is one.
  private mutating func closeBracket(at end: Int) {
    guard let bracket = brackets.popLast() else { return }
    let isAroundLink = brackets.count < countOfBracketsAroundLinks
    countOfBracketsAroundLinks = min(countOfBracketsAroundLinks, brackets.count)
    if isAroundLink, !bracket.isImage { return }
    let isLink = reader.attempt { $0.takeLinkTarget() } || takeReference(bracket, end: end)
    if isLink, !bracket.isImage { countOfBracketsAroundLinks = brackets.count }
  }

  /// Takes a second pair of brackets with a label; without it, the text itself is the label.
  private mutating func takeReference(_ bracket: Bracket, end: Int) -> Bool {
    guard !definitions.isEmpty else { return false }
    let start = reader.offset
    let text = bracket.start..<end
    let range = reader.takeLinkLabel()
    if range == nil { reader.offset = start }
    var label = range.map { reader.bytes[$0] }
    if label.map({ $0.allSatisfy(\.isWhitespace) }) ?? true {
      label = bracket.hasBrackets || text.count > 1000 ? nil : reader.bytes[text]
    }
    if let label = label.flatMap({ MarkdownLabel($0) }), definitions.contains(label) { return true }
    reader.offset = start
    return false
  }
}

extension ByteReader {
  /// Takes the target in parentheses that makes a link of the brackets before it.
  fileprivate mutating func takeLinkTarget() -> Bool {
    guard take("(") else { return false }
    skipSpacing()
    guard takeLinkDestination() else { return false }
    if skipSpacing() > 0, attempt({ $0.takeLinkTitle() }) { skipSpacing() }
    return take(")")
  }
}
