internal import Text

/// Lines, and the blocks that begin and end with them.
extension Lexer {
  /// How far a line is indented, as Python counts: where a tab is eight columns wide and where it is
  /// one, two lines have to stand in the same relation.
  struct Indent: Equatable {
    var columns = 0
    var characters = 0
  }

  /// What was skipped, for the one line that reports it.
  struct Skipped {
    let text: String
    let range: Range<Int>
  }

  /// Goes to the first character of the next line that holds a statement, and gives the token of a
  /// block that begins or ends there.
  mutating func startLine() -> Token? {
    while true {
      let start = position
      skipPrompt()
      if hasPrompts, start == position, position < end, !byte().endsLine {
        skipPrinted()
        continue
      }
      let indent = readIndent()
      if position >= end { return closeBlocks(at: start) }
      if byte().endsLine {
        skipLineEnd()
      } else if byte() == UInt8(ascii: "#") {
        skipToLineEnd()
      } else if byte() == UInt8(ascii: "%") || byte() == UInt8(ascii: "!") {
        skipCommand()
      } else {
        atStatementStart = true
        return token(for: indent, at: start)
      }
    }
  }

  mutating func readIndent() -> Indent {
    var indent = Indent()
    while position < end {
      switch byte() {
      case UInt8(ascii: " "):
        indent.columns += 1
        indent.characters += 1
        position += 1
      case UInt8(ascii: "\t"):
        indent.columns = (indent.columns / 8 + 1) * 8
        indent.characters += 1
        position += 1
      case 0x0C: position += 1
      case UInt8(ascii: "\\") where byte(1).endsLine && position + 1 < end:
        position += 1
        skipLineEnd()
      default:
        let length = wideBlankLength()
        if length == 0 { return indent }
        indent.columns += 1
        indent.characters += 1
        position += length
      }
    }
    return indent
  }

  mutating func token(for indent: Indent, at start: Int) -> Token? {
    guard let last = indents.last else {
      indents = [indent]
      return nil
    }
    if indent == last { return nil }
    let range = min(start, position)..<position
    func isMixed(_ a: Indent, _ b: Indent) -> Bool {
      (a.columns < b.columns) != (a.characters < b.characters)
        || (a.columns == b.columns) != (a.characters == b.characters)
    }
    if isMixed(indent, last) {
      return Token(kind: .mixedIndent, start: range.lowerBound, end: position)
    }
    if indent.columns > last.columns {
      indents.append(indent)
      return Token(kind: .indent, start: range.lowerBound, end: position)
    }
    var closed = 0
    while indents.count > 1, indents[indents.count - 1].columns > indent.columns {
      indents.removeLast()
      closed += 1
    }
    let reached = indents[indents.count - 1]
    if reached != indent {
      if isMixed(indent, reached) {
        return Token(kind: .mixedIndent, start: range.lowerBound, end: position)
      }
      // The line is read as one of the block that it is nearest to, so that it is the only fault.
      pendingDedents = closed
      return Token(kind: .unevenIndent, start: range.lowerBound, end: position)
    }
    pendingDedents = closed - 1
    return closed == 0 ? nil : Token(kind: .dedent, start: position, end: position)
  }

  /// At the end of the text all blocks end.
  mutating func closeBlocks(at start: Int) -> Token? {
    guard indents.count > 1 else { return nil }
    pendingDedents = indents.count - 2
    indents.removeLast(indents.count - 1)
    return Token(kind: .dedent, start: position, end: position)
  }
}
