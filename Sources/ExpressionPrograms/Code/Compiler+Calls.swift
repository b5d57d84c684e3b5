/// Functions, calls, and what stands behind a dot.
extension Compiler {
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

  mutating func emitTrailers(_ base: Expression, _ trailers: [Expression.Trailer]) {
    var rest = trailers[...]
    if !emitMember(base, &rest) {
      if case .name(let name) = base.kind, case .call = trailers[0].kind {
        load(name, base.range, isCalled: true)
      } else {
        emit(base)
      }
    }
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
        emitBounds([from, to, step], trailer.range)
        builder.emit(.slice, range)
      }
    }
  }

  /// The bounds of a slice, `None` where one is left out.
  mutating func emitBounds(_ bounds: [Expression?], _ range: Range<Int>) {
    for bound in bounds {
      if let bound { emit(bound) } else { builder.emit(constant: .none, range) }
    }
  }

  /// `math.pi` and its like: what modules hold is known before the program runs.
  mutating func emitMember(
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

  mutating func refuse(
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
  mutating func emit(
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
  mutating func emitArguments(
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
  mutating func shape(of arguments: [Expression.Argument]) -> Int? {
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
