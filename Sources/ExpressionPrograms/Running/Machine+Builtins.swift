internal import Autograd
internal import LibC
internal import Text

extension Machine {
  /// Calls a built-in function.
  mutating func callBuiltin(_ builtin: Builtin, _ arguments: Arguments) throws(Raised) -> Object {
    func call(_ usage: String) -> Call { Call(builtin.name, arguments, usage) }
    switch builtin {
    case .unary(let function, let isIEEE):
      return try apply(function, isIEEE: isIEEE, call("\(function.rawValue)(x)"))
    case .withParameter(let function):
      let number = function.defaultParameter.typed
      return try apply(
        function,
        call("\(function.rawValue)(x) or \(function.rawValue)(x, \(function.argument)=\(number))"))
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
    case .extremum(let extremum): return try choose(extremum, call("\(builtin.name)(a, b)"))
    case .sum: return try sum(call("sum([a, b])"))
    case .softmax: return try softmax(call("softmax([a, b])"))
    case .value: return try makeValue(call("Value(2.0) or Value(2.0, label='x')"))
    case .neuron(let style): return try makeNeuron(style, call("Neuron(3)"))
    case .layer(let style): return try makeLayer(style, call("Layer(3, 4)"))
    case .mlp(let style): return try makeNetwork(style, call("MLP(3, [4, 4, 1])"))
    case .print: return try printObjects(call("print(a, b, sep=' ', end='')"))
    case .math(let function): return try callMath(function, call("\(builtin.name)(x)"))
    case .random(let function): return try callRandom(function, call(function.usage))
    case .round, .integer, .float, .string, .boolean, .repr, .isinstance:
      return try convert(builtin, call("\(builtin.name)(x)"))
    default: return try callCollection(builtin, arguments)
    }
  }

  // MARK: - Functions of a number or a Value

  private mutating func apply(
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

  private func apply(
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

  private func number(
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

  private func apply(_ function: ParameterFunction, _ call: Call) throws(Raised) -> Object {
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

  // MARK: - Sums and extrema

  private mutating func sum(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(1...Int.max, names: ["start"])
    if case .value = given[0] {
      // Not Python, but a sum of Values as one node.
      var values: [Value] = []
      for object in given {
        if case .value(let value) = object {
          values.append(value)
        } else if let number = object.number {
          values.append(.constant(number, on: tape))
        } else {
          throw call.expected("numbers or Values", object)
        }
      }
      return .value(Value.sum(values))
    }
    _ = try call.take(1...2, names: ["start"])
    var total = call.argument(1, "start") ?? .integer(0)
    let elements = try self.elements(of: given[0])
    try checkNodes(more: elements.count)
    try charge(elements.count / 2 + 1)
    if case .text = total { throw call.expected("a start that is no text", total) }
    for element in elements { total = try binary(.add, total, element) }
    return total
  }

  private mutating func softmax(_ call: Call) throws(Raised) -> Object {
    let elements = try self.elements(of: try call.take(1...1)[0])
    var exponentials: [Object] = []
    for element in elements {
      exponentials.append(
        try callBuiltin(.unary(.exp, isIEEE: false), Arguments(positions: [element])))
    }
    guard var total = exponentials.first else { return .list(ListObject([])) }
    for exponential in exponentials.dropFirst() { total = try binary(.add, total, exponential) }
    var result: [Object] = []
    for exponential in exponentials { result.append(try binary(.divide, exponential, total)) }
    try charge(2 * result.count + 2)
    return .list(ListObject(result))
  }

  private mutating func choose(
    _ extremum: Builtin.Extremum, _ call: Call
  ) throws(Raised) -> Object {
    let given = try call.take(1...Int.max, names: ["key", "default"])
    let candidates = given.count == 1 ? try elements(of: given[0]) : given
    try charge(candidates.count / 2 + 1)
    if let key = call.arguments.names["key"], !key.isNone {
      var best: (object: Object, key: Object)?
      for candidate in candidates {
        let own = try callNow(key, [candidate])
        if let known = best, try !isBetter(own, than: known.key, extremum) { continue }
        best = (candidate, own)
      }
      if let best { return best.object }
    } else if var best = candidates.first {
      for candidate in candidates.dropFirst() {
        best = try better(extremum, best, candidate)
      }
      return best
    }
    if let missing = call.arguments.names["default"] { return missing }
    throw Raised(.value("'\(call.name)' of nothing has no value"))
  }

  private mutating func isBetter(
    _ candidate: Object, than best: Object, _ extremum: Builtin.Extremum
  ) throws(Raised) -> Bool {
    guard let order = try order(candidate, best) else { return false }
    return extremum == .maximum ? order > 0 : order < 0
  }

  /// The greater or smaller of two; where one is a Value, an operation that is recorded.
  private mutating func better(
    _ extremum: Builtin.Extremum, _ a: Object, _ b: Object
  ) throws(Raised) -> Object {
    let pair: (Value, Value)?
    switch (a, b) {
    case (.value(let x), .value(let y)): pair = (x, y)
    case (.value(let x), _):
      guard let y = b.number else { pair = nil; break }
      pair = (x, .constant(y, on: tape))
    case (_, .value(let y)):
      guard let x = a.number else { pair = nil; break }
      pair = (.constant(x, on: tape), y)
    default: pair = nil
    }
    if let pair {
      return .value(extremum == .maximum ? max(pair.0, pair.1) : min(pair.0, pair.1))
    }
    return try isBetter(b, than: a, extremum) ? b : a
  }

  // MARK: - Values, texts and numbers

  private mutating func makeValue(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(
      0...4, names: ["data", "label", "_children", "_op", "children", "op", "name"])
    guard let object = call.argument(0, "data") else {
      _ = try call.take(1...4, names: ["label"])
      return .none
    }
    var data: Double
    if case .value(let value) = object {
      data = value.data
    } else if let number = object.number {
      data = number
    } else {
      throw call.expected("a number", object)
    }
    if data.isNaN { data = .nan }
    let value = Value(data, on: tape)
    var label = call.arguments.names["label"] ?? call.arguments.names["name"]
    // A text in second place is a label; in the lecture's class the label comes fourth.
    if given.count > 1, case .text = given[1] { label = given[1] }
    if given.count == 4 { label = given[3] }
    if let label, !label.isNone { value.label = try labelText(label) }
    return .value(value)
  }

  /// The label that a program sets; an empty one is micrograd's word for none.
  mutating func labelText(_ object: Object) throws(Raised) -> String? {
    guard case .text(let text) = object else {
      throw Raised(.type("a label must be a text, not \(object.typeName)"))
    }
    return text.string.isEmpty ? nil : text.string
  }

  private mutating func printObjects(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(0...Int.max, names: ["sep", "end", "file", "flush"])
    func option(_ name: String, _ usual: String) throws(Raised) -> String {
      switch call.arguments.names[name] {
      case nil, .some(.none): return usual
      case .text(let text): return text.string
      case let other?: throw call.expected("a text as \(name)", other)
      }
    }
    let separator = try option("sep", " ")
    var line = ""
    for (index, object) in given.enumerated() {
      if index > 0 { line += separator }
      line += try text(of: object)
    }
    line += try option("end", "\n")
    // What is printed is bounded too: some million lines.
    try charge(line.utf8.count / 2 + 16)
    print(line)
    return .none
  }

  private mutating func convert(_ builtin: Builtin, _ call: Call) throws(Raised) -> Object {
    switch builtin {
    case .round: return try round(call)
    case .isinstance:
      let given = try call.take(2...2)
      return .boolean(try isInstance(given[0], of: given[1]))
    default: break
    }
    let given = try call.take(0...1)
    guard let object = given.first.map(plain) else {
      switch builtin {
      case .integer: return .integer(0)
      case .float: return .float(0)
      case .string: return .string("")
      default: return .boolean(false)
      }
    }
    switch builtin {
    case .string: return .string(try text(of: object))
    case .repr: return .string(try representation(of: object))
    case .boolean: return .boolean(isTrue(object))
    case .float:
      if case .text(let text) = object {
        guard let number = PythonNumber.float(text.string) else {
          throw Raised(.value("\(PythonText.quoted(text.string)) is not a number"))
        }
        return .float(number)
      }
      guard let number = object.number else { throw call.expected("a number or a text", object) }
      return .float(number)
    default: return .integer(try integer(object, call))
    }
  }

  private func wholeNumber(_ number: Double) throws(Raised) -> Int128 {
    if number.isNaN { throw Raised(.value("nan is no integer")) }
    guard let integer = Int128(exactly: number) else {
      throw Raised(.overflow("\(PythonText.float(number)) is no integer of 128 bits"))
    }
    return integer
  }

  private func integer(_ object: Object, _ call: Call) throws(Raised) -> Int128 {
    if let integer = object.integer { return integer }
    switch object {
    case .float(let number): return try wholeNumber(number.rounded(.towardZero))
    case .text(let text):
      do throws(PythonNumber.Fault) {
        if let integer = try PythonNumber.integer(text.string) { return integer }
      } catch {
        throw Raised(.overflow("the integer is beyond 128 bits"))
      }
      throw Raised(.value("\(PythonText.quoted(text.string)) is not an integer"))
    default: throw call.expected("a number or a text", object)
    }
  }

  private func round(_ call: Call) throws(Raised) -> Object {
    let given = try call.take(1...2, names: ["ndigits"])
    let object = plain(given[0])
    var decimals: Int128?
    if let digits = call.argument(1, "ndigits"), !digits.isNone {
      guard let integer = plain(digits).integer else { throw call.expected("an integer", digits) }
      decimals = integer
    }
    let tooLarge = Raised(.overflow("the rounded number is too large"))
    if let integer = object.integer {
      guard let decimals else { return .integer(integer) }
      guard let rounded = PythonNumber.rounded(integer, decimals: decimals) else { throw tooLarge }
      return .integer(rounded)
    }
    guard let number = object.number else { throw call.expected("a plain number", given[0]) }
    guard let decimals else {
      if let rounded = PythonNumber.rounded(number) { return .integer(rounded) }
      return .integer(try wholeNumber(number))
    }
    do throws(PythonNumber.Fault) {
      return .float(try PythonNumber.rounded(number, decimals: decimals))
    } catch {
      throw tooLarge
    }
  }

  private mutating func isInstance(_ object: Object, of type: Object) throws(Raised) -> Bool {
    switch (type, object) {
    case (.tuple(let types), _):
      for type in types.elements where try isInstance(object, of: type) { return true }
      return false
    case (.builtin(.integer), .integer), (.builtin(.integer), .boolean),
      (.builtin(.float), .float), (.builtin(.string), .text), (.builtin(.boolean), .boolean),
      (.builtin(.list), .list), (.builtin(.tuple), .tuple), (.builtin(.set), .set),
      (.builtin(.dictionary), .dictionary), (.builtin(.value), .value):
      return true
    case (.builtin, _): return false
    default: throw Raised(.type("isinstance needs a type, as in isinstance(x, float)"))
    }
  }

  // MARK: - math

  private mutating func callMath(_ function: MathFunction, _ call: Call) throws(Raised) -> Object {
    func number(_ object: Object) throws(Raised) -> Double {
      guard let number = plain(object).number else { throw call.expected("a plain number", object) }
      return number
    }
    func integer(_ object: Object) throws(Raised) -> Int128 {
      guard let integer = plain(object).integer else { throw call.expected("an integer", object) }
      return integer
    }
    let overflow = Raised(.overflow("the result of '\(call.name)' is too large"))
    switch function {
    case .floor, .ceil, .trunc:
      let object = try call.take(1...1)[0]
      if let integer = plain(object).integer { return .integer(integer) }
      let rule: FloatingPointRoundingRule =
        function == .floor ? .down : function == .ceil ? .up : .towardZero
      return .integer(try wholeNumber(number(object).rounded(rule)))
    case .fabs: return .float(try number(call.take(1...1)[0]).magnitude)
    case .isnan: return .boolean(try number(call.take(1...1)[0]).isNaN)
    case .isinf: return .boolean(try number(call.take(1...1)[0]).isInfinite)
    case .isfinite: return .boolean(try number(call.take(1...1)[0]).isFinite)
    case .degrees: return .float(try number(call.take(1...1)[0]) * (180 / .pi))
    case .radians: return .float(try number(call.take(1...1)[0]) * (.pi / 180))
    case .hypot:
      var total = 0.0
      for object in try call.take(0...Int.max) { total = hypot(total, try number(object)) }
      return .float(total)
    case .atan2:
      let given = try call.take(2...2)
      return .float(atan2(try number(given[0]), try number(given[1])))
    case .copysign:
      let given = try call.take(2...2)
      return .float(Double(signOf: try number(given[1]), magnitudeOf: try number(given[0])))
    case .fmod:
      let given = try call.take(2...2)
      let divisor = try number(given[1])
      if divisor == 0 { throw Raised(.domain(function: call.name, argument: "a divisor of 0")) }
      return .float(try number(given[0]).truncatingRemainder(dividingBy: divisor))
    case .gcd:
      var result: UInt128 = 0
      for object in try call.take(0...Int.max) {
        var other = try integer(object).magnitude
        while other != 0 { (result, other) = (other, result % other) }
      }
      return .integer(Int128(clamping: result))
    case .factorial:
      let count = try integer(call.take(1...1)[0])
      if count < 0 { throw Raised(.value("'\(call.name)' is not defined for negative numbers")) }
      var result: Int128 = 1
      if count > 40 { throw overflow }
      for factor in stride(from: 2, through: count, by: 1) {
        let (product, isTooLarge) = result.multipliedReportingOverflow(by: factor)
        if isTooLarge { throw overflow }
        result = product
      }
      return .integer(result)
    case .comb:
      let given = try call.take(2...2)
      let (n, k) = (try integer(given[0]), try integer(given[1]))
      if n < 0 || k < 0 { throw Raised(.value("'\(call.name)' needs numbers of at least 0")) }
      if k > n { return .integer(0) }
      var result: Int128 = 1
      let steps = min(k, n - k)
      if steps > 130 { throw overflow }
      for step in 0..<steps {
        let (product, isTooLarge) = result.multipliedReportingOverflow(by: n - step)
        if isTooLarge { throw overflow }
        result = product / (step + 1)
      }
      return .integer(result)
    case .fsum:
      var partials: [Double] = []
      for object in try elements(of: call.take(1...1)[0]) {
        partials = Machine.adding(try number(object), to: partials)
      }
      return .float(partials.reversed().reduce(0, +))
    case .prod:
      var result = Object.integer(1)
      for object in try elements(of: call.take(1...1)[0]) {
        result = try binary(.multiply, result, object)
      }
      return result
    case .isclose:
      let given = try call.take(2...2, names: ["rel_tol", "abs_tol"])
      let (a, b) = (try number(given[0]), try number(given[1]))
      let relative = try call.arguments.names["rel_tol"].map(number) ?? 1e-9
      let absolute = try call.arguments.names["abs_tol"].map(number) ?? 0
      if a == b { return .boolean(true) }
      if a.isInfinite || b.isInfinite { return .boolean(false) }
      return .boolean(
        (a - b).magnitude <= max(relative * max(a.magnitude, b.magnitude), absolute))
    }
  }

  /// Adds a number to a sum that is kept in parts, so that nothing is lost.
  ///
  /// Source: Shewchuk, 1997.
  private static func adding(_ number: Double, to partials: [Double]) -> [Double] {
    var x = number
    var result: [Double] = []
    for partial in partials {
      var y = partial
      if x.magnitude < y.magnitude { swap(&x, &y) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 { result.append(low) }
      x = high
    }
    result.append(x)
    return result
  }
}

extension Object {
  var isNone: Bool {
    if case .none = self { true } else { false }
  }
}
