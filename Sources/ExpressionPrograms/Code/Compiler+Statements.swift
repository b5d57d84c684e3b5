extension Compiler {
  mutating func emit(_ statements: [Statement]) {
    for statement in statements { emit(statement) }
  }

  private mutating func emit(_ statement: Statement) {
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
  private mutating func block(_ body: (inout Compiler) -> Void) {
    blockDepth += 1
    body(&self)
    blockDepth -= 1
  }

  private mutating func forget(_ statements: [Statement], and target: Target? = nil) {
    // What a block inside of another binds was forgotten with that.
    if sureValues.isEmpty || blockDepth > 0 { return }
    sureValues.subtract(analysis.use(of: statements).binds)
    if let target { sureValues.subtract(target.names) }
  }

  /// A statement that draws: what it draws may be the root.
  private mutating func emitSkipped(_ statement: Statement, _ text: String) {
    skip(text, statement.range)
    guard let drawn = drawnExpression(of: statement) else { return }
    builder.emit(.statement, statement.range)
    emit(drawn)
    builder.emit(.drawn, drawn.range)
  }

  /// The `x` of `draw_dot(x)` and `x.draw_dot()`.
  private func drawnExpression(of statement: Statement) -> Expression? {
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

  private mutating func emitClass(_ name: String, _ range: Range<Int>) {
    if name == "Value" {
      skip("class Value", range)
    } else if live.contains(name) {
      fault(.unsupported(.classDefinition(name)), range)
    } else {
      skip("unused \(name)", range)
    }
  }

  private mutating func emitDefinition(_ function: FunctionDefinition) {
    guard let name = function.name else { return }
    guard live.contains(name) else { return skip("unused \(name)", function.range) }
    builder.emit(.statement, function.range)
    emitFunction(function)
    store(name, function.range)
    sureValues.remove(name)
  }

  private mutating func emitAssignment(
    _ targets: [Target], _ value: Expression, _ range: Range<Int>
  ) {
    if isShorthand, builder.isTopLevel, blockDepth == 0, !builder.isInComprehension,
      emitShorthandLeaves(targets, value)
    {
      return
    }
    let isSure = isSurelyValue(value)
    emit(value)
    for (index, target) in targets.enumerated() {
      if index < targets.count - 1 { builder.emit(.duplicate, range) }
      emitStore(target, isNamed: true)
    }
    let names = targets.flatMap(\.names)
    if isSure, blockDepth == 0, builder.isTopLevel, targets.allSatisfy({ $0.isName }) {
      sureValues.formUnion(names)
    } else {
      sureValues.subtract(names)
    }
  }

  /// In a shorthand program, `x = 3.0` and `a, b = 2.0, -3.0` make leaves.
  private mutating func emitShorthandLeaves(_ targets: [Target], _ value: Expression) -> Bool {
    guard targets.count == 1 else {
      guard isSignedNumber(value), targets.allSatisfy({ $0.isName }) else { return false }
      emitLeaf(value)
      for (index, target) in targets.enumerated() {
        if index < targets.count - 1 { builder.emit(.duplicate, target.range) }
        emitStore(target, isNamed: true)
        sureValues.formUnion(target.names)
      }
      return true
    }
    let pairs: [(Target, Expression)]
    switch (targets[0].kind, value.kind) {
    case (.name, _): pairs = [(targets[0], value)]
    case (.list(let names), .tuple(let values)) where names.count == values.count:
      pairs = Array(zip(names, values))
    default: return false
    }
    guard pairs.allSatisfy({ $0.0.isName && isSignedNumber($0.1) }) else { return false }
    for (target, value) in pairs {
      emitLeaf(value)
      emitStore(target, isNamed: true)
      sureValues.formUnion(target.names)
    }
    return true
  }

  private mutating func emitLeaf(_ value: Expression) {
    emit(value)
    builder.emit(.shorthandLeaf, value.range)
  }

  private func isSignedNumber(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .integer, .float: true
    case .signs(_, let inner): isSignedNumber(inner)
    default: false
    }
  }

  private mutating func emitAugmented(
    _ target: Target, _ operation: BinaryOperator, _ value: Expression, _ range: Range<Int>
  ) {
    switch target.kind {
    case .name(let name):
      let isSure = sureValues.contains(name) || isSurelyValue(value)
      load(name, target.range)
      emit(value)
      builder.emit(.augmented(operation), range)
      emitStore(target, isNamed: true)
      if isSure, blockDepth == 0, builder.isTopLevel {
        sureValues.insert(name)
      } else {
        sureValues.remove(name)
      }
    case .attribute(let object, let name):
      emit(object)
      builder.emit(.duplicate, target.range)
      builder.emit(load(attribute: name), target.range)
      emit(value)
      builder.emit(.augmented(operation), range)
      builder.emit(store(attribute: name), target.range)
    case .element(let object, let trailer):
      guard case .index(let index) = trailer.kind else {
        return fault(.notAssignable("a slice with \(operation.symbol)="), target.range)
      }
      emit(object)
      emit(index)
      builder.emit(.duplicateTwo, target.range)
      builder.emit(.subscript_, target.range)
      emit(value)
      builder.emit(.augmented(operation), range)
      builder.emit(.storeSubscript, target.range)
    case .list, .rest, .faulty: break
    }
  }

  /// Stores the value on top of the stack; an assignment labels what it names.
  mutating func emitStore(_ target: Target, isNamed: Bool) {
    switch target.kind {
    case .name(let name):
      if isNamed { builder.emit(.label(builder.index(ofName: name)), target.range) }
      store(name, target.range)
    case .attribute(let object, let name):
      emit(object)
      builder.emit(.rotate(1), target.range)
      builder.emit(store(attribute: name), target.range)
    case .element(let object, let trailer):
      emit(object)
      switch trailer.kind {
      case .index(let index):
        emit(index)
        builder.emit(.rotate(2), target.range)
        builder.emit(.rotate(2), target.range)
        builder.emit(.storeSubscript, target.range)
      case .slice(let from, let to, let step):
        for bound in [from, to, step] {
          if let bound { emit(bound) } else { builder.emit(constant: .none, target.range) }
        }
        builder.emit(.storeSlice, target.range)
      default: break
      }
    case .list(let targets):
      let rest = targets.firstIndex { if case .rest = $0.kind { true } else { false } }
      if let rest,
        targets[(rest + 1)...].contains(where: { if case .rest = $0.kind { true } else { false } })
      {
        return fault(.notAssignable("two names with a star"), target.range)
      }
      builder.emit(.unpack(count: targets.count, rest: rest ?? -1), target.range)
      for (index, each) in targets.enumerated() {
        // Of a name that stands there twice, what it is bound to in the end has the label.
        let later = targets[(index + 1)...].flatMap(\.names)
        emitStore(each, isNamed: isNamed && !each.names.contains(where: later.contains))
      }
    case .rest(let inner): emitStore(inner, isNamed: isNamed)
    case .faulty: builder.emit(.pop, target.range)
    }
  }

  private mutating func emitChoice(
    _ branches: [(condition: Expression, body: [Statement])], _ otherwise: [Statement],
    _ range: Range<Int>
  ) {
    var ends: [Int] = []
    for branch in branches { forget(branch.body) }
    forget(otherwise)
    for (index, branch) in branches.enumerated() {
      emit(branch.condition)
      let next = builder.emitJump({ .jumpIfFalse($0) }, branch.condition.range)
      block { $0.emit(branch.body) }
      if index < branches.count - 1 || !otherwise.isEmpty {
        ends.append(builder.emitJump({ .jump($0) }, range))
      }
      builder.land(next)
    }
    block { $0.emit(otherwise) }
    for end in ends { builder.land(end) }
  }

  private mutating func emitWhile(
    _ condition: Expression, _ body: [Statement], _ otherwise: [Statement], _ range: Range<Int>
  ) {
    forget(body)
    forget(otherwise)
    let start = builder.position
    emit(condition)
    let exit = builder.emitJump({ .jumpIfFalse($0) }, condition.range)
    emitLoop(hasState: false, start: start, exit: exit, otherwise, range) { $0.emit(body) }
  }

  private mutating func emitFor(
    _ target: Target, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement],
    _ range: Range<Int>
  ) {
    emit(iterable)
    forget(body, and: target)
    forget(otherwise)
    builder.emit(.beginLoop, iterable.range)
    let start = builder.position
    let exit = builder.emitJump({ .next($0) }, iterable.range)
    emitLoop(hasState: true, start: start, exit: exit, otherwise, range) { compiler in
      compiler.emitStore(target, isNamed: false)
      compiler.emit(body)
    }
  }

  private mutating func emitLoop(
    hasState: Bool, start: Int, exit: Int, _ otherwise: [Statement], _ range: Range<Int>,
    _ body: (inout Compiler) -> Void
  ) {
    builder.loops.append(
      CodeBuilder.Loop(hasState: hasState, start: start, groupDepth: builder.groupDepth))
    block(body)
    builder.emit(.jump(start), range)
    builder.land(exit)
    let loop = builder.loops.removeLast()
    block { $0.emit(otherwise) }
    for jump in loop.breaks { builder.land(jump) }
  }

  private mutating func emitJumpOfLoop(_ statement: Statement) {
    let isBreak = if case .breaking = statement.kind { true } else { false }
    guard let loop = builder.loops.last else {
      return fault(.outside(isBreak ? "break" : "continue", of: "loop"), statement.range)
    }
    for _ in loop.groupDepth..<builder.groupDepth { builder.emit(.endGroup, statement.range) }
    guard isBreak else { return builder.emit(.jump(loop.start), statement.range) }
    if loop.hasState { builder.emit(.pop, statement.range) }
    let jump = builder.emitJump({ .jump($0) }, statement.range)
    builder.loops[builder.loops.count - 1].breaks.append(jump)
  }

  /// An assertion keeps both sides of its comparison, so that it can say them.
  private mutating func emitAssertion(
    _ condition: Expression, _ message: Expression?, _ range: Range<Int>
  ) {
    if case .comparison(let left, let links) = condition.kind, links.count == 1 {
      emit(left)
      emit(links[0].1)
      builder.emit(.duplicateTwo, condition.range)
      builder.emit(.compare(links[0].0), condition.range)
      let failed = builder.emitJump({ .jumpIfFalse($0) }, condition.range)
      builder.emit(.pop, range)
      builder.emit(.pop, range)
      let end = builder.emitJump({ .jump($0) }, range)
      builder.land(failed)
      if let message { emit(message) }
      builder.emit(
        .failAssertion(comparison: Int(links[0].0.rawValue), hasMessage: message != nil),
        condition.range)
      return builder.land(end)
    }
    emit(condition)
    let holds = builder.emitJump({ .jumpIfTrue($0) }, condition.range)
    if let message { emit(message) }
    builder.emit(.failAssertion(comparison: -1, hasMessage: message != nil), condition.range)
    builder.land(holds)
  }
}

extension Target {
  var isName: Bool {
    if case .name = kind { true } else { false }
  }
}
