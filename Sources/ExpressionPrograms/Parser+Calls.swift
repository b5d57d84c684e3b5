extension Parser {
  /// A name where an operand must begin; says whether the operand must still come.
  mutating func parseName() throws(Fault) -> Bool {
    let token = token()
    let name = text(token)
    let next = self.token(1)
    if case .call(let call)? = pending.last, next.kind == .assign {
      return try parseKeyword(name, of: call)
    }
    if next.kind == .openParenthesis {
      if name == "Value" {
        try parseLeaf()
        return false
      }
      try beginCall(name, count: 0, at: token)
      return true
    }
    if let number = number(of: name) {
      beginOperand(.load(name: number))
      position += 1
      return false
    }
    if Construct.keywords.contains(name) { throw unexpected(.operand) }
    if next.kind == .dot, self.token(2).kind == .name { return try parseModule(name) }
    if let fault = faultBehindTarget() { throw fault }
    _ = try boundVariable(token)
    return false
  }

  /// The fault of what follows a name that is not bound, where the name is meant to become so: in
  /// `x = y = 3`, `x, y = …`, `(x := 3)` and `x: float = 3`.
  private mutating func faultBehindTarget() -> Fault? {
    let next = token(1)
    let bracket = pending.last { $0.openToken != nil }
    switch (next.kind, bracket) {
    case (.assign, nil): return Fault(kind: .unsupported(.chainedAssignment), range: next.range)
    case (.comma, nil), (.comma, .parenthesis):
      return Fault(kind: .unsupported(.tuple), range: next.range)
    case (.assign, _), (.otherAssign, _), (.colon, _):
      position += 1
      return unexpected(.operation)
    default: return nil
    }
  }

  /// `module.function(`: that of `math` is ours, that of others does not know Values.
  private mutating func parseModule(_ module: String) throws(Fault) -> Bool {
    let function = token(2)
    let name = text(function)
    guard Parser.modules.contains(module) else {
      _ = try boundVariable(token())
      return false
    }
    let isKnown = Function(name: name) != nil
    if module == "math", isKnown, token(3).kind == .openParenthesis {
      position += 2
      try beginCall(name, count: 0, at: function)
      return true
    }
    throw Fault(
      kind: .moduleFunction(module: module, name: name, isKnown: isKnown),
      range: token().start..<function.end,
      suggestion: isKnown ? nil : Suggestion.closestFunction(to: name, among: Function.names))
  }

  private static let modules: Set<String> = [
    "math", "cmath", "np", "numpy", "torch", "nn", "F", "random", "plt", "jnp", "jax", "tf",
  ]

  /// Goes past the name and the parenthesis of a call.
  private mutating func beginCall(_ name: String, count: Int, at token: Token) throws(Fault) {
    guard let function = Function(name: name) else { throw unknownFunction(name, token) }
    pending.append(.call(.init(function: function, name: token, open: position + 1, count: count)))
    position += 2
  }

  private func unknownFunction(_ name: String, _ token: Token) -> Fault {
    switch name {
    case "print", "draw_dot", "backward", "_backward":
      return Fault(kind: .unsupported(.statementInExpression(name)), range: token.range)
    case _ where Construct.keywords.contains(name):
      return Fault(kind: .unsupported(.keyword(name)), range: token.range)
    case _ where number(of: name) != nil && self.token(-1).kind != .dot:
      return Fault(kind: .calledVariable(name), range: token.range)
    default:
      let known = Function.names + ["Value", "print", "draw_dot", "backward"]
      return Fault(
        kind: .unknownFunction(name), range: token.range,
        suggestion: Suggestion.closestFunction(to: name, among: known))
    }
  }

  /// A dot behind an operand: the call of a function on it.
  mutating func parseAttribute() throws(Fault) {
    let attribute = token(1)
    position += 1
    if attribute.kind != .name {
      throw Fault(
        kind: .expected(.attribute, found: "'\(text(attribute))'"), range: attribute.range)
    }
    let name = text(attribute)
    if token(1).kind == .openParenthesis {
      return try beginCall(name, count: 1, at: attribute)
    }
    switch name {
    case "data": throw Fault(kind: .unsupported(.readingData), range: attribute.range)
    case "grad": throw Fault(kind: .unsupported(.readingGradient), range: attribute.range)
    case "label": throw Fault(kind: .unsupported(.readingLabel), range: attribute.range)
    default:
      throw Fault(
        kind: .unknownAttribute(name), range: attribute.range,
        suggestion: Suggestion.closestFunction(
          to: name, among: Function.names + ["label", "backward"]))
    }
  }

  /// Plain numbers are the only arguments that have names, as `slope=`; what follows is read like any
  /// other argument.
  private mutating func parseKeyword(_ name: String, of call: Pending.Call) throws(Fault) -> Bool {
    guard case .withParameter(let function) = call.function, name == function.argument,
      call.count == 1
    else {
      throw unclosedBracket()
        ?? Fault(
          kind: .unknownArgument(function: text(call.name), name: name), range: token().range)
    }
    position += 2
    return true
  }

  /// Writes a call whose arguments have all been read, and goes past its parenthesis.
  mutating func close(_ call: Pending.Call) throws(Fault) {
    let name = text(call.name)
    guard call.function.arity.contains(call.count) else {
      throw Fault(
        kind: .wrongArgumentCount(
          function: name, expected: call.function.arity, found: call.count),
        range: call.name.range)
    }
    let last = operands[operands.count - 1]
    operands.removeLast(call.count - 1)
    switch call.function {
    case .unary(let function): code.append(.unary(function))
    case .withParameter(let function) where call.count == 1:
      code.append(.withParameter(function, function.defaultParameter))
    case .withParameter(let function):
      guard code.count == last + 1, case .constant(let parameter) = code[last] else {
        throw Fault(
          kind: .needsNumber(function: name), range: call.name.start..<token().end)
      }
      code[last] = .withParameter(function, parameter)
    case .power: join(.power, right: last)
    case .fold(let operation): code.append(.fold(operation, count: call.count))
    case .sum: code.append(.sum(count: call.count))
    }
    position += 1
  }
}
