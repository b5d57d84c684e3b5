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
  private var depth = 0
  private var atStatementStart = true
  private var atLineStart = true
  /// The indentation of the blocks that are open; that of the first line is no block.
  private var indents: [Indent] = []
  /// Blocks that end before the next token.
  private var pendingDedents = 0
  /// Whether the text is a session with prompts, whose other lines are what was printed.
  private var hasPrompts = false
  /// What was passed over: a notebook's own commands, and lines that a session printed.
  private(set) var skipped: [Skipped] = []

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

  private mutating func scan() -> Token.Kind {
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

  private mutating func bracket(_ kind: Token.Kind, _ change: Int) -> Token.Kind {
    position += 1
    depth = max(0, depth + change)
    return kind
  }

  /// Skips what means nothing: blanks, comments, joined lines, and the notebook's own commands.
  private mutating func skipBlanks() {
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
  private func wideBlankLength() -> Int {
    switch (byte(), byte(1), byte(2)) {
    case (0xC2, 0xA0, _): 2
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE2, 0x81, 0xA0): 3
    case (0xE3, 0x80, 0x80): 3
    default: 0
    }
  }

  private mutating func skipToLineEnd() {
    while position < end, !byte().endsLine { position += 1 }
  }

  private mutating func skipLineEnd() {
    position += byte() == UInt8(ascii: "\r") && byte(1) == UInt8(ascii: "\n") ? 2 : 1
    position = min(position, end)
  }

  /// A number as Python writes it, or one that runs on into letters.
  private mutating func scanNumber() -> Token.Kind {
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

  private mutating func skipDigits() {
    while byte().isDigit || byte() == UInt8(ascii: "_") { position += 1 }
  }
}

// MARK: - Lines

extension Lexer {
  /// How far a line is indented, as Python counts: where a tab is eight columns wide and where it is
  /// one, two lines have to stand in the same relation.
  private struct Indent: Equatable {
    var columns = 0
    var characters = 0
  }

  /// What was passed over, for the one line that reports it.
  struct Skipped {
    let text: String
    let range: Range<Int>
  }

  /// Goes to the first character of the next line that holds a statement, and gives the token of a
  /// block that begins or ends there.
  private mutating func startLine() -> Token? {
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

  private mutating func readIndent() -> Indent {
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

  private mutating func token(for indent: Indent, at start: Int) -> Token? {
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
  private mutating func closeBlocks(at start: Int) -> Token? {
    guard indents.count > 1 else { return nil }
    pendingDedents = indents.count - 2
    indents.removeLast(indents.count - 1)
    return Token(kind: .dedent, start: position, end: position)
  }
}

// MARK: - Sessions and notebooks

extension Lexer {
  /// Goes past the prompt of a session: `>>> `, `... `, `In [3]: ` or `   ...: `.
  private mutating func skipPrompt() {
    let start = position
    func goes(_ text: String, from offset: Int = 0) -> Bool {
      let text = Array(text.utf8)
      return start + offset + text.count <= end
        && bytes[start + offset..<start + offset + text.count].elementsEqual(text)
    }
    var length = 0
    if goes(">>>") || goes("...") {
      // Behind three dots without a blank something else begins.
      if goes("...") && !hasPrompts { return }
      length = 3
    } else if goes("In [") {
      var digits = 4
      while start + digits < end, bytes[start + digits].isDigit { digits += 1 }
      if digits == 4 || !goes("]:", from: digits) { return }
      length = digits + 2
    } else if hasPrompts {
      var blanks = 0
      while start + blanks < end, bytes[start + blanks] == UInt8(ascii: " ") { blanks += 1 }
      if !goes("...:", from: blanks) { return }
      length = blanks + 4
    }
    if length == 0 { return }
    hasPrompts = true
    position += length
    if byte() == UInt8(ascii: " ") { position += 1 }
  }

  /// Goes past a line of a session that is no input.
  private mutating func skipPrinted() {
    let start = position
    skipToLineEnd()
    skipped.append(Skipped(text: "printed lines", range: start..<position))
  }

  /// Goes past a command of the notebook's own: a magic, or one for the shell.
  ///
  /// A cell that is in another language is passed over as a whole.
  private mutating func skipCommand() {
    let start = position
    skipToLineEnd()
    let line = String(decoding: bytes[start..<position], as: UTF8.self)
    let name = line.prefix { !$0.isWhitespace }
    skipped.append(Skipped(text: String(name), range: start..<position))
    if Lexer.foreignCells.contains(String(name)) { position = end }
  }

  /// The magics of cells that hold no Python.
  private static let foreignCells: Set<String> = [
    "%%bash", "%%sh", "%%script", "%%html", "%%HTML", "%%javascript", "%%js", "%%latex",
    "%%markdown",
    "%%svg", "%%SVG", "%%writefile", "%%perl", "%%ruby", "%%cmd", "%%file",
  ]
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// Whether a name may begin with this ASCII character.
  var startsName: Bool {
    (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
      || self == UInt8(ascii: "_")
  }
}

extension Lexer {
  /// A name, or the string that a name such as `f` or `rb` is the prefix of; `nil` for neither.
  mutating func scanNameOrString() -> Token.Kind? {
    let start = position
    guard byte().startsName || byte() >= 0x80, scanName() else { return nil }
    if byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\""),
      StringLiteral.isPrefix(bytes[start..<position])
    {
      return scanString(prefix: start..<position)
    }
    return .name
  }

  /// Goes past letters, digits and `_`; says whether there were any.
  ///
  /// Called where a name begins, and behind a number, which then runs on into the name.
  mutating func scanName() -> Bool {
    let start = position
    while position < end {
      if byte().startsName || byte().isDigit {
        position += 1
      } else if byte() >= 0x80, let (scalar, length) = scalar(),
        position == start ? scalar.startsName : scalar.continuesName
      {
        position += length
      } else {
        break
      }
    }
    return position > start
  }

  /// The Unicode scalar here, with its number of bytes.
  func scalar() -> (Unicode.Scalar, Int)? {
    let length = byte() < 0x80 ? 1 : byte() < 0xE0 ? 2 : byte() < 0xF0 ? 3 : 4
    let last = min(position + length, end)
    let text = String(decoding: bytes[position..<last], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, last - position) }
  }
}

extension Unicode.Scalar {
  fileprivate var startsName: Bool { properties.isXIDStart }

  /// Digits of every kind count, also the small ones of `x₁`.
  fileprivate var continuesName: Bool {
    properties.isXIDContinue || properties.numericType == .digit
  }
}

/// The words that Python keeps for itself.
enum Keyword {
  static let all: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in",
    "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
    "yield",
  ]

  /// Those that a line begins with, of what programs have, and something follows on the line.
  static let atLineStart = [
    "assert", "def", "elif", "for", "from", "if", "import", "return", "while", "with",
  ]

  /// Those that may follow a number without a blank.
  static let behindNumbers: Set<String> = ["and", "else", "for", "if", "in", "is", "or"]
}
