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
