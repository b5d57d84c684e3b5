/// Conditions, loops and assertions.
extension Compiler {
  mutating func emitChoice(
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

  mutating func emitWhile(
    _ condition: Expression, _ body: [Statement], _ otherwise: [Statement], _ range: Range<Int>
  ) {
    forget(body)
    forget(otherwise)
    let start = builder.position
    emit(condition)
    let exit = builder.emitJump({ .jumpIfFalse($0) }, condition.range)
    emitLoop(hasState: false, start: start, exit: exit, otherwise, range) { $0.emit(body) }
  }

  mutating func emitFor(
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

  mutating func emitLoop(
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

  mutating func emitJumpOfLoop(_ statement: Statement) {
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
  mutating func emitAssertion(
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
