extension Parser {
  /// Expressions with commas between: one alone, or a tuple.
  mutating func parseExpressionList() throws(Fault) -> Expression {
    let start = token().start
    let first = try parseStarred()
    guard token().kind == .comma else {
      if case .starred = first.kind { throw Fault(kind: .loneStar, range: first.range) }
      return first
    }
    var elements = [first]
    while skip(.comma), beginsExpression { elements.append(try parseStarred()) }
    return Expression(kind: .tuple(elements), range: range(from: start))
  }

  /// Whether an expression may begin with the token that stands here.
  private var beginsExpression: Bool {
    let token = token()
    switch token.kind {
    case .name:
      let word = text(token)
      return !Keyword.all.contains(word)
        || ["True", "False", "None", "not", "lambda"].contains(word)
    case .number, .malformedNumber, .string, .unterminatedString, .minus, .plus, .star,
      .openParenthesis, .openBracket, .openBrace, .other:
      return true
    default: return false
    }
  }

  /// An expression, or one behind a star.
  mutating func parseStarred() throws(Fault) -> Expression {
    let start = token().start
    guard skip(.star) else { return try parseExpression() }
    return Expression(kind: .starred(try parseExpression()), range: range(from: start))
  }

  mutating func parseExpression() throws(Fault) -> Expression {
    if isWord("lambda") { return try parseLambda() }
    let start = token().start
    var value = try parseAny()
    if token().kind == .walrus { throw Fault(kind: .unsupported(.walrus), range: token().range) }
    var cases: [(value: Expression, condition: Expression)] = []
    while isWord("if") {
      position += 1
      cases.append((value, try parseAny()))
      if !skip(word: "else") { throw unexpected(.mark("else")) }
      if isWord("lambda") {
        value = try parseLambda()
        break
      }
      value = try parseAny()
    }
    if cases.isEmpty { return value }
    return Expression(kind: .conditional(cases, otherwise: value), range: range(from: start))
  }

  private mutating func parseLambda() throws(Fault) -> Expression {
    let start = token().start
    position += 1
    return try nested { (parser) throws(Fault) in
      var parameters = try parser.parseParameters(until: .colon, areAnnotated: false)
      try parser.expect(.colon, ":")
      parameters.body = .expression(try parser.parseExpression())
      let range = parser.range(from: start)
      return Expression(
        kind: .lambda(parameters.definition(name: nil, range: range)), range: range)
    }
  }

  mutating func parseAny() throws(Fault) -> Expression {
    let start = token().start
    var parts = [try parseAll()]
    while skip(word: "or") { parts.append(try parseAll()) }
    return parts.count == 1
      ? parts[0] : Expression(kind: .any(parts), range: range(from: start))
  }

  private mutating func parseAll() throws(Fault) -> Expression {
    let start = token().start
    var parts = [try parseNot()]
    while skip(word: "and") { parts.append(try parseNot()) }
    return parts.count == 1
      ? parts[0] : Expression(kind: .all(parts), range: range(from: start))
  }

  private mutating func parseNot() throws(Fault) -> Expression {
    let start = token().start
    var count = 0
    while skip(word: "not") { count += 1 }
    let inner = try parseComparison()
    if count == 0 { return inner }
    let once = Expression(kind: .not(inner), range: range(from: start))
    // Two of them make a truth value of anything.
    return count % 2 == 1 ? once : Expression(kind: .not(once), range: once.range)
  }

  mutating func parseComparison() throws(Fault) -> Expression {
    let start = token().start
    let first = try parseChain(from: 1)
    var links: [(Comparison, Expression)] = []
    while let comparison = comparison() {
      links.append((comparison, try parseChain(from: 1)))
    }
    return links.isEmpty
      ? first : Expression(kind: .comparison(first, links), range: range(from: start))
  }

  /// Goes past a comparison, if one stands here.
  private mutating func comparison() -> Comparison? {
    let result: Comparison
    switch token().kind {
    case .equal: result = .equal
    case .notEqual: result = .notEqual
    case .less: result = .less
    case .greater: result = .greater
    case .lessOrEqual: result = .lessOrEqual
    case .greaterOrEqual: result = .greaterOrEqual
    case .name where isWord("in"): result = .isIn
    case .name where isWord("not") && isWord("in", at: 1):
      position += 1
      result = .isNotIn
    case .name where isWord("is"):
      if isWord("not", at: 1) {
        position += 1
        result = .isNotSame
      } else {
        result = .isSame
      }
    default: return nil
    }
    position += 1
    return result
  }

  /// Operands with operators between that bind as tightly as `precedence` or tighter: 1 for sums, 2
  /// for products.
  private mutating func parseChain(from precedence: Int) throws(Fault) -> Expression {
    let start = token().start
    let first = try parseSigned()
    var links: [(BinaryOperator, Expression)] = []
    while let (operation, own) = try binaryOperator(), own >= precedence {
      position += 1
      links.append((operation, own == 1 ? try parseChain(from: 2) : try parseSigned()))
    }
    return links.isEmpty ? first : Expression(kind: .chain(first, links), range: range(from: start))
  }

  private func binaryOperator() throws(Fault) -> (BinaryOperator, precedence: Int)? {
    switch token().kind {
    case .plus: return (.add, 1)
    case .minus: return (.subtract, 1)
    case .star: return (.multiply, 2)
    case .slash: return (.divide, 2)
    case .floorDivision: return (.floorDivide, 2)
    case .remainder: return (.remainder, 2)
    case .at: throw Fault(kind: .unsupported(.matrixProduct), range: token().range)
    case .bitwise:
      throw Fault(kind: .unsupported(.bitOperation(text(token()))), range: token().range)
    default: return nil
    }
  }

  /// An operand with the signs before it, and its power, which binds tighter than they do.
  private mutating func parseSigned() throws(Fault) -> Expression {
    let start = token().start
    var signs: [Sign] = []
    while token().kind == .plus || token().kind == .minus {
      signs.append(token().kind == .plus ? .plus : .minus)
      position += 1
    }
    if token().kind == .bitwise {
      throw Fault(kind: .unsupported(.bitOperation(text(token()))), range: token().range)
    }
    let operand = try parsePower()
    return signs.isEmpty
      ? operand : Expression(kind: .signs(signs, operand), range: range(from: start))
  }

  private mutating func parsePower() throws(Fault) -> Expression {
    let start = token().start
    var parts = [try parsePrimary()]
    while skip(.doubleStar) {
      if token().kind == .plus || token().kind == .minus {
        // A sign in an exponent goes with all that follows: 2 ** -x ** 2.
        parts.append(try nested { (parser) throws(Fault) in try parser.parseSigned() })
      } else {
        parts.append(try parsePrimary())
      }
    }
    return parts.count == 1
      ? parts[0] : Expression(kind: .power(parts), range: range(from: start))
  }

  /// An operand with what stands behind it: attributes, calls and brackets.
  mutating func parsePrimary() throws(Fault) -> Expression {
    let start = token().start
    let operand = try parseOperand()
    var trailers: [Expression.Trailer] = []
    loop: while true {
      let first = token()
      switch first.kind {
      case .dot:
        position += 1
        let name = token()
        if name.kind != .name { throw unexpected(.attribute) }
        position += 1
        trailers.append(.init(kind: .attribute(text(name)), range: name.range))
      case .openParenthesis:
        openBrackets.append(position)
        position += 1
        let arguments = try nested { (parser) throws(Fault) in try parser.parseArguments() }
        try close(.closeParenthesis, ")", of: first)
        trailers.append(.init(kind: .call(arguments), range: range(from: first.start)))
      case .openBracket:
        openBrackets.append(position)
        position += 1
        let kind = try nested { (parser) throws(Fault) in try parser.parseSubscript() }
        try close(.closeBracket, "]", of: first)
        trailers.append(.init(kind: kind, range: range(from: first.start)))
      default: break loop
      }
    }
    return trailers.isEmpty
      ? operand : Expression(kind: .trailers(operand, trailers), range: range(from: start))
  }

  /// The inside of brackets behind an operand.
  private mutating func parseSubscript() throws(Fault) -> Expression.Trailer.Kind {
    let first = token().kind == .colon ? nil : try parseExpressionList()
    guard skip(.colon) else {
      guard let first else { throw unexpected(.operand) }
      return .index(first)
    }
    func bound(_ parser: inout Parser) throws(Fault) -> Expression? {
      parser.token().kind == .colon || parser.token().kind == .closeBracket
        ? nil : try parser.parseExpression()
    }
    let second = try bound(&self)
    let step = skip(.colon) ? try bound(&self) : nil
    return .slice(from: first, to: second, step: step)
  }

  /// The inside of the parentheses of a call.
  mutating func parseArguments() throws(Fault) -> [Expression.Argument] {
    var arguments: [Expression.Argument] = []
    var hasNames = false
    while token().kind != .closeParenthesis {
      let first = token()
      if first.kind == .doubleStar {
        throw Fault(kind: .unsupported(.keywordArguments), range: first.range)
      }
      var name: String?
      if first.kind == .name, token(1).kind == .assign {
        name = text(first)
        position += 2
      }
      var value = try parseStarred()
      if isWord("for") || isWord("async") {
        let clauses = try parseClauses()
        value = Expression(
          kind: .comprehension(Comprehension(result: .generator(value), clauses: clauses)),
          range: range(from: first.start))
      }
      if name == nil, hasNames {
        if case .starred = value.kind {
        } else {
          throw Fault(kind: .positionBehindName, range: value.range)
        }
      }
      hasNames = hasNames || name != nil
      arguments.append(.init(name: name, value: value, range: range(from: first.start)))
      if !skip(.comma) { break }
    }
    return arguments
  }

  /// Goes past a closing bracket that must stand here.
  mutating func close(_ kind: Token.Kind, _ mark: String, of open: Token) throws(Fault) {
    if !skip(kind) { throw unexpected(.mark(mark)) }
    openBrackets.removeLast()
  }
}
