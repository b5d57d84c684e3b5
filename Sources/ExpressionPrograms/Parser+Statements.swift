extension Parser {
  mutating func parseStatement() throws(Fault) {
    switch token().kind {
    case .name: try parseNamedStatement()
    case .string: try parseLoneString()
    case .at: throw Fault(kind: .unsupported(.decorator), range: token().range)
    default: try parseUnnamedExpression()
    }
  }

  private mutating func parseNamedStatement() throws(Fault) {
    let first = token()
    let name = text(first)
    if Construct.keywords.contains(name) {
      throw Fault(kind: .unsupported(.keyword(name)), range: first.range)
    }
    let next = token(1)
    switch name {
    case "import", "from", "assert": return try skipStatement()
    case "print" where next.kind == .openParenthesis,
      "draw_dot" where next.kind == .openParenthesis:
      return try skipStatement()
    default: break
    }
    if next.assigns { return try parseAssignment(to: name) }
    if next.endsStatement {
      position += 1
    } else if next.kind == .dot, token(2).kind == .name {
      try parseAttributeStatement()
    } else if next.kind == .name, number(of: name) == nil {
      throw Fault(
        kind: .unknownStatement(name), range: first.range,
        suggestion: Suggestion.closest(to: name, among: ["import", "from", "assert"]))
    } else {
      try parseUnnamedExpression()
    }
  }

  private mutating func parseAssignment(to name: String) throws(Fault) {
    let target = token()
    let mark = token(1)
    let start = code.count
    position += 2
    if mark.kind == .assign {
      try parseExpression()
      // A number under a name is what gradients are wanted for: a leaf.
      if code.count == start + 1, case .constant(let data) = code[start] {
        code[start] = .number(data)
      }
    } else {
      guard let operation = Parser.operation(ofAssignment: mark.kind) else {
        throw Fault(kind: .unsupported(.assignment(text(mark))), range: mark.range)
      }
      code.append(.load(name: try boundVariable(target)))
      let right = code.count
      try parseExpression()
      join(operation, right: right)
    }
    bind(name)
  }

  private static func operation(ofAssignment mark: Token.Kind) -> BinaryOperation? {
    switch mark {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .slashAssign: .divide
    case .doubleStarAssign: .power
    default: nil
    }
  }

  /// `name.label = '…'`, `name.backward()`, and what is skipped.
  private mutating func parseAttributeStatement() throws(Fault) {
    let target = token()
    let attribute = token(2)
    let next = token(3)
    switch text(attribute) {
    case "grad" where next.assigns: try skipStatement()
    case "data" where next.assigns:
      throw Fault(kind: .unsupported(.settingData), range: attribute.range)
    case "label" where next.assigns:
      let name = try boundVariable(target)
      position += 3
      if next.kind != .assign { throw unexpected(.mark("=")) }
      position += 1
      let label = try parseText()
      code.append(.label(name: name, label: label))
    case "_backward" where next.kind == .openParenthesis: try skipStatement()
    case "backward" where next.kind == .openParenthesis:
      let name = try boundVariable(target)
      position += 4
      if token().kind != .closeParenthesis {
        throw token().kind == .end ? unclosed(next) : unexpected(.mark(")"))
      }
      position += 1
      code.append(.backward(name: name))
    case let name where next.assigns:
      throw Fault(
        kind: .unknownAttribute(name), range: attribute.range,
        suggestion: Suggestion.closest(to: name, among: ["label", "grad"]))
    default: try parseUnnamedExpression()
    }
  }

  /// A text in quotes, as the number of the label.
  ///
  /// Adjacent ones are one, as in Python.
  mutating func parseText() throws(Fault) -> Int {
    if token().kind != .string { throw unexpected(.text) }
    var label = ""
    while token().kind == .string {
      guard let part = StringLiteral.text(of: bytes[token().range]) else {
        throw Fault(kind: .unsupported(.formattedLabel), range: token().range)
      }
      label += part
      position += 1
    }
    labels.append(label)
    return labels.count - 1
  }

  /// An expression whose result has no name: either it has a fault of its own, or that is its fault.
  private mutating func parseUnnamedExpression() throws(Fault) {
    let start = token().start
    try parseExpression()
    throw Fault(kind: .unnamedExpression, range: start..<token(-1).end)
  }

  /// A string alone, such as a note between triple quotes, says nothing.
  private mutating func parseLoneString() throws(Fault) {
    let first = token()
    while token().kind == .string { position += 1 }
    if !token().endsStatement { throw Fault(kind: .unsupported(.string), range: first.range) }
  }

  /// Passes a statement over, whatever it holds, down to its end outside of all brackets.
  private mutating func skipStatement() throws(Fault) {
    var brackets: [Token] = []
    while true {
      let token = token()
      if token.kind == .end, let bracket = brackets.last { throw unclosed(bracket) }
      if token.kind == .unterminatedString { throw unexpected(.statementEnd) }
      if token.endsStatement, brackets.isEmpty { return }
      if token.opensBracket { brackets.append(token) }
      if token.closesBracket { _ = brackets.popLast() }
      position += 1
    }
  }
}
