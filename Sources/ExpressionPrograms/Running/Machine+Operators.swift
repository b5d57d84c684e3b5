internal import Autograd

extension Machine {
  /// Joins two operands; a number that meets a Value is a constant node on its side.
  mutating func binary(
    _ operation: BinaryOperator, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    switch (left, right) {
    case (.value(let x), .value(let y)):
      return try joined(operation, x, y, left, right)
    case (.value(let x), .float(let y)): return try joined(operation, x, y, left, right)
    case (.value(let x), .integer(let y)):
      return try joined(operation, x, PythonNumber.double(y), left, right)
    case (.value(let x), .boolean(let y)): return try joined(operation, x, y ? 1 : 0, left, right)
    case (.float(let x), .value(let y)): return try joined(operation, x, y, left, right)
    case (.integer(let x), .value(let y)):
      return try joined(operation, PythonNumber.double(x), y, left, right)
    case (.boolean(let x), .value(let y)): return try joined(operation, x ? 1 : 0, y, left, right)
    case (.float(let x), .float(let y)): return try floats(operation, x, y)
    case (.integer(let x), .integer(let y)): return try integers(operation, x, y)
    default:
      if let x = left.integer, let y = right.integer { return try integers(operation, x, y) }
      if let x = left.number, let y = right.number { return try floats(operation, x, y) }
      return try collections(operation, left, right)
    }
  }

  private mutating func joined(
    _ operation: BinaryOperator, _ x: Value, _ y: Value, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    switch operation {
    case .add: return .value(x + y)
    case .subtract: return .value(x - y)
    case .multiply: return .value(x * y)
    case .divide: return .value(x / y)
    case .power: return .value(x.pow(y))
    case .floorDivide, .remainder: return try withoutDerivative(operation, left, right)
    }
  }

  private mutating func joined(
    _ operation: BinaryOperator, _ x: Value, _ y: Double, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    switch operation {
    case .add: return .value(x + y)
    case .subtract: return .value(x - y)
    case .multiply: return .value(x * y)
    case .divide: return .value(x / y)
    case .power: return .value(x.pow(y))
    case .floorDivide, .remainder: return try withoutDerivative(operation, left, right)
    }
  }

  private mutating func joined(
    _ operation: BinaryOperator, _ x: Double, _ y: Value, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    switch operation {
    case .floorDivide, .remainder: return try withoutDerivative(operation, left, right)
    default: return try joined(operation, .constant(x, on: tape), y, left, right)
    }
  }

  /// `//` and `%`, which Values do not know; those of a shorthand program are numbers here.
  private mutating func withoutDerivative(
    _ operation: BinaryOperator, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    if program.isShorthand { return try binary(operation, plain(left), plain(right)) }
    throw Raised(
      .type("'\(operation.symbol)' has no derivative and is not for Values; use it on x.data"))
  }

  private func integers(
    _ operation: BinaryOperator, _ x: Int128, _ y: Int128
  ) throws(Raised) -> Object {
    do throws(PythonNumber.Fault) {
      switch operation {
      case .add: return try exact(x.addingReportingOverflow(y))
      case .subtract: return try exact(x.subtractingReportingOverflow(y))
      case .multiply: return try exact(x.multipliedReportingOverflow(by: y))
      case .divide: return .float(try PythonNumber.quotient(x, y))
      case .floorDivide: return .integer(try PythonNumber.floorQuotient(x, y))
      case .remainder: return .integer(try PythonNumber.remainder(x, y))
      case .power:
        if y < 0 {
          return .float(try PythonNumber.power(PythonNumber.double(x), PythonNumber.double(y)))
        }
        guard let result = PythonNumber.power(x, y) else { throw .overflow }
        return .integer(result)
      }
    } catch {
      throw Machine.raised(error, operation, isInteger: true)
    }
  }

  private func exact(
    _ result: (partialValue: Int128, overflow: Bool)
  ) throws(PythonNumber.Fault) -> Object {
    if result.overflow { throw .overflow }
    return .integer(result.partialValue)
  }

  private func floats(
    _ operation: BinaryOperator, _ x: Double, _ y: Double
  ) throws(Raised) -> Object {
    do throws(PythonNumber.Fault) {
      switch operation {
      case .add: return .float(x + y)
      case .subtract: return .float(x - y)
      case .multiply: return .float(x * y)
      case .divide:
        if y == 0 { throw .zeroDivision }
        return .float(x / y)
      case .floorDivide: return .float(try PythonNumber.floorQuotient(x, y))
      case .remainder: return .float(try PythonNumber.remainder(x, y))
      case .power: return .float(try PythonNumber.power(x, y))
      }
    } catch {
      throw Machine.raised(error, operation, isInteger: false)
    }
  }

  static func raised(
    _ fault: PythonNumber.Fault, _ operation: BinaryOperator, isInteger: Bool
  ) -> Raised {
    switch fault {
    case .zeroDivision:
      Raised(.zeroDivision("'\(operation.symbol)' of plain numbers divides by zero"))
    case .overflow:
      Raised(
        .overflow(
          isInteger
            ? "the result of '\(operation.symbol)' is too large for an integer (128 bits)"
            : "the result of '\(operation.symbol)' is too large for a float"))
    case .complexResult:
      Raised(.value("a negative number to a broken power is no real number"))
    }
  }

  /// Texts, lists and tuples: joined, repeated, and filled in by `%`.
  private mutating func collections(
    _ operation: BinaryOperator, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    switch (operation, left, right) {
    case (.add, .text(let a), .text(let b)):
      try charge((a.string.utf8.count + b.string.utf8.count) / 8 + 2)
      return .string(a.string + b.string)
    case (.add, .list(let a), .list(let b)):
      try charge(a.elements.count + b.elements.count + 2)
      return .list(ListObject(a.elements + b.elements))
    case (.add, .tuple(let a), .tuple(let b)):
      try charge(a.elements.count + b.elements.count + 2)
      return .tuple(ListObject(a.elements + b.elements))
    case (.multiply, .text(let text), _):
      guard let count = plain(right).integer else { break }
      return .string(try repeated(text, count))
    case (.multiply, _, .text(let text)):
      guard let count = plain(left).integer else { break }
      return .string(try repeated(text, count))
    case (.multiply, .list(let list), _):
      guard let count = plain(right).integer else { break }
      return .list(ListObject(try repeated(list.elements, count)))
    case (.multiply, _, .list(let list)):
      guard let count = plain(left).integer else { break }
      return .list(ListObject(try repeated(list.elements, count)))
    case (.multiply, .tuple(let tuple), _):
      guard let count = plain(right).integer else { break }
      return .tuple(ListObject(try repeated(tuple.elements, count)))
    case (.remainder, .text(let template), _):
      return .string(try filled(template.string, with: right))
    default: break
    }
    throw Raised(
      .type(
        "'\(operation.symbol)' does not go between \(left.typeName) and \(right.typeName)"))
  }

  private mutating func repeated(_ text: TextObject, _ count: Int128) throws(Raised) -> String {
    let length = Int128(text.string.utf8.count)
    if count <= 0 || length == 0 { return "" }
    let (total, overflow) = length.multipliedReportingOverflow(by: count)
    if overflow || total > Int128(limits.data) { throw Raised(.tooMuchData) }
    try charge(Int(total) / 8 + 2)
    return String(repeating: text.string, count: Int(count))
  }

  private mutating func repeated(
    _ elements: [Object], _ count: Int128
  ) throws(Raised) -> [Object] {
    if count <= 0 || elements.isEmpty { return [] }
    let (total, overflow) = Int128(elements.count).multipliedReportingOverflow(by: count)
    if overflow || total > Int128(limits.statements) { throw Raised(.tooMuchData) }
    try charge(Int(total) + 2)
    var result: [Object] = []
    result.reserveCapacity(Int(total))
    for _ in 0..<Int(count) { result += elements }
    return result
  }

  /// `x += y`: a list grows in place, everything else is joined anew.
  mutating func augmented(
    _ operation: BinaryOperator, _ left: Object, _ right: Object
  ) throws(Raised) -> Object {
    if operation == .add, case .list(let list) = left {
      let more = try elements(of: right)
      try charge(more.count)
      list.elements += more
      return left
    }
    return try binary(operation, left, right)
  }

  mutating func signed(_ sign: Sign, _ operand: Object) throws(Raised) -> Object {
    switch operand {
    case .value(let value): return sign == .minus ? .value(-value) : operand
    case .float(let number): return .float(sign == .minus ? -number : number)
    default:
      guard let integer = operand.integer else {
        throw Raised(.type("a sign does not go before \(operand.typeName)"))
      }
      if sign == .plus { return .integer(integer) }
      let (negative, overflow) = Int128(0).subtractingReportingOverflow(integer)
      if overflow { throw Raised(.overflow("the integer is beyond 128 bits")) }
      return .integer(negative)
    }
  }
}
