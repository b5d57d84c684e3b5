/// A piece of a program's text: what it is and which bytes it is made of.
struct Token: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case name, number, malformedNumber, string, unterminatedString
    case lineEnd, semicolon, end
    case plus, minus, star, slash, doubleStar
    case assign, plusAssign, minusAssign, starAssign, slashAssign, doubleStarAssign, otherAssign
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case comma, dot, colon, comparison, floorDivision, remainder, at, bitwise
    case other
  }

  let kind: Kind
  let start: Int
  let end: Int

  var range: Range<Int> { start..<end }

  /// Whether a statement is over where this token stands.
  var endsStatement: Bool { kind == .lineEnd || kind == .semicolon || kind == .end }

  var opensBracket: Bool {
    kind == .openParenthesis || kind == .openBracket || kind == .openBrace
  }

  var closesBracket: Bool {
    kind == .closeParenthesis || kind == .closeBracket || kind == .closeBrace
  }

  var assigns: Bool {
    switch kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .doubleStarAssign,
      .otherAssign:
      true
    default: false
    }
  }
}

extension Lexer {
  /// An operator or mark: the longest that Python knows.
  mutating func scanSymbol() -> Token.Kind {
    for length in [3, 2, 1] where position + length <= bytes.count {
      let text = bytes[position..<position + length]
      if let kind = Lexer.kind(ofSymbol: text) {
        position += length
        return kind
      }
    }
    position = min(bytes.count, position + (scalar()?.1 ?? 1))
    return .other
  }

  private static func kind(ofSymbol text: ArraySlice<UInt8>) -> Token.Kind? {
    switch String(decoding: text, as: UTF8.self) {
    case "+": .plus
    case "-": .minus
    case "*": .star
    case "/": .slash
    case "**": .doubleStar
    case "=": .assign
    case "+=": .plusAssign
    case "-=": .minusAssign
    case "*=": .starAssign
    case "/=": .slashAssign
    case "**=": .doubleStarAssign
    case "//=", "%=", "@=", "&=", "|=", "^=", "<<=", ">>=", ":=": .otherAssign
    case ",": .comma
    case ".": .dot
    case ";": .semicolon
    case ":": .colon
    case "==", "!=", "<", ">", "<=", ">=": .comparison
    case "//": .floorDivision
    case "%": .remainder
    case "@": .at
    case "&", "|", "^", "~", "<<", ">>": .bitwise
    default: nil
    }
  }
}
