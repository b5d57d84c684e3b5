/// Lists, comprehensions and formatted texts.
extension Compiler {
  mutating func emitElements(
    _ elements: [Expression], _ range: Range<Int>, isTuple: Bool
  ) {
    var stars: [Int] = []
    for (index, element) in elements.enumerated() {
      if case .starred(let inner) = element.kind {
        stars.append(index)
        emit(inner)
      } else {
        emit(element)
      }
    }
    if !stars.isEmpty {
      let shape = builder.append(CallShape(count: elements.count, stars: stars))
      builder.emit(.buildStarred(shape: shape, isTuple: isTuple), range)
    } else {
      builder.emit(isTuple ? .buildTuple(elements.count) : .buildList(elements.count), range)
    }
  }

  /// A comprehension is written out where it stands: loops that fill a collection.
  mutating func emitComprehension(_ comprehension: Comprehension, _ range: Range<Int>) {
    switch comprehension.result {
    case .list, .generator: builder.emit(.buildList(0), range)
    case .set: builder.emit(.buildSet(0), range)
    case .dictionary: builder.emit(.buildDictionary(0), range)
    }
    // What is looped over first is read outside of the variables' scope.
    emit(comprehension.clauses[0].iterable)
    let variables = analysis.variables(of: comprehension)
    builder.enterComprehension(variables.names, shared: variables.shared)
    for name in variables.shared.sorted() {
      if case .cell(let slot)? = builder.variable(name) { builder.emit(.makeCell(slot), range) }
    }
    emitClauses(comprehension.clauses[...], of: comprehension, depth: 0, range)
    builder.leaveComprehension()
    if case .generator = comprehension.result { builder.emit(.makeIterator, range) }
  }

  mutating func emitClauses(
    _ clauses: ArraySlice<Comprehension.Clause>, of comprehension: Comprehension, depth: Int,
    _ range: Range<Int>
  ) {
    guard let clause = clauses.first else {
      // Below the element are the states of the loops, and below them the collection.
      switch comprehension.result {
      case .list(let element), .generator(let element):
        emit(element)
        builder.emit(.append(depth), element.range)
      case .set(let element):
        emit(element)
        builder.emit(.insert(depth), element.range)
      case .dictionary(let key, let value):
        emit(key)
        emit(value)
        builder.emit(.insertEntry(depth), key.range)
      }
      return
    }
    if depth > 0 { emit(clause.iterable) }
    builder.emit(.beginLoop, clause.iterable.range)
    let start = builder.position
    let exit = builder.emitJump({ .next($0) }, clause.iterable.range)
    emitStore(clause.target, isNamed: false)
    builder.emit(.countRound, clause.iterable.range)
    var skips: [Int] = []
    for condition in clause.conditions {
      emit(condition)
      skips.append(builder.emitJump({ .jumpIfFalse($0) }, condition.range))
    }
    emitClauses(clauses.dropFirst(), of: comprehension, depth: depth + 1, range)
    for skip in skips { builder.land(skip) }
    builder.emit(.jump(start), range)
    builder.land(exit)
  }

  mutating func emit(_ parts: [FormattedPart], _ range: Range<Int>) {
    for part in parts {
      switch part {
      case .text(let text): builder.emit(constant: .string(text), range)
      case .field(let field):
        if let echo = field.echo { builder.emit(constant: .string(echo), field.range) }
        emit(field.value)
        let hasSpecification = !field.specification.isEmpty
        if hasSpecification { emit(field.specification, field.range) }
        let usual = field.echo != nil && !hasSpecification ? "r" : nil as Character?
        let conversion = (field.conversion ?? usual)?.asciiValue ?? 0
        builder.emit(
          .format(conversion: conversion, hasSpecification: hasSpecification), field.range)
        if field.echo != nil { builder.emit(.concatenate(2), field.range) }
      }
    }
    builder.emit(.concatenate(parts.count), range)
  }
}
