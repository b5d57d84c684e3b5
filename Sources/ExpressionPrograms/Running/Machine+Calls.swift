internal import Autograd
internal import Text

/// The arguments of a call: those by position, and those by name.
struct Arguments {
  var positions: [Object]
  var names: [String: Object] = [:]
}

extension Machine {
  /// Calls what lies below its arguments on the stack.
  ///
  /// - Parameter shape: How the arguments lie; `nil` where all are given by position.
  /// - Returns: Whether a function of the program's was entered, whose result is yet to come.
  mutating func beginCall(count: Int, shape: CallShape?) throws(Raised) -> Bool {
    let callee = stack[stack.count - 1 - count]
    if case .function(let function) = callee {
      try enter(function, count: count, shape: shape, returnsToHost: false)
      return true
    }
    let arguments = try takeArguments(count, shape)
    stack.removeLast()
    push(try call(callee, arguments))
    return false
  }

  /// Calls a method of what lies below the arguments.
  mutating func callMethod(_ name: String, count: Int, shape: CallShape?) throws(Raised) {
    let receiver = stack[stack.count - 1 - count]
    let arguments = try takeArguments(count, shape)
    stack.removeLast()
    push(try callMethod(name, of: receiver, arguments))
  }

  private mutating func takeArguments(
    _ count: Int, _ shape: CallShape?
  ) throws(Raised) -> Arguments {
    let all = pop(count)
    guard let shape else { return Arguments(positions: all) }
    if shape.names.isEmpty {
      return Arguments(
        positions: shape.stars.isEmpty ? all : try spread(all, stars: shape.stars))
    }
    var arguments = Arguments(positions: [])
    var names = shape.names.makeIterator()
    let (stars, named) = (Set(shape.stars), Set(shape.namedIndices))
    for (index, object) in all.enumerated() {
      if stars.contains(index) {
        arguments.positions += try elements(of: object)
      } else if named.contains(index), let name = names.next() {
        if arguments.names.updateValue(object, forKey: name) != nil {
          throw Raised(.arguments("the argument '\(name)' is given twice", usage: ""))
        }
      } else {
        arguments.positions.append(object)
      }
    }
    return arguments
  }

  /// Calls a function that is given as an argument to one of ours, and waits for its result.
  mutating func callNow(_ callee: Object, _ positions: [Object]) throws(Raised) -> Object {
    guard case .function(let function) = callee else {
      return try call(callee, Arguments(positions: positions))
    }
    if hostDepth >= Machine.deepestHostCalls {
      throw Raised(.callsTooDeep(Machine.deepestHostCalls))
    }
    hostDepth += 1
    let position = position
    defer {
      hostDepth -= 1
      self.position = position
    }
    let height = stack.count
    push(callee)
    stack += positions
    try enter(function, count: positions.count, shape: nil, returnsToHost: true)
    let result = try runFrame()
    stack.removeLast(stack.count - height)
    return result
  }

  /// Begins a call of a function of the program's: its arguments become its variables.
  private mutating func enter(
    _ function: FunctionObject, count: Int, shape: CallShape?, returnsToHost: Bool
  ) throws(Raised) {
    if frames.count > Machine.deepestCalls { throw Raised(.callsTooDeep(Machine.deepestCalls)) }
    let code = function.code.code
    let parameters = code.parameters
    let isSimple =
      shape == nil && !parameters.hasRest && count == parameters.names.count
      && count == parameters.positionalCount
    if !isSimple {
      let arguments = try takeArguments(count, shape)
      stack += try bind(arguments, to: function)
    }
    let argumentCount = parameters.names.count + (parameters.hasRest ? 1 : 0)
    let base = stack.count - argumentCount
    for _ in argumentCount..<max(argumentCount, code.slotCount) { push(.unbound) }
    let group = code.isGrouped ? tape.openCountedGroup(code.name) : nil
    frames.append(
      Frame(
        code: function.code, base: base, function: function, group: group,
        groupCount: openGroups.count, returnsToHost: returnsToHost))
  }

  /// The variables that the arguments of a call make.
  private mutating func bind(
    _ arguments: Arguments, to function: FunctionObject
  ) throws(Raised) -> [Object] {
    let code = function.code.code
    let parameters = code.parameters
    let usage = Machine.usage(of: code)
    var variables: [Object] = []
    var names = arguments.names
    for (index, name) in parameters.names.enumerated() {
      if index < min(arguments.positions.count, parameters.positionalCount) {
        if names[name] != nil {
          throw Raised(.arguments("'\(code.name)' gets '\(name)' twice", usage: usage))
        }
        variables.append(arguments.positions[index])
      } else if let object = names.removeValue(forKey: name) {
        variables.append(object)
      } else if let index = parameters.defaultIndices[index] {
        variables.append(function.elements[index])
      } else {
        throw Raised(
          .arguments("'\(code.name)' lacks the argument '\(name)'", usage: usage))
      }
    }
    if let unknown = names.keys.sorted().first {
      throw Raised(
        .arguments("'\(code.name)' has no argument '\(unknown)'", usage: usage))
    }
    let more = arguments.positions.count - parameters.positionalCount
    if parameters.hasRest {
      try charge(max(more, 0) + 2)
      variables.append(.tuple(ListObject(Array(arguments.positions.suffix(max(more, 0))))))
    } else if more > 0 {
      throw Raised(
        .arguments(
          "'\(code.name)' takes \(parameters.positionalCount.counted("argument")), "
            + "not \(arguments.positions.count)", usage: usage))
    }
    return variables
  }

  /// How a function of the program's is called: "f(x, n=…)".
  private static func usage(of code: Code) -> String {
    let parameters = code.parameters
    var words = zip(parameters.names, parameters.defaultIndices).map { name, index in
      index == nil ? name : "\(name)=…"
    }
    if parameters.hasRest { words.insert("*…", at: parameters.positionalCount) }
    return "\(code.name)(\(words.joined(separator: ", ")))"
  }

  /// Calls anything but a function of the program's on the running stack.
  mutating func call(_ callee: Object, _ arguments: Arguments) throws(Raised) -> Object {
    switch callee {
    case .builtin(let builtin): return try callBuiltin(builtin, arguments)
    case .method(let method):
      return try callMethod(method.name, of: method.elements[0], arguments)
    case .network(let network):
      let given = try Call(.named("network"), arguments, "net([x1, x2])").take(1...1)
      return try evaluate(network, given[0])
    case .function: return try callNow(callee, arguments.positions)
    default: throw Raised(.notCallable(callee.typeName))
    }
  }
}

extension Value {
  /// Records a function of the value.
  func applying(_ function: UnaryFunction) -> Value {
    switch function {
    case .tanh: tanh()
    case .sigmoid: sigmoid()
    case .relu: relu()
    case .gelu: gelu()
    case .silu: silu()
    case .softplus: softplus()
    case .exp: exp()
    case .expm1: expm1()
    case .log: log()
    case .log2: log2()
    case .log10: log10()
    case .log1p: log1p()
    case .sqrt: sqrt()
    case .sin: sin()
    case .cos: cos()
    case .tan: tan()
    case .asin: asin()
    case .acos: acos()
    case .atan: atan()
    case .sinh: sinh()
    case .cosh: cosh()
    case .erf: erf()
    case .abs: abs()
    }
  }
}

/// The arguments of a function of ours, taken apart.
///
/// What it is called and how it is used is put together where there is a fault, and not at each call.
struct Call {
  enum Callee {
    case builtin(Builtin)
    case named(String)
  }

  let callee: Callee
  let arguments: Arguments
  /// How the function is used, with "@" for its name.
  private let pattern: String

  init(_ callee: Callee, _ arguments: Arguments, _ pattern: String) {
    (self.callee, self.arguments, self.pattern) = (callee, arguments, pattern)
  }

  var name: String {
    switch callee {
    case .builtin(let builtin): builtin.name
    case .named(let name): name
    }
  }

  private var usage: String {
    pattern.split(separator: "@", omittingEmptySubsequences: false).joined(separator: name)
  }

  /// The arguments by position, whose number must be within the range, and none by name but those known.
  func take(_ counts: ClosedRange<Int>, names: [String] = []) throws(Raised) -> [Object] {
    if !arguments.names.isEmpty,
      let unknown = arguments.names.keys.sorted().first(where: { !names.contains($0) })
    {
      throw Raised(.arguments("'\(name)' has no argument '\(unknown)'", usage: usage))
    }
    if !counts.contains(arguments.positions.count) { throw wrongCount(counts) }
    return arguments.positions
  }

  /// The argument at a position or by a name.
  func argument(_ index: Int, _ name: String) -> Object? {
    index < arguments.positions.count ? arguments.positions[index] : arguments.names[name]
  }

  private func wrongCount(_ counts: ClosedRange<Int>) -> Raised {
    let phrase: String
    if counts.upperBound == .max {
      phrase = "at least \(counts.lowerBound.counted("argument"))"
    } else if counts.lowerBound == counts.upperBound {
      phrase = counts.lowerBound.counted("argument")
    } else {
      phrase = "\(counts.lowerBound) to \(counts.upperBound) arguments"
    }
    return Raised(
      .arguments("'\(name)' takes \(phrase), not \(arguments.positions.count)", usage: usage))
  }

  func expected(_ what: String, _ found: Object) -> Raised {
    Raised(.arguments("'\(name)' needs \(what), not \(found.typeName)", usage: usage))
  }
}
