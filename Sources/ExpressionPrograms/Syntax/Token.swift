/// A piece of a program's text: what it is and which bytes it is made of.
struct Token: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case name, number, malformedNumber, string, unterminatedString
    case lineEnd, semicolon, end
    /// A block begins or ends here.
    case indent, dedent
    /// A line that is indented as no line around it is, or by tabs and blanks mixed.
    case unevenIndent, mixedIndent
    case plus, minus, star, slash, doubleStar, floorDivision, remainder
    case assign, plusAssign, minusAssign, starAssign, slashAssign, doubleStarAssign
    case floorDivisionAssign, remainderAssign, otherAssign, walrus
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case comma, dot, colon, arrow
    case equal, notEqual, less, greater, lessOrEqual, greaterOrEqual
    case at, bitwise
    case other
  }

  let kind: Kind
  let start: Int
  let end: Int

  var range: Range<Int> { start..<end }

  /// Whether a statement is over where this token stands.
  var endsStatement: Bool {
    switch kind {
    case .lineEnd, .semicolon, .end, .indent, .dedent, .unevenIndent, .mixedIndent: true
    default: false
    }
  }

  var opensBracket: Bool {
    kind == .openParenthesis || kind == .openBracket || kind == .openBrace
  }

  var closesBracket: Bool {
    kind == .closeParenthesis || kind == .closeBracket || kind == .closeBrace
  }

  var assigns: Bool {
    switch kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .doubleStarAssign,
      .floorDivisionAssign, .remainderAssign, .otherAssign:
      true
    default: false
    }
  }
}

extension Lexer {
  /// An operator or mark: the longest that Python knows.
  mutating func scanSymbol() -> Token.Kind {
    for length in [3, 2, 1] where position + length <= end {
      let text = bytes[position..<position + length]
      if let kind = Lexer.kind(ofSymbol: text) {
        position += length
        return kind
      }
    }
    position = min(end, position + (scalar()?.1 ?? 1))
    return .other
  }

  private static func kind(ofSymbol text: ArraySlice<UInt8>) -> Token.Kind? {
    switch String(decoding: text, as: UTF8.self) {
    case "+": .plus
    case "-": .minus
    case "*": .star
    case "/": .slash
    case "**": .doubleStar
    case "//": .floorDivision
    case "%": .remainder
    case "=": .assign
    case "+=": .plusAssign
    case "-=": .minusAssign
    case "*=": .starAssign
    case "/=": .slashAssign
    case "**=": .doubleStarAssign
    case "//=": .floorDivisionAssign
    case "%=": .remainderAssign
    case "@=", "&=", "|=", "^=", "<<=", ">>=": .otherAssign
    case ":=": .walrus
    case ",": .comma
    case ".": .dot
    case ";": .semicolon
    case ":": .colon
    case "->": .arrow
    case "==": .equal
    case "!=": .notEqual
    case "<": .less
    case ">": .greater
    case "<=": .lessOrEqual
    case ">=": .greaterOrEqual
    case "@": .at
    case "&", "|", "^", "~", "<<", ">>": .bitwise
    default: nil
    }
  }
}
