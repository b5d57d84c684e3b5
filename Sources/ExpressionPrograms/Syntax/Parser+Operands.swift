extension Parser {
  /// A number, a text, a name, or what stands in brackets.
  mutating func parseOperand() throws(Fault) -> Expression {
    let first = token()
    switch first.kind {
    case .number: return try parseNumber()
    case .string: return try parseStrings()
    case .name: return try parseName()
    case .openParenthesis: return try parseParenthesis()
    case .openBracket: return try parseList()
    case .openBrace: return try parseBraces()
    default: throw unexpected(.operand)
    }
  }

  private mutating func parseNumber() throws(Fault) -> Expression {
    let token = token()
    guard let kind = NumberLiteral.expression(of: bytes[token.range]) else {
      throw Fault(kind: .malformedNumber(text(token)), range: token.range)
    }
    if case .float(.infinity) = kind {
      throw Fault(kind: .numberTooLarge(text(token)), range: token.range)
    }
    position += 1
    return Expression(kind: kind, range: token.range)
  }

  private mutating func parseName() throws(Fault) -> Expression {
    let token = token()
    let name = text(token)
    let kind: Expression.Kind
    switch name {
    case "True": kind = .boolean(true)
    case "False": kind = .boolean(false)
    case "None": kind = .none
    default:
      if Keyword.all.contains(name) { throw unexpected(.operand) }
      kind = .name(name)
    }
    position += 1
    return Expression(kind: kind, range: token.range)
  }

  private mutating func parseParenthesis() throws(Fault) -> Expression {
    let open = token()
    openBrackets.append(position)
    position += 1
    let kind: Expression.Kind = try nested { (parser) throws(Fault) in
      if parser.token().kind == .closeParenthesis { return .tuple([]) }
      if parser.isWord("yield") {
        throw Fault(kind: .unsupported(.keyword("yield")), range: parser.token().range)
      }
      let inner = try parser.parseExpressionList()
      if parser.isWord("for") || parser.isWord("async") {
        let clauses = try parser.parseClauses()
        return .comprehension(Comprehension(result: .generator(inner), clauses: clauses))
      }
      return inner.kind
    }
    try close(.closeParenthesis, ")", of: open)
    return Expression(kind: kind, range: range(from: open.start))
  }

  private mutating func parseList() throws(Fault) -> Expression {
    let open = token()
    openBrackets.append(position)
    position += 1
    let kind: Expression.Kind = try nested { (parser) throws(Fault) in
      var elements: [Expression] = []
      while parser.token().kind != .closeBracket {
        elements.append(try parser.parseStarred())
        if elements.count == 1, parser.isWord("for") || parser.isWord("async") {
          let clauses = try parser.parseClauses()
          return .comprehension(Comprehension(result: .list(elements[0]), clauses: clauses))
        }
        if !parser.skip(.comma) { break }
      }
      return .list(elements)
    }
    try close(.closeBracket, "]", of: open)
    return Expression(kind: kind, range: range(from: open.start))
  }

  private mutating func parseBraces() throws(Fault) -> Expression {
    let open = token()
    openBrackets.append(position)
    position += 1
    let kind: Expression.Kind = try nested { (parser) throws(Fault) in
      var pairs: [(key: Expression, value: Expression)] = []
      var elements: [Expression] = []
      while parser.token().kind != .closeBrace {
        if parser.token().kind == .doubleStar {
          throw Fault(kind: .unsupported(.mark("**")), range: parser.token().range)
        }
        let first = try parser.parseStarred()
        if elements.isEmpty, parser.skip(.colon) {
          pairs.append((first, try parser.parseExpression()))
        } else if pairs.isEmpty {
          elements.append(first)
        } else {
          throw parser.unexpected(.mark(":"))
        }
        if pairs.count + elements.count == 1, parser.isWord("for") || parser.isWord("async") {
          let clauses = try parser.parseClauses()
          let result: Comprehension.Result =
            pairs.isEmpty ? .set(first) : .dictionary(key: first, value: pairs[0].value)
          return .comprehension(Comprehension(result: result, clauses: clauses))
        }
        if !parser.skip(.comma) { break }
      }
      return elements.isEmpty ? .dictionary(pairs) : .set(elements)
    }
    try close(.closeBrace, "}", of: open)
    return Expression(kind: kind, range: range(from: open.start))
  }

  /// `for target in iterable if condition …`, once or more.
  mutating func parseClauses() throws(Fault) -> [Comprehension.Clause] {
    var clauses: [Comprehension.Clause] = []
    while true {
      if isWord("async") {
        throw Fault(kind: .unsupported(.keyword("async")), range: token().range)
      }
      if !skip(word: "for") { return clauses }
      let target = try parseTargetList()
      if !skip(word: "in") { throw unexpected(.mark("in")) }
      // No condition of its own: an `if` here filters.
      let iterable = try parseAny()
      var conditions: [Expression] = []
      while skip(word: "if") { conditions.append(try parseAny()) }
      clauses.append(.init(target: target, iterable: iterable, conditions: conditions))
    }
  }
}
