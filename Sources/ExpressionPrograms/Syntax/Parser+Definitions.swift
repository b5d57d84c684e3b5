/// Functions and their parameters.
extension Parser {
  mutating func parseDefinition() throws(Fault) -> Statement {
    let start = token().start
    position += 1
    let name = text(token())
    if token().kind != .name || Keyword.all.contains(name) { throw unexpected(.name) }
    position += 1
    let open = token()
    try expect(.openParenthesis, "(")
    openBrackets.append(position - 1)
    var parameters = try parseParameters(until: .closeParenthesis, areAnnotated: true)
    try close(.closeParenthesis, ")", of: open)
    if skip(.arrow) { _ = try parseExpression() }
    let head = range(from: start)
    parameters.body = .statements(try parseBlock())
    return Statement(kind: .definition(parameters.definition(name: name, range: head)), range: head)
  }

  /// Parameters as they are read.
  struct Parameters {
    var all: [FunctionDefinition.Parameter] = []
    var rest: String?
    var positionalCount: Int?
    var body = FunctionDefinition.Body.statements([])

    func definition(name: String?, range: Range<Int>) -> FunctionDefinition {
      FunctionDefinition(
        name: name, parameters: all, rest: rest, positionalCount: positionalCount ?? all.count,
        body: body, range: range)
    }
  }

  mutating func parseParameters(
    until end: Token.Kind, areAnnotated: Bool
  ) throws(Fault) -> Parameters {
    var parameters = Parameters()
    var known: Set<String> = []
    while token().kind != end {
      let first = token()
      if first.kind == .doubleStar {
        throw Fault(kind: .unsupported(.keywordArguments), range: first.range)
      }
      if skip(.slash) {
        // Those before it are given by position; that they might be named does no harm.
      } else {
        let isStar = skip(.star)
        let isLone = isStar && token().kind == .comma
        let name = text(token())
        if !isLone {
          if token().kind != .name || Keyword.all.contains(name) { throw unexpected(.name) }
          let range = token().range
          position += 1
          if areAnnotated, skip(.colon) { _ = try parseExpression() }
          let value = skip(.assign) ? try parseExpression() : nil
          if isStar {
            parameters.rest = name
            known.insert(name)
          } else {
            let isTwice = !known.insert(name).inserted
            if isTwice { throw Fault(kind: .parameterTwice(name), range: range) }
            let isBehindDefault =
              value == nil && parameters.positionalCount == nil
              && parameters.all.last?.defaultValue != nil
            if isBehindDefault { throw Fault(kind: .parameterBehindDefault(name), range: range) }
            parameters.all.append(.init(name: name, defaultValue: value, range: range))
          }
        }
        if isStar { parameters.positionalCount = parameters.all.count }
      }
      if !skip(.comma) { break }
    }
    return parameters
  }
}
