internal import Autograd
internal import LibC
internal import Text

extension Machine {
  /// Calls a built-in function.
  mutating func callBuiltin(_ builtin: Builtin, _ arguments: Arguments) throws(Raised) -> Object {
    func call(_ usage: String) -> Call { Call(.builtin(builtin), arguments, usage) }
    switch builtin {
    case .unary(let function, let isIEEE):
      return try apply(function, isIEEE: isIEEE, call("@(x)"))
    case .withParameter(let function):
      return try apply(
        function,
        call(function == .elu ? "@(x) or @(x, alpha=1)" : "@(x) or @(x, slope=0.01)"))
    case .power(let isFloat):
      let given = try call("pow(x, 3)").take(2...2)
      if isFloat, let x = plain(given[0]).number, let y = plain(given[1]).number {
        if case .value = given[0] {
        } else if case .value = given[1] {
        } else {
          return try binary(.power, .float(x), .float(y))
        }
      }
      return try binary(.power, given[0], given[1])
    case .extremum(let extremum): return try choose(extremum, call("@(a, b)"))
    case .sum: return try sum(call("sum([a, b])"))
    case .softmax: return try softmax(call("softmax([a, b])"))
    case .value: return try makeValue(call("Value(2.0) or Value(2.0, label='x')"))
    case .neuron(let style): return try makeNeuron(style, call("Neuron(3)"))
    case .layer(let style): return try makeLayer(style, call("Layer(3, 4)"))
    case .mlp(let style): return try makeNetwork(style, call("MLP(3, [4, 4, 1])"))
    case .print: return try printObjects(call("print(a, b, sep=' ', end='')"))
    case .math(let function): return try callMath(function, call("@(x)"))
    case .random(let function): return try callRandom(function, call(function.usage))
    case .round, .integer, .float, .string, .boolean, .repr, .isinstance:
      return try convert(builtin, call("@(x)"))
    default: return try callCollection(builtin, arguments)
    }
  }

  mutating func apply(
    _ function: UnaryFunction, isIEEE: Bool, _ call: Call
  ) throws(Raised) -> Object {
    let isLog = function == .log && !isIEEE
    let given = try call.take(1...(isLog ? 2 : 1))
    if given.count == 2 {
      return try binary(
        .divide, try apply(function, isIEEE, given[0], call),
        try apply(function, isIEEE, given[1], call))
    }
    return try apply(function, isIEEE, given[0], call)
  }

  func apply(
    _ function: UnaryFunction, _ isIEEE: Bool, _ object: Object, _ call: Call
  ) throws(Raised) -> Object {
    if case .value(let value) = object { return .value(value.applying(function)) }
    if function == .abs, let integer = object.integer {
      if integer == .min { throw Raised(.overflow("the integer is beyond 128 bits")) }
      return .integer(abs(integer))
    }
    guard let x = object.number else { throw call.expected("a number or a Value", object) }
    return .float(try number(function.operation, x, isIEEE, call.name))
  }

  func number(
    _ operation: Value.Operation, _ x: Double, _ isIEEE: Bool, _ name: String
  ) throws(Raised) -> Double {
    let y = operation.evaluate(x)
    if isIEEE || x.isNaN || y.isFinite { return y }
    // Python raises where a finite number has no finite result, or infinity none at all.
    if y.isNaN || (x.isFinite && [.log, .log2, .log10, .log1p].contains(operation)) {
      throw Raised(.domain(function: name, argument: PythonText.float(x)))
    }
    if x.isFinite {
      throw Raised(.overflow("'\(name)' of \(PythonText.float(x)) is too large for a float"))
    }
    return y
  }

  func apply(_ function: ParameterFunction, _ call: Call) throws(Raised) -> Object {
    let given = try call.take(1...2, names: [function.argument])
    var parameter = function.defaultParameter
    if let object = call.argument(1, function.argument) {
      guard let number = plain(object).number else { throw call.expected("a plain number", object) }
      parameter = number
    }
    if case .value(let value) = given[0] { return .value(function(value, parameter)) }
    guard let x = given[0].number else { throw call.expected("a number or a Value", given[0]) }
    return .float(function.operation.evaluate(x, parameter: parameter))
  }
}

extension Object {
  var isNone: Bool {
    if case .none = self { true } else { false }
  }
}
