internal import Text

extension Parser {
  /// Reads a statement, with the block that belongs to it.
  mutating func parseStatement() throws(Fault) -> Statement {
    let start = token().start
    guard token().kind == .name else {
      if token().kind == .at { return try refuse(.decorator) }
      return try parseSimpleStatement()
    }
    switch text(token()) {
    case "if": return try parseIf()
    case "while":
      position += 1
      let condition = try parseExpression()
      let head = range(from: start)
      let body = try parseBlock()
      return Statement(
        kind: .whileLoop(condition, body, otherwise: try parseElse()), range: head)
    case "for": return try parseFor()
    case "def": return try parseDefinition()
    case "with": return try parseWith()
    case "class": return try parseClass()
    case "try": return try parseTry()
    case "async": return try refuse(.keyword("async"))
    case "match" where token(1).kind == .name && !isWord("in", at: 1) && !isWord("is", at: 1):
      return try refuse(.keyword("match"))
    default: return try parseSimpleStatement()
    }
  }

  /// Reads a statement without a block.
  mutating func parseSimpleStatement() throws(Fault) -> Statement {
    let first = token()
    let start = first.start
    func done(_ kind: Statement.Kind) -> Statement {
      Statement(kind: kind, range: range(from: start))
    }
    if first.kind == .name {
      switch text(first) {
      case "pass":
        position += 1
        return done(.passing)
      case "break":
        position += 1
        return done(.breaking)
      case "continue":
        position += 1
        return done(.continuing)
      case "return":
        position += 1
        return done(.returning(token().endsStatement ? nil : try parseExpressionList()))
      case "assert":
        position += 1
        let condition = try parseExpression()
        let message = skip(.comma) ? try parseExpression() : nil
        return done(.assertion(condition, message: message))
      case "import", "from": return try parseImport()
      case "global", "nonlocal", "del", "raise", "yield", "await":
        return try refuse(.keyword(text(first)))
      case "if", "while", "for", "def", "with", "class", "try":
        throw Fault(
          kind: .expected(.statementOnItsOwn, found: "'\(text(first))'"), range: first.range)
      case "print"
      where token(1).kind == .string
        || token(1).kind == .name && !Keyword.all.contains(text(token(1))):
        throw Fault(kind: .printStatement, range: first.range)
      case "elif", "else", "except", "finally":
        throw Fault(kind: .withoutPartner(text(first)), range: first.range)
      default: break
      }
    }
    return try parseAssignment()
  }

  /// Reads an expression, or an assignment to what looks like one.
  mutating func parseAssignment() throws(Fault) -> Statement {
    let start = token().start
    let first = try parseExpressionList()
    func done(_ kind: Statement.Kind) -> Statement {
      Statement(kind: kind, range: range(from: start))
    }
    switch token().kind {
    case .colon:
      // An annotation says nothing that runs.
      let target = try target(from: first)
      position += 1
      _ = try parseExpression()
      if !skip(.assign) { return done(.passing) }
      return done(.assignment([target], try parseExpressionList()))
    case .assign:
      var targets: [Target] = []
      var value = first
      while skip(.assign) {
        targets.append(try target(from: value))
        value = try parseExpressionList()
      }
      if token().assigns { throw unexpected(.statementEnd) }
      return done(.assignment(targets, value))
    case .otherAssign:
      throw Fault(kind: .unsupported(.assignment(text(token()))), range: token().range)
    case .walrus: throw Fault(kind: .unsupported(.walrus), range: token().range)
    case let kind where token().assigns:
      let target = try target(from: first)
      if case .list = target.kind {
        throw Fault(kind: .notAssignable(text(first.range)), range: first.range)
      }
      let operation = Parser.augmented[kind] ?? .add
      position += 1
      return done(.augmented(target, operation, try parseExpressionList()))
    default: return done(.expression(first))
    }
  }

  static let augmented: [Token.Kind: BinaryOperator] = [
    .plusAssign: .add, .minusAssign: .subtract, .starAssign: .multiply, .slashAssign: .divide,
    .doubleStarAssign: .power, .floorDivisionAssign: .floorDivide, .remainderAssign: .remainder,
  ]

  /// What an expression binds where it stands on the left.
  func target(from expression: Expression) throws(Fault) -> Target {
    let kind: Target.Kind
    switch expression.kind {
    case .name(let name): kind = .name(name)
    case .trailers(let base, let trailers):
      let last = trailers[trailers.count - 1]
      let object =
        trailers.count == 1
        ? base
        : Expression(
          kind: .trailers(base, Array(trailers.dropLast())),
          range: base.range.lowerBound..<trailers[trailers.count - 2].range.upperBound)
      switch last.kind {
      case .attribute(let name): kind = .attribute(object, name)
      case .index, .slice: kind = .element(object, last)
      case .call: throw Fault(kind: .notAssignable(text(expression.range)), range: expression.range)
      }
    case .list(let parts), .tuple(let parts):
      var targets: [Target] = []
      for part in parts { targets.append(try target(from: part)) }
      kind = .list(targets)
    case .starred(let inner): kind = .rest(try target(from: inner))
    default: throw Fault(kind: .notAssignable(text(expression.range)), range: expression.range)
    }
    return Target(kind: kind, range: expression.range)
  }

  mutating func parseWith() throws(Fault) -> Statement {
    let start = token().start
    position += 1
    let context = try parseExpression()
    guard case .trailers(let base, let trailers) = context.kind, trailers.count == 1,
      case .name("group") = base.kind, case .call(let arguments) = trailers[0].kind,
      arguments.count == 1, token().kind == .colon
    else {
      faults.append(
        Fault(
          kind: .unsupported(.context(text(context.range))), range: range(from: start)))
      let names = skipToColon()
      let faulty = FaultyStatement(body: try parseBlock(), names: names)
      return Statement(kind: .faulty(faulty), range: range(from: start))
    }
    let head = range(from: start)
    return Statement(kind: .group(arguments[0].value, try parseBlock()), range: head)
  }

  mutating func parseClass() throws(Fault) -> Statement {
    let start = token().start
    position += 1
    let name = text(token())
    if token().kind != .name { throw unexpected(.name) }
    position += 1
    var bases: [Expression] = []
    if token().kind == .openParenthesis {
      let open = token()
      openBrackets.append(position)
      position += 1
      bases = try parseArguments().map(\.value)
      try close(.closeParenthesis, ")", of: open)
    }
    let head = range(from: start)
    // What is wrong inside of a class is no news: the class itself cannot run.
    let known = faults.count
    let body = try parseBlock()
    faults.removeSubrange(known...)
    return Statement(kind: .classDefinition(name: name, bases: bases, body: body), range: head)
  }

  mutating func parseTry() throws(Fault) -> Statement {
    let first = token()
    faults.append(Fault(kind: .unsupported(.keyword("try")), range: first.range))
    position += 1
    var body = try parseBlock()
    var names = NameUse()
    while ["except", "finally", "else"].contains(where: { word in
      isWord(word) || token().kind == .lineEnd && isWord(word, at: 1)
    }) {
      _ = skip(.lineEnd)
      names.formUnion(skipToColon())
      body += try parseBlock()
    }
    return Statement(
      kind: .faulty(FaultyStatement(body: body, names: names)), range: first.range)
  }

  /// Goes to the colon of a head that is not read, and gives the names behind an `as`.
  mutating func skipToColon() -> NameUse {
    var names = NameUse()
    while token().kind != .colon && !token().endsStatement {
      if isWord("as"), token(1).kind == .name { names.binds.insert(text(token(1))) }
      position += 1
    }
    return names
  }

  /// Notes that a statement is no part of programs, and reads over it.
  mutating func refuse(_ construct: Construct) throws(Fault) -> Statement {
    throw Fault(kind: .unsupported(construct), range: token().range)
  }
}
