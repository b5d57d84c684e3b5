extension MarkdownLeaf {
  /// What the tool looks for in this block.
  func items(definitions: Set<MarkdownLabel>) -> [MarkdownItem] {
    switch kind {
    case .fence(let marker):
      [.fence(fence(marker))]
    case .html(let kind) where kind.holdsComments:
      htmlComments().map { range in
        let begins = kind == .comment && text.bytes[..<range.lowerBound].allSatisfy(\.isBlank)
        return comment(range, beginsBlock: begins, isAlone: begins && isBlank(after: range))
      }
    case .paragraph, .heading:
      inlineComments(definitions: definitions).map {
        comment($0, beginsBlock: false, isAlone: false)
      }
    case .html, .indentedCode:
      []
    }
  }

  private func fence(_ marker: MarkdownFence) -> MarkdownItem.Fence {
    MarkdownItem.Fence(
      info: String(decoding: opening.bytes[marker.info], as: UTF8.self),
      lines: text.items,
      range: opening.range.lowerBound..<lastLine.range.upperBound,
      lineNumbers: opening.index + 1...lastLine.index + 1,
      isClosed: isClosed,
      prefix: opening.prefix)
  }

  private func comment(
    _ range: Range<Int>, beginsBlock: Bool, isAlone: Bool
  ) -> MarkdownItem {
    // `<!-->` is a comment too, whose ends overlap.
    let start = range.lowerBound + 4
    let end = max(start, range.upperBound - 3)
    return .comment(
      MarkdownItem.Comment(
        text: String(decoding: text.bytes[start..<end], as: UTF8.self),
        range: text.origin(of: range.lowerBound)..<text.origin(of: range.upperBound - 1) + 1,
        lineNumber: text.line(at: range.lowerBound).index + 1,
        isAlone: isAlone,
        beginsBlock: beginsBlock,
        prefix: isAlone ? opening.prefix : []))
  }

  /// Whether only blanks follow the comment in its block.
  private func isBlank(after range: Range<Int>) -> Bool {
    text.bytes[range.upperBound...].allSatisfy(\.isWhitespace)
  }

  /// The comments between tags.
  private func htmlComments() -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var reader = text.reader
    while let byte = reader.next {
      let start = reader.offset
      reader.offset += 1
      guard byte == "<" else { continue }
      if reader.attempt({ $0.takeComment() }) {
        comments.append(start..<reader.offset)
      } else {
        _ = reader.attempt { $0.takeMarkup() }
      }
    }
    return comments
  }

  private func inlineComments(definitions: Set<MarkdownLabel>) -> [Range<Int>] {
    // Most paragraphs have none, which is quickly seen.
    guard text.bytes.contains(UInt8(ascii: "<")) else { return [] }
    var reader = text.reader
    reader.offset = definitionsEnd
    var inlines = MarkdownInlines(reader, definitions: definitions)
    return inlines.comments()
  }
}
