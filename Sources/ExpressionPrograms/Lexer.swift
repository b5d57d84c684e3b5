internal import Text

/// Cuts the text of a program into tokens.
///
/// It works on the bytes of UTF-8 and never fails: what it does not know becomes a token of its
/// own, so that a skipped statement may hold anything that Python allows.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  /// How many brackets are open: inside them a line may break.
  private var depth = 0
  private var atStatementStart = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: SourceLine.byteOrderMark) {
      position = SourceLine.byteOrderMark.count
    }
  }

  /// How many tokens a program has at most: some hundred thousand lines.
  ///
  /// What has more is no program that somebody wrote, and would take memory without end.
  static let mostTokens = 4_000_000

  /// All tokens of a text; the last one is `end`, or another where there are too many.
  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes)
    var tokens: [Token] = []
    tokens.reserveCapacity(min(bytes.count / 3 + 1, mostTokens))
    repeat {
      tokens.append(lexer.next())
    } while tokens[tokens.count - 1].kind != .end && tokens.count < mostTokens
    return tokens
  }

  /// The byte at a distance; 0 behind the end.
  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func next() -> Token {
    skipBlanks()
    let start = position
    let kind = scan()
    atStatementStart = kind == .lineEnd || kind == .semicolon
    return Token(kind: kind, start: start, end: position)
  }

  private mutating func scan() -> Token.Kind {
    guard position < bytes.count else { return .end }
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
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C: position += 1
      case UInt8(ascii: "#"): skipToLineEnd()
      case UInt8(ascii: "%") where atStatementStart, UInt8(ascii: "!") where atStatementStart:
        skipToLineEnd()
      case UInt8(ascii: "\n") where depth > 0, UInt8(ascii: "\r") where depth > 0: skipLineEnd()
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n") || byte(1) == UInt8(ascii: "\r"):
        position += 1
        skipLineEnd()
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
    while position < bytes.count, !byte().endsLine { position += 1 }
  }

  private mutating func skipLineEnd() {
    position += byte() == UInt8(ascii: "\r") && byte(1) == UInt8(ascii: "\n") ? 2 : 1
  }

  /// A number as Python writes it, or one that runs on into letters.
  private mutating func scanNumber() -> Token.Kind {
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
    return scanName() ? .malformedNumber : .number
  }

  private mutating func skipDigits() {
    while byte().isDigit || byte() == UInt8(ascii: "_") { position += 1 }
  }
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
    while position < bytes.count {
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
    let end = min(position + length, bytes.count)
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, end - position) }
  }
}

extension Unicode.Scalar {
  fileprivate var startsName: Bool { properties.isXIDStart }

  /// Digits of every kind count, also the small ones of `x₁`.
  fileprivate var continuesName: Bool {
    properties.isXIDContinue || properties.numericType == .digit
  }
}
