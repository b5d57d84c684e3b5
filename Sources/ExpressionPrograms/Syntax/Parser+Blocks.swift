/// Conditions and loops.
extension Parser {
  mutating func parseIf() throws(Fault) -> Statement {
    let start = token().start
    position += 1
    let condition = try parseExpression()
    let head = range(from: start)
    var branches = [(condition: condition, body: try parseBlock())]
    if Parser.isMainGuard(condition) {
      return Statement(kind: .mainGuard(branches[0].body), range: head)
    }
    while skipClause("elif") {
      let condition = try parseExpression()
      branches.append((condition, try parseBlock()))
    }
    return Statement(kind: .choice(branches, otherwise: try parseElse()), range: head)
  }

  /// `__name__ == '__main__'`, either way round.
  static func isMainGuard(_ condition: Expression) -> Bool {
    guard case .comparison(let first, let links) = condition.kind, links.count == 1,
      links[0].0 == .equal
    else { return false }
    return switch (first.kind, links[0].1.kind) {
    case (.name("__name__"), .string("__main__")), (.string("__main__"), .name("__name__")): true
    default: false
    }
  }

  mutating func parseElse() throws(Fault) -> [Statement] {
    skipClause("else") ? try parseBlock() : []
  }

  /// Goes past the word of a clause, which stands on a line of its own behind a block.
  mutating func skipClause(_ word: String) -> Bool {
    // A block of one line leaves its end.
    if token().kind == .lineEnd, isWord(word, at: 1) { position += 1 }
    return skip(word: word)
  }

  mutating func parseFor() throws(Fault) -> Statement {
    let start = token().start
    position += 1
    let target = try parseTargetList()
    if !skip(word: "in") { throw unexpected(.mark("in")) }
    let iterable = try parseExpressionList()
    let head = range(from: start)
    let body = try parseBlock()
    return Statement(
      kind: .forLoop(target, iterable, body, otherwise: try parseElse()), range: head)
  }

  /// The names between `for` and `in`.
  mutating func parseTargetList() throws(Fault) -> Target {
    let start = token().start
    var targets = [try parseTarget()]
    var isList = false
    while skip(.comma) {
      isList = true
      if isWord("in") { break }
      targets.append(try parseTarget())
    }
    return isList ? Target(kind: .list(targets), range: range(from: start)) : targets[0]
  }

  mutating func parseTarget() throws(Fault) -> Target {
    try target(from: skip(.star) ? starred(try parsePrimary()) : try parsePrimary())
  }

  func starred(_ expression: Expression) -> Expression {
    Expression(kind: .starred(expression), range: expression.range)
  }
}
