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
