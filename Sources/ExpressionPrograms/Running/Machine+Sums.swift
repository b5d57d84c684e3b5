internal import Autograd

/// Sums, softmax, and the greatest and smallest.
extension Machine {
  mutating func sum(_ call: Call) throws(Raised) -> Object {
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

  mutating func softmax(_ call: Call) throws(Raised) -> Object {
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

  mutating func choose(
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

  mutating func isBetter(
    _ candidate: Object, than best: Object, _ extremum: Builtin.Extremum
  ) throws(Raised) -> Bool {
    guard let order = try order(candidate, best) else { return false }
    return extremum == .maximum ? order > 0 : order < 0
  }

  /// The greater or smaller of two; where one is a Value, an operation that is recorded.
  mutating func better(
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
}
