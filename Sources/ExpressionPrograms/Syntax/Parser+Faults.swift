internal import Text

extension Parser {
  /// The fault of a token that cannot stand where it does.
  func unexpected(_ expectation: ProgramError.Expectation) -> Fault {
    let token = token()
    if token.kind == .unterminatedString {
      return Fault(kind: .unterminatedString, range: token.start..<token.start + 1)
    }
    if let bracket = unclosedBracket() { return bracket }
    switch token.kind {
    case .name where Keyword.all.contains(text(token)) && expectation == .operand:
      let word = text(token)
      if ["yield", "await", "async"].contains(word) {
        return Fault(kind: .unsupported(.keyword(word)), range: token.range)
      }
    case .at: return Fault(kind: .unsupported(.matrixProduct), range: token.range)
    case .bitwise:
      return Fault(kind: .unsupported(.bitOperation(text(token))), range: token.range)
    case .walrus: return Fault(kind: .unsupported(.walrus), range: token.range)
    case .malformedNumber:
      return Fault(kind: .malformedNumber(text(token)), range: token.range)
    case .dot where self.token(1).kind == .dot && self.token(2).kind == .dot:
      return Fault(
        kind: .unsupported(.mark("...")), range: token.start..<self.token(2).end)
    case .other:
      let character = text(token)
      return Fault(
        kind: .unexpectedCharacter(character, instead: Parser.lookAlikes[character]),
        range: token.range)
    default: break
    }
    return Fault(
      kind: .expected(expectation, found: describe(token)),
      range: token.range.isEmpty ? token.start..<token.start + 1 : token.range)
  }

  /// What a token is called in an error.
  private func describe(_ token: Token) -> String {
    switch token.kind {
    case .lineEnd, .indent, .dedent, .unevenIndent, .mixedIndent: "the end of the line"
    case .end: "the end of the program"
    case .string: "a string"
    default: "'\(text(token).quotable)'"
    }
  }

  /// A name that begins a line and is likely meant for a word such as `import`: another word or a
  /// number follows it.
  func misspelledWord(at start: Int) -> Fault? {
    let first = tokens[start]
    guard position == start + 1, first.kind == .name,
      [.name, .number, .string].contains(token().kind)
    else { return nil }
    let word = NearestWord.to(text(first), among: Keyword.atLineStart)
    return word.map {
      Fault(kind: .unknownName(text(first)), range: first.range, suggestion: $0)
    }
  }

  /// The innermost open bracket of the running statement that the text never closes.
  ///
  /// Where there is one, the lines that follow are taken for its inside, and what stumbles there is
  /// not to blame. O(length of the rest).
  private func unclosedBracket() -> Fault? {
    if openBrackets.isEmpty { return nil }
    var depth = openBrackets.count
    var stillOpen = depth
    for token in tokens[min(position, tokens.count)...] {
      if token.opensBracket { depth += 1 }
      if token.closesBracket { depth -= 1 }
      stillOpen = min(stillOpen, depth)
      if stillOpen <= 0 { return nil }
    }
    let bracket = tokens[openBrackets[stillOpen - 1]]
    return Fault(kind: .unclosedBracket(text(bracket)), range: bracket.range)
  }

  /// Characters that come with a copied text and look like what was meant.
  private static let lookAlikes = [
    "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "（": "(", "）": ")", "，": ",",
  ]
}
