/// Operators, comparisons and conditions.
extension Compiler {
  mutating func emitChain(
    _ first: Expression, _ links: [(BinaryOperator, Expression)], _ range: Range<Int>
  ) {
    emitLeft(first, beside: links[0].1)
    for link in links {
      emit(link.1)
      builder.emit(.binary(link.0), first.range.lowerBound..<link.1.range.upperBound)
    }
  }

  mutating func emitPower(_ parts: [Expression], _ range: Range<Int>) {
    // All that stands to the right of a base is its exponent.
    let hasNumbers = parts.dropLast().contains { Compiler.number($0) != nil }
    let lastValue = hasNumbers ? parts.lastIndex { isSurelyValue($0) } ?? 0 : 0
    for (index, part) in parts.enumerated() { emit(part, besideValue: index < lastValue) }
    for part in parts.dropFirst().reversed() {
      builder.emit(.binary(.power), range.lowerBound..<part.range.upperBound)
    }
  }

  mutating func emitLeft(_ left: Expression, beside right: Expression) {
    emit(left, besideValue: Compiler.number(left) != nil && isSurelyValue(right))
  }

  /// A number beside what is surely a Value is a node where it stands, before the nodes of what
  /// follows, as one reads it.
  mutating func emit(_ expression: Expression, besideValue: Bool) {
    if besideValue, let number = Compiler.number(expression) {
      builder.emit(.constantNode(number), expression.range)
    } else {
      emit(expression)
    }
  }

  /// The number that a literal with signs stands for.
  static func number(_ expression: Expression) -> Double? {
    switch expression.kind {
    case .integer(let number): PythonNumber.double(number)
    case .float(let number): number
    case .signs(let signs, let inner):
      number(inner).map { signs.filter { $0 == .minus }.count % 2 == 1 ? -$0 : $0 }
    default: nil
    }
  }

  /// Whether an expression is a Value whatever happens, which is seen at the top level alone.
  func isSurelyValue(_ expression: Expression) -> Bool {
    if sureValues.isEmpty && isShorthand { return false }
    switch expression.kind {
    case .name(let name): return sureValues.contains(name) && !builder.isInComprehension
    case .chain(let first, let links):
      return isSurelyValue(first) || links.contains { isSurelyValue($0.1) }
    case .power(let parts): return parts.contains { isSurelyValue($0) }
    case .signs(_, let inner): return isSurelyValue(inner)
    case .trailers(let base, let trailers): return isSurelyValue(base, trailers[...])
    default: return false
    }
  }

  func isSurelyValue(
    _ base: Expression, _ trailers: ArraySlice<Expression.Trailer>
  ) -> Bool {
    let isMethod = trailers.indices.allSatisfy { index in
      switch trailers[index].kind {
      case .attribute(let name):
        (UnaryFunction(name: name) != nil || ParameterFunction(rawValue: name) != nil
          || name == "pow" || Compiler.joiningMethods.contains(name))
          && index + 1 < trailers.endIndex
      case .call: true
      default: false
      }
    }
    if isMethod, isSurelyValue(base) { return true }
    guard trailers.count <= 2, case .call(let arguments)? = trailers.last?.kind,
      let builtin = builtin(base, trailers.dropLast())
    else { return false }
    switch builtin {
    case .value: return true
    case .unary, .withParameter, .power, .extremum, .sum:
      return arguments.contains { isSurelyValue($0.value) }
    default: return false
    }
  }

  /// The methods that join a Value with each of their arguments.
  static let joiningMethods: Set<String> = ["max", "min"]

  /// The built-in that a name, or a name of a module, stands for.
  func builtin(
    _ base: Expression, _ attributes: ArraySlice<Expression.Trailer>
  ) -> Builtin? {
    guard case .name(let name) = base.kind, builder.variable(name) == nil, globals[name] == nil
    else { return nil }
    if attributes.isEmpty {
      if case .builtin(let builtin)? = members[name] { return builtin }
      return Builtin(name: name)
    }
    guard let module = modules[name] ?? ProgramModule.known[name],
      let attribute = attributes.first?.attribute, attributes.count == 1,
      case .builtin(let builtin)? = module[attribute]
    else { return nil }
    return builtin
  }

  mutating func emitComparison(
    _ first: Expression, _ links: [(Comparison, Expression)], _ range: Range<Int>
  ) {
    emit(first)
    var exits: [Int] = []
    for (index, link) in links.enumerated() {
      emit(link.1)
      let own = first.range.lowerBound..<link.1.range.upperBound
      if index == links.count - 1 {
        builder.emit(.compare(link.0), own)
      } else {
        builder.emit(.compareAndKeep(link.0), own)
        exits.append(builder.emitJump({ .jumpIfFalseOrPop($0) }, own))
      }
    }
    if exits.isEmpty { return }
    let end = builder.emitJump({ .jump($0) }, range)
    for exit in exits { builder.land(exit) }
    // The operand that was kept for the next link is below.
    builder.emit(.rotate(1), range)
    builder.emit(.pop, range)
    builder.land(end)
  }

  mutating func emitLogical(
    _ parts: [Expression], _ range: Range<Int>, _ jump: (Int) -> Instruction
  ) {
    var exits: [Int] = []
    for (index, part) in parts.enumerated() {
      emit(part)
      if index < parts.count - 1 { exits.append(builder.emitJump(jump, part.range)) }
    }
    for exit in exits { builder.land(exit) }
  }

  mutating func emitConditional(
    _ cases: [(value: Expression, condition: Expression)], _ otherwise: Expression,
    _ range: Range<Int>
  ) {
    var ends: [Int] = []
    for each in cases {
      emit(each.condition)
      let next = builder.emitJump({ .jumpIfFalse($0) }, each.condition.range)
      emit(each.value)
      ends.append(builder.emitJump({ .jump($0) }, range))
      builder.land(next)
    }
    emit(otherwise)
    for end in ends { builder.land(end) }
  }
}
