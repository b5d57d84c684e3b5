extension MarkdownLeaf.Kind {
  /// The leaf that a line's content opens by its first characters.
  init?(opening line: MarkdownLine, isInParagraph: Bool) {
    switch line.first {
    case .some("#"):
      guard line.isHeading else { return nil }
      self = .heading
    case .some("`"), .some("~"):
      guard let fence = MarkdownFence(opening: line) else { return nil }
      self = .fence(fence)
    case .some("<"):
      guard let kind = HTMLBlockKind(opening: line, isInParagraph: isInParagraph)
      else { return nil }
      self = .html(kind)
    default:
      return nil
    }
  }
}

extension MarkdownLine {
  var isHeading: Bool {
    var reader = content
    guard 1...6 ~= reader.skip(while: { $0 == UInt8(ascii: "#") }) else { return false }
    return reader.isAtEnd || reader.next?.isBlank == true
  }

  /// Turns the paragraph before it into a heading.
  var isSetextUnderline: Bool {
    guard let first, "=-".utf8.contains(first) else { return false }
    var reader = content
    reader.skip { $0 == first }
    reader.skip { $0.isBlank }
    return reader.isAtEnd
  }

  var isThematicBreak: Bool {
    guard let first, "*-_".utf8.contains(first) else { return false }
    var reader = content
    var count = 0
    while !reader.isAtEnd {
      count += reader.skip { $0 == first }
      if reader.skip(while: { $0.isBlank }) == 0, reader.next != first, !reader.isAtEnd {
        return false
      }
    }
    return count >= 3
  }

  /// The bytes of the list marker that the content begins with, if it does.
  ///
  /// Only an item with content, and numbered 1 if at all, can interrupt a paragraph.
  func listMarkerWidth(interruptsParagraph: Bool) -> Int? {
    var reader = content
    if !reader.take(where: { "-+*".utf8.contains($0) }) {
      let digits = reader.skip { $0.isDigit }
      guard 1...9 ~= digits else { return nil }
      if interruptsParagraph {
        let number = String(decoding: bytes[contentOffset..<reader.offset], as: UTF8.self)
        guard Int(number) == 1 else { return nil }
      }
      guard reader.take(where: { ".)".utf8.contains($0) }) else { return nil }
    }
    let width = reader.offset - contentOffset
    let blanks = reader.skip { $0.isBlank }
    guard blanks > 0 || reader.isAtEnd else { return nil }
    if interruptsParagraph, reader.isAtEnd { return nil }
    return width
  }
}
