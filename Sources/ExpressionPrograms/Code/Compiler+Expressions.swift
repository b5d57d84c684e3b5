extension Compiler {
  /// Writes what puts the value of an expression on the stack.
  mutating func emit(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .none: builder.emit(constant: .none, range)
    case .boolean(let truth): builder.emit(constant: .boolean(truth), range)
    case .integer(let number): builder.emit(constant: .integer(number), range)
    case .float(let number): builder.emit(constant: .float(number), range)
    case .string(let text): builder.emit(constant: .string(text), range)
    case .formatted(let parts): emit(parts, range)
    case .name(let name): load(name, range)
    case .chain(let first, let links): emitChain(first, links, range)
    case .power(let parts): emitPower(parts, range)
    case .signs(let signs, let inner):
      if case .float(let number) = inner.kind, signs == [.minus] {
        return builder.emit(constant: .float(-number), range)
      }
      emit(inner)
      for sign in signs.reversed() { builder.emit(.unary(sign), range) }
    case .comparison(let first, let links): emitComparison(first, links, range)
    case .all(let parts): emitLogical(parts, range) { .jumpIfFalseOrPop($0) }
    case .any(let parts): emitLogical(parts, range) { .jumpIfTrueOrPop($0) }
    case .not(let inner):
      emit(inner)
      builder.emit(.not, range)
    case .conditional(let cases, let otherwise): emitConditional(cases, otherwise, range)
    case .list(let elements): emitElements(elements, range, isTuple: false)
    case .tuple(let elements): emitElements(elements, range, isTuple: true)
    case .set(let elements):
      for element in elements { emit(element) }
      builder.emit(.buildSet(elements.count), range)
    case .dictionary(let pairs):
      for pair in pairs {
        emit(pair.key)
        emit(pair.value)
      }
      builder.emit(.buildDictionary(pairs.count), range)
    case .comprehension(let comprehension): emitComprehension(comprehension, range)
    case .lambda(let function): emitFunction(function)
    case .trailers(let base, let trailers): emitTrailers(base, trailers)
    case .starred: fault(.loneStar, range)
    case .faulty: builder.emit(constant: .none, range)
    }
  }

  // MARK: - Operators

  private mutating func emitChain(
    _ first: Expression, _ links: [(BinaryOperator, Expression)], _ range: Range<Int>
  ) {
    emitLeft(first, beside: links[0].1)
    for link in links {
      emit(link.1)
      builder.emit(.binary(link.0), first.range.lowerBound..<link.1.range.upperBound)
    }
  }

  private mutating func emitPower(_ parts: [Expression], _ range: Range<Int>) {
    // All that stands to the right of a base is its exponent.
    let hasNumbers = parts.dropLast().contains { Compiler.number($0) != nil }
    let lastValue = hasNumbers ? parts.lastIndex { isSurelyValue($0) } ?? 0 : 0
    for (index, part) in parts.enumerated() { emit(part, besideValue: index < lastValue) }
    for part in parts.dropFirst().reversed() {
      builder.emit(.binary(.power), range.lowerBound..<part.range.upperBound)
    }
  }

  private mutating func emitLeft(_ left: Expression, beside right: Expression) {
    emit(left, besideValue: Compiler.number(left) != nil && isSurelyValue(right))
  }

  /// A number beside what is surely a Value is a node where it stands, before the nodes of what
  /// follows, as one reads it.
  private mutating func emit(_ expression: Expression, besideValue: Bool) {
    if besideValue, let number = Compiler.number(expression) {
      builder.emit(.constantNode(number), expression.range)
    } else {
      emit(expression)
    }
  }

  /// The number that a literal with signs stands for.
  private static func number(_ expression: Expression) -> Double? {
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

  private func isSurelyValue(
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
  private static let joiningMethods: Set<String> = ["max", "min"]

  /// The built-in that a name, or a name of a module, stands for.
  private func builtin(
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

  private mutating func emitComparison(
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

  private mutating func emitLogical(
    _ parts: [Expression], _ range: Range<Int>, _ jump: (Int) -> Instruction
  ) {
    var exits: [Int] = []
    for (index, part) in parts.enumerated() {
      emit(part)
      if index < parts.count - 1 { exits.append(builder.emitJump(jump, part.range)) }
    }
    for exit in exits { builder.land(exit) }
  }

  private mutating func emitConditional(
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

  // MARK: - Collections

  private mutating func emitElements(
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
  private mutating func emitComprehension(_ comprehension: Comprehension, _ range: Range<Int>) {
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

  private mutating func emitClauses(
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

  private mutating func emit(_ parts: [FormattedPart], _ range: Range<Int>) {
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

  // MARK: - Functions and calls

  mutating func emitFunction(_ function: FunctionDefinition) {
    var parameters = Code.Parameters()
    parameters.names = function.parameters.map(\.name)
    parameters.positionalCount = function.positionalCount
    parameters.hasRest = function.rest != nil
    for parameter in function.parameters {
      if let value = parameter.defaultValue {
        emit(value)
        parameters.defaultIndices.append(parameters.defaultCount)
        parameters.defaultCount += 1
      } else {
        parameters.defaultIndices.append(nil)
      }
    }
    let use = analysis.use(of: function)
    let inner = CodeBuilder(
      name: function.name ?? "lambda", outer: builder, variables: use.binds,
      shared: use.shared.intersection(use.binds))
    let arguments = parameters.names + (function.rest.map { [$0] } ?? [])
    for name in arguments { _ = inner.slot(name) }
    for name in inner.shared.sorted() {
      inner.emit(.makeCell(inner.slot(name)), function.range)
    }
    let outer = (builder, sureValues, blockDepth)
    (builder, sureValues, blockDepth) = (inner, [], 0)
    switch function.body {
    case .statements(let statements):
      emit(statements)
      builder.emit(constant: .none, function.range)
    case .expression(let expression):
      // The body of a lambda counts as a statement, so that calls without end are bounded.
      builder.emit(.statement, expression.range)
      emit(expression)
    }
    builder.emit(.return_, function.range)
    (builder, sureValues, blockDepth) = outer
    builder.functions.append(
      inner.code(parameters: parameters, isGrouped: function.name != nil))
    builder.emit(.makeFunction(builder.functions.count - 1), function.range)
  }

  private mutating func emitTrailers(_ base: Expression, _ trailers: [Expression.Trailer]) {
    var rest = trailers[...]
    if !emitMember(base, &rest) { emit(base) }
    while let trailer = rest.popFirst() {
      let range = base.range.lowerBound..<trailer.range.upperBound
      switch trailer.kind {
      case .attribute(let name):
        if let next = rest.first, case .call(let arguments) = next.kind {
          let count = rest.startIndex - 1
          rest.removeFirst()
          // Of a long chain the beginning says enough: its methods all give Values.
          let isJoined =
            Compiler.joiningMethods.contains(name)
            && isSurelyValue(base, trailers.prefix(min(count, 4)))
          emit(arguments, areBesideValue: isJoined)
          let index = builder.index(ofName: name)
          builder.emit(
            shape(of: arguments).map { .callMethodShaped(name: index, shape: $0) }
              ?? .callMethod(name: index, count: arguments.count), trailer.range)
        } else {
          builder.emit(load(attribute: name), trailer.range)
        }
      case .call(let arguments):
        let count = rest.startIndex - 1
        emitArguments(arguments, of: count <= 1 ? builtin(base, trailers.prefix(count)) : nil)
        builder.emit(
          shape(of: arguments).map { .callShaped($0) } ?? .call(arguments.count), range)
      case .index(let index):
        emit(index)
        builder.emit(.subscript_, range)
      case .slice(let from, let to, let step):
        for bound in [from, to, step] {
          if let bound { emit(bound) } else { builder.emit(constant: .none, trailer.range) }
        }
        builder.emit(.slice, range)
      }
    }
  }

  /// `math.pi` and its like: what modules hold is known before the program runs.
  private mutating func emitMember(
    _ base: Expression, _ trailers: inout ArraySlice<Expression.Trailer>
  ) -> Bool {
    guard case .name(let name) = base.kind, builder.variable(name) == nil, globals[name] == nil,
      var module = modules[name] ?? ProgramModule.known[name],
      members[name] == nil || modules[name] != nil
    else { return false }
    var path = name
    var end = base.range.upperBound
    while let attribute = trailers.first?.attribute {
      end = trailers.first?.range.upperBound ?? end
      let range = base.range.lowerBound..<end
      switch module[attribute] {
      case .module(let inner):
        trailers.removeFirst()
        module = inner
        path += ".\(attribute)"
        continue
      case .builtin(let builtin):
        trailers.removeFirst()
        builder.emit(constant: .builtin(builtin), range)
      case .number(let number):
        trailers.removeFirst()
        builder.emit(constant: .float(number), range)
      case nil: refuse(attribute, of: module, as: path, range)
      }
      return true
    }
    fault(.moduleAsValue(path), base.range)
    return true
  }

  private mutating func refuse(
    _ attribute: String, of module: ProgramModule, as path: String, _ range: Range<Int>
  ) {
    var suggestion: String?
    if case .foreign = module {
    } else {
      suggestion = Suggestion.closestFunction(to: attribute, among: module.memberNames)
    }
    builder.emit(constant: .none, range)
    fault(
      .moduleMember(module: module.path, name: "\(path).\(attribute)"), range,
      suggestion: suggestion.map { "\(path).\($0)" })
  }

  /// - Parameter areBesideValue: Whether numbers among the arguments are joined with a Value.
  private mutating func emit(
    _ arguments: [Expression.Argument], areBesideValue: Bool = false
  ) {
    for argument in arguments {
      if case .starred(let inner) = argument.value.kind {
        emit(inner)
      } else {
        emit(argument.value, besideValue: areBesideValue && argument.name == nil)
      }
    }
  }

  /// The arguments of a call; of a function like `max`, a number before a Value is a node where it
  /// stands.
  private mutating func emitArguments(
    _ arguments: [Expression.Argument], of builtin: Builtin?
  ) {
    let isPlain = arguments.allSatisfy {
      if case .starred = $0.value.kind { false } else { $0.name == nil }
    }
    guard let builtin, arguments.count > 1, isPlain else {
      return emit(arguments)
    }
    let hasNumbers = arguments.contains { Compiler.number($0.value) != nil }
    switch builtin {
    case .power:
      emitLeft(arguments[0].value, beside: arguments[1].value)
      emit(Array(arguments.dropFirst()))
    case .extremum where hasNumbers, .sum where hasNumbers:
      // From the first Value on, each is joined with one; so is a number right before it. A sum
      // joins all at once.
      let first = arguments.firstIndex { isSurelyValue($0.value) } ?? arguments.count
      let isSum = builtin == .sum && first < arguments.count
      for (index, argument) in arguments.enumerated() {
        emit(argument.value, besideValue: index > first || index == 0 && first == 1 || isSum)
      }
    default: emit(arguments)
    }
  }

  /// How the arguments of a call lie, where not all are simply given by position.
  private mutating func shape(of arguments: [Expression.Argument]) -> Int? {
    let named = arguments.indices.filter { arguments[$0].name != nil }
    let stars = arguments.indices.filter {
      if case .starred = arguments[$0].value.kind { true } else { false }
    }
    if named.isEmpty && stars.isEmpty { return nil }
    return builder.append(
      CallShape(
        count: arguments.count, names: arguments.compactMap(\.name), stars: Array(stars),
        namedIndices: Array(named)))
  }

  func load(attribute name: String) -> Instruction {
    switch name {
    case "data": .loadData
    case "grad": .loadGradient
    default: .attribute(builder.index(ofName: name))
    }
  }

  func store(attribute name: String) -> Instruction {
    switch name {
    case "data": .storeData
    case "grad": .storeGradient
    default: .storeAttribute(builder.index(ofName: name))
    }
  }
}

// MARK: - Names

extension Compiler {
  mutating func load(_ name: String, _ range: Range<Int>) {
    switch builder.variable(name) {
    case .local(let slot): return builder.emit(.loadLocal(slot), range)
    case .cell(let slot): return builder.emit(.loadCell(slot), range)
    case .outer(let index): return builder.emit(.loadOuter(index), range)
    case nil: break
    }
    if let index = globals[name] { return builder.emit(.loadGlobal(index), range) }
    switch members[name] {
    case .builtin(let builtin): return builder.emit(constant: .builtin(builtin), range)
    case .number(let number): return builder.emit(constant: .float(number), range)
    case .module, nil: break
    }
    if let builtin = Builtin(name: name) {
      return builder.emit(constant: .builtin(usesPackage ? builtin.ofPackage : builtin), range)
    }
    builder.emit(constant: .none, range)
    if name == "__name__" {
      builder.constants[builder.constants.count - 1] = .string("__main__")
    } else if let module = foreign[name] {
      fault(.moduleMember(module: module, name: name), range)
    } else if modules[name] != nil || ProgramModule.known[name] != nil {
      fault(.moduleAsValue(name), range)
    } else if skippedNames.contains(name) || Compiler.drawing.contains(name) {
      fault(.skippedName(name), range)
    } else if !classNames.contains(name) {
      fault(.unknownName(name), range, suggestion: suggestion(for: name))
    }
  }

  private func suggestion(for name: String) -> String? {
    // Of many faults the first are reported, and every one looks at all names.
    if faults.count > ProgramError.mostFaults { return nil }
    let known = globalNames + builder.variables.sorted() + Builtin.names
    return Suggestion.closestFunction(to: name, among: known)
  }

  /// Binds a name to the value on top of the stack.
  mutating func store(_ name: String, _ range: Range<Int>) {
    switch builder.variable(name) {
    case .local(let slot): builder.emit(.storeLocal(slot), range)
    case .cell(let slot): builder.emit(.storeCell(slot), range)
    // Names of functions around are never bound here: that takes `nonlocal`.
    case .outer, nil:
      guard let index = globals[name] else { return builder.emit(.pop, range) }
      builder.emit(.storeGlobal(index), range)
    }
  }
}
