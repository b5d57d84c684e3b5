internal import LibC

/// The functions of `math` that are of plain numbers alone.
extension Machine {
  mutating func callMath(_ function: MathFunction, _ call: Call) throws(Raised) -> Object {
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
  static func adding(_ number: Double, to partials: [Double]) -> [Double] {
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
