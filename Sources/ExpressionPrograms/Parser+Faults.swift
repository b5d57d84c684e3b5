internal import Text

extension Parser {
  /// The fault of a token that cannot stand where it does.
  func unexpected(_ expectation: ProgramError.Expectation) -> Fault {
    if let bracket = unclosedBracket() { return bracket }
    let token = token()
    if let construct = construct(at: token) {
      return Fault(kind: .unsupported(construct), range: token.range)
    }
    switch token.kind {
    case .unterminatedString:
      return Fault(kind: .unterminatedString, range: token.start..<token.start + 1)
    case .malformedNumber:
      return Fault(kind: .malformedNumber(text(token)), range: token.range)
    case .other:
      let character = text(token)
      return Fault(
        kind: .unexpectedCharacter(character, instead: Parser.lookAlikes[character]),
        range: token.range)
    default:
      return Fault(kind: .expected(expectation, found: describe(token)), range: token.range)
    }
  }

  /// What a token is called in an error.
  private func describe(_ token: Token) -> String {
    switch token.kind {
    case .lineEnd: "the end of the line"
    case .end: "the end of the program"
    case .string: "a string"
    default: "'\(text(token).quotable)'"
    }
  }

  /// The part of Python that a token belongs to and that programs do not have.
  private func construct(at token: Token) -> Construct? {
    switch token.kind {
    case .name where Construct.keywords.contains(text(token)): .keyword(text(token))
    case .openBracket: .list
    case .openBrace: .dictionary
    case .comma: .tuple
    case .string: .string
    case .comparison: .comparison
    case .floorDivision: .floorDivision
    case .remainder: .remainder
    case .at: .matrixProduct
    case .bitwise: .bitOperation
    case .otherAssign: .assignment(text(token))
    default: nil
    }
  }

  /// The innermost open bracket of the running expression that the text never closes.
  ///
  /// Where there is one, the lines that follow are taken for its inside, and what stumbles there is
  /// not to blame. O(length of the rest).
  func unclosedBracket() -> Fault? {
    let open = pending.compactMap(\.openToken)
    var depth = open.count
    var stillOpen = depth
    for token in tokens[min(position, tokens.count)...] {
      if token.opensBracket { depth += 1 }
      if token.closesBracket { depth -= 1 }
      stillOpen = min(stillOpen, depth)
    }
    return stillOpen > 0 ? unclosed(tokens[open[stillOpen - 1]]) : nil
  }

  func unclosed(_ bracket: Token) -> Fault {
    Fault(kind: .unclosedBracket(text(bracket)), range: bracket.range)
  }

  /// Characters that come with a copied text and look like what was meant.
  private static let lookAlikes = [
    "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "\u{A0}": " ", "（": "(", "）": ")", "，": ",",
  ]
}

/// A fault as the parser meets it: a range of bytes instead of lines and columns.
struct Fault: Error {
  let kind: ProgramError.Kind
  let range: Range<Int>
  var suggestion: String?
}
