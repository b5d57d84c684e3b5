extension ByteReader {
  /// Takes blanks and at most one line end, as they may stand between the parts of a link.
  @discardableResult
  mutating func skipSpacing() -> Int { skip(while: \.isWhitespace) }

  /// Takes where a link leads to, which between `<` and `>` may look like HTML.
  mutating func takeLinkDestination() -> Bool {
    if take("<") {
      while let byte = next {
        offset += 1
        switch byte {
        case ">": return true
        case "<", "\n": return false
        case "\\": _ = take(where: \.isPunctuation)
        default: break
        }
      }
      return false
    }
    var depth = 0
    while let byte = next, byte > 0x20, byte != 0x7F {
      switch byte {
      case "\\":
        offset += 1
        _ = take(where: \.isPunctuation)
        continue
      case "(":
        depth += 1
        // CommonMark asks for at least three; cmark's limit keeps the time linear.
        guard depth <= 32 else { return false }
      case ")":
        guard depth > 0 else { return true }
        depth -= 1
      default: break
      }
      offset += 1
    }
    return depth == 0
  }

  /// Takes a link's title, if there is one.
  mutating func takeLinkTitle() -> Bool {
    guard let opener = next, "\"'(".utf8.contains(opener) else { return false }
    let closer = opener == "(" ? UInt8(ascii: ")") : opener
    offset += 1
    while let byte = next {
      offset += 1
      if byte == closer { return true }
      if byte == opener { return false }
      if byte == "\\" { _ = take(where: \.isPunctuation) }
    }
    return false
  }

  /// Takes what names a link, with its brackets.
  mutating func takeLinkLabel() -> Range<Int>? {
    guard take("[") else { return nil }
    let start = offset
    while let byte = next, offset - start <= 1000 {
      switch byte {
      case "[": return nil
      case "]":
        offset += 1
        return start..<offset - 1
      case "\\":
        offset += 1
        _ = take(where: \.isPunctuation)
      default: offset += 1
      }
    }
    return nil
  }

  /// Takes the definition of a link from the start of a paragraph and returns its label.
  mutating func takeLinkDefinition() -> MarkdownLabel? {
    guard let range = takeLinkLabel(), take(":"), let label = MarkdownLabel(bytes[range]) else {
      return nil
    }
    skipSpacing()
    guard !isAtEnd, takeLinkDestination() else { return nil }
    // What looks like a title on a line of its own may be the text that follows.
    let isDefined =
      attempt { $0.skipSpacing() > 0 && $0.takeLinkTitle() && $0.takeLineEnd() } || takeLineEnd()
    return isDefined ? label : nil
  }

  private mutating func takeLineEnd() -> Bool {
    skip { $0.isBlank }
    return isAtEnd || take("\n")
  }
}
