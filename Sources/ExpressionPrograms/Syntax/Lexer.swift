internal import Text

/// Cuts the text of a program into tokens.
///
/// It works on the bytes of UTF-8 and never fails: what it does not know becomes a token of its own,
/// so that a skipped statement may hold anything that Python allows.
struct Lexer {
  let bytes: [UInt8]
  var position: Int
  /// Where the text ends; the bytes behind it are another cell's.
  let end: Int
  /// How many brackets are open: inside them a line may break.
  var depth = 0
  var atStatementStart = true
  var atLineStart = true
  /// The indentation of the blocks that are open; that of the first line is no block.
  var indents: [Indent] = []
  /// Blocks that end before the next token.
  var pendingDedents = 0
  /// Whether the text is a session with prompts, whose other lines are what was printed.
  var hasPrompts = false
  /// What was skipped: a notebook's own commands, and lines that a session printed.
  var skipped: [Skipped] = []

  /// A lexer of a part of a text, which may be the inside of brackets.
  init(_ bytes: [UInt8], in range: Range<Int>, isBracketed: Bool = false) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    if isBracketed {
      depth = 1
      atLineStart = false
      atStatementStart = false
    } else if bytes[range].starts(with: SourceLine.byteOrderMark) {
      position += SourceLine.byteOrderMark.count
    }
  }

  /// How many tokens a program has at most: some hundred thousand lines.
  ///
  /// What has more is no program that somebody wrote, and would take memory without end.
  static let mostTokens = 4_000_000

  /// All tokens of a text; the last one is `end`, or another where there are too many.
  mutating func tokens() -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(min((end - position) / 3 + 2, Lexer.mostTokens))
    repeat {
      tokens.append(nextToken())
    } while tokens[tokens.count - 1].kind != .end && tokens.count < Lexer.mostTokens
    return tokens
  }

  /// The byte at a distance; 0 behind the end.
  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? bytes[position + offset] : 0
  }

  mutating func nextToken() -> Token {
    if pendingDedents > 0 {
      pendingDedents -= 1
      return Token(kind: .dedent, start: position, end: position)
    }
    if atLineStart {
      atLineStart = false
      if let kind = startLine() { return kind }
    }
    skipBlanks()
    let start = position
    let kind = scan()
    atStatementStart = kind == .lineEnd || kind == .semicolon
    atLineStart = kind == .lineEnd
    return Token(kind: kind, start: start, end: position)
  }

  mutating func scan() -> Token.Kind {
    guard position < end else { return .end }
    switch byte() {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      skipLineEnd()
      return .lineEnd
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return scanNumber()
    case UInt8(ascii: ".") where byte(1).isDigit: return scanNumber()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return scanString(prefix: position..<position)
    case UInt8(ascii: "("): return bracket(.openParenthesis, 1)
    case UInt8(ascii: ")"): return bracket(.closeParenthesis, -1)
    case UInt8(ascii: "["): return bracket(.openBracket, 1)
    case UInt8(ascii: "]"): return bracket(.closeBracket, -1)
    case UInt8(ascii: "{"): return bracket(.openBrace, 1)
    case UInt8(ascii: "}"): return bracket(.closeBrace, -1)
    default: return scanNameOrString() ?? scanSymbol()
    }
  }

  mutating func bracket(_ kind: Token.Kind, _ change: Int) -> Token.Kind {
    position += 1
    depth = max(0, depth + change)
    return kind
  }

  /// Skips what means nothing: blanks, comments, joined lines, and the notebook's own commands.
  mutating func skipBlanks() {
    while position < end {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: position += 1
      case UInt8(ascii: "#"): skipToLineEnd()
      case UInt8(ascii: "%") where atStatementStart, UInt8(ascii: "!") where atStatementStart:
        skipCommand()
      case UInt8(ascii: "\n") where depth > 0, UInt8(ascii: "\r") where depth > 0:
        skipLineEnd()
        if hasPrompts { skipPrompt() }
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n") || byte(1) == UInt8(ascii: "\r"):
        position += 1
        skipLineEnd()
        if hasPrompts { skipPrompt() }
      default:
        let length = wideBlankLength()
        if length == 0 { return }
        position += length
      }
    }
  }

  /// The bytes of a blank beyond ASCII, as pages and notebooks have them, or 0 where there is none:
  /// no-break spaces, spaces of other widths, and those of no width.
  func wideBlankLength() -> Int {
    switch (byte(), byte(1), byte(2)) {
    case (0xC2, 0xA0, _): 2
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE2, 0x81, 0xA0): 3
    case (0xE3, 0x80, 0x80): 3
    default: 0
    }
  }

  mutating func skipToLineEnd() {
    while position < end, !byte().endsLine { position += 1 }
  }

  mutating func skipLineEnd() {
    position += byte() == UInt8(ascii: "\r") && byte(1) == UInt8(ascii: "\n") ? 2 : 1
    position = min(position, end)
  }

  /// A number as Python writes it, or one that runs on into letters.
  mutating func scanNumber() -> Token.Kind {
    if byte() == UInt8(ascii: "0"), NumberLiteral.radix(byte(1)) != nil {
      position += 2
      _ = scanName()
      return .number
    }
    skipDigits()
    if byte() == UInt8(ascii: ".") {
      position += 1
      skipDigits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
      if byte(1 + sign).isDigit {
        position += 1 + sign
        skipDigits()
      }
    }
    let start = position
    guard scanName() else { return .number }
    // `1if x else 2` is Python as well, though nobody writes it on purpose.
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if Keyword.behindNumbers.contains(word) {
      position = start
      return .number
    }
    return .malformedNumber
  }

  mutating func skipDigits() {
    while byte().isDigit || byte() == UInt8(ascii: "_") { position += 1 }
  }
}
