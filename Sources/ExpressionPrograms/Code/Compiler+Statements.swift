extension Compiler {
  mutating func emit(_ statements: [Statement]) {
    for statement in statements { emit(statement) }
  }

  mutating func emit(_ statement: Statement) {
    if let text = skippedText(of: statement) { return emitSkipped(statement, text) }
    switch statement.kind {
    case .importing(let imported): return skip(imported.text, statement.range)
    case .classDefinition(let name, _, _): return emitClass(name, statement.range)
    case .faulty(let faulty):
      // What stands in it may have other faults.
      return block { $0.emit(faulty.body) }
    case .definition(let function): return emitDefinition(function)
    case .mainGuard(let body):
      skip("if __name__", statement.range)
      return emit(body)
    case .passing: return builder.emit(.statement, statement.range)
    default: break
    }
    builder.emit(.statement, statement.range)
    switch statement.kind {
    case .expression(let expression):
      emit(expression)
      builder.emit(isShown(statement) ? .showResult : .pop, statement.range)
    case .assignment(let targets, let value): emitAssignment(targets, value, statement.range)
    case .augmented(let target, let operation, let value):
      emitAugmented(target, operation, value, statement.range)
    case .choice(let branches, let otherwise): emitChoice(branches, otherwise, statement.range)
    case .whileLoop(let condition, let body, let otherwise):
      emitWhile(condition, body, otherwise, statement.range)
    case .forLoop(let target, let iterable, let body, let otherwise):
      emitFor(target, iterable, body, otherwise, statement.range)
    case .group(let name, let body):
      emit(name)
      builder.emit(.beginGroup, name.range)
      builder.groupDepth += 1
      emit(body)
      builder.groupDepth -= 1
      builder.emit(.endGroup, statement.range)
    case .assertion(let condition, let message):
      emitAssertion(condition, message, statement.range)
    case .returning(let value):
      if builder.isTopLevel { fault(.outside("return", of: "function"), statement.range) }
      if let value { emit(value) } else { builder.emit(constant: .none, statement.range) }
      builder.emit(.return_, statement.range)
    case .breaking, .continuing: emitJumpOfLoop(statement)
    default: break
    }
  }

  /// Writes what may run many times or not at all, so that no name in it is surely a Value.
  mutating func block(_ body: (inout Compiler) -> Void) {
    blockDepth += 1
    body(&self)
    blockDepth -= 1
  }

  mutating func forget(_ statements: [Statement], and target: Target? = nil) {
    // What a block inside of another binds was forgotten with that.
    if sureValues.isEmpty || blockDepth > 0 { return }
    sureValues.subtract(analysis.use(of: statements).binds)
    if let target { sureValues.subtract(target.names) }
  }

  /// A statement that draws: what it draws may be the root.
  mutating func emitSkipped(_ statement: Statement, _ text: String) {
    skip(text, statement.range)
    guard let drawn = drawnExpression(of: statement) else { return }
    builder.emit(.statement, statement.range)
    emit(drawn)
    builder.emit(.drawn, drawn.range)
  }

  /// The `x` of `draw_dot(x)` and `x.draw_dot()`.
  func drawnExpression(of statement: Statement) -> Expression? {
    let expression: Expression
    switch statement.kind {
    case .expression(let inner), .assignment(_, let inner): expression = inner
    default: return nil
    }
    guard case .trailers(let base, let trailers) = expression.kind else { return nil }
    if case .name("draw_dot") = base.kind {
      guard case .call(let arguments) = trailers[0].kind, let first = arguments.first else {
        return nil
      }
      if case .starred = first.value.kind { return nil }
      return first.value
    }
    guard let index = trailers.firstIndex(where: { $0.attribute == "draw_dot" }) else { return nil }
    if index == 0 { return base }
    return Expression(
      kind: .trailers(base, Array(trailers[..<index])),
      range: base.range.lowerBound..<trailers[index - 1].range.upperBound)
  }

  mutating func emitClass(_ name: String, _ range: Range<Int>) {
    if name == "Value" {
      skip("class Value", range)
    } else if live.contains(name) {
      fault(.unsupported(.classDefinition(name)), range)
    } else {
      skip("unused \(name)", range)
    }
  }

  mutating func emitDefinition(_ function: FunctionDefinition) {
    guard let name = function.name else { return }
    guard live.contains(name) else { return skip("unused \(name)", function.range) }
    builder.emit(.statement, function.range)
    emitFunction(function)
    store(name, function.range)
    sureValues.remove(name)
  }
}
