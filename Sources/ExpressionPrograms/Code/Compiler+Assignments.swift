/// Assignments, which label what they name.
extension Compiler {
  mutating func emitAssignment(
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
  mutating func emitShorthandLeaves(_ targets: [Target], _ value: Expression) -> Bool {
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

  mutating func emitLeaf(_ value: Expression) {
    emit(value)
    builder.emit(.shorthandLeaf, value.range)
  }

  func isSignedNumber(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .integer, .float: true
    case .signs(_, let inner): isSignedNumber(inner)
    default: false
    }
  }

  mutating func emitAugmented(
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
        emitBounds([from, to, step], target.range)
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
}
