internal import LibC

/// Arithmetic and rounding of numbers where Python's differ from Swift's.
enum PythonNumber {
  /// Why there is no result.
  enum Fault: Error, Equatable {
    /// A division by 0, or a negative power of 0.
    case zeroDivision
    /// The result does not fit into its type.
    case overflow
    /// A power of a negative number with a fraction in the exponent.
    case complexResult
  }

  /// The nearest `Double`, much sooner than Swift's own conversion where 64 bits are enough.
  static func double(_ value: Int128) -> Double {
    let low = Int64(truncatingIfNeeded: value)
    return Int128(low) == value ? Double(low) : Double(value)
  }

  // MARK: - Division

  /// `a // b`: the quotient, rounded down.
  static func floorQuotient(_ a: Int128, _ b: Int128) throws(Fault) -> Int128 {
    if b == 0 { throw .zeroDivision }
    let (quotient, overflows) = a.dividedReportingOverflow(by: b)
    if overflows { throw .overflow }
    return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient
  }

  /// `a % b`, whose sign is that of `b`.
  static func remainder(_ a: Int128, _ b: Int128) throws(Fault) -> Int128 {
    if b == 0 { throw .zeroDivision }
    // The smallest integer by -1 overflows on the way.
    if b == -1 { return 0 }
    let remainder = a % b
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
  }

  /// `a // b`: the quotient, rounded down.
  static func floorQuotient(_ a: Double, _ b: Double) throws(Fault) -> Double {
    if b == 0 { throw .zeroDivision }
    let remainder = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - remainder) / b
    if remainder != 0 && (remainder < 0) != (b < 0) { quotient -= 1 }
    if quotient == 0 { return Double(signOf: a / b, magnitudeOf: 0) }
    // The quotient is whole but for its rounding.
    let floor = quotient.rounded(.down)
    return quotient - floor > 0.5 ? floor + 1 : floor
  }

  /// `a % b`, whose sign is that of `b`, even where it is 0.
  static func remainder(_ a: Double, _ b: Double) throws(Fault) -> Double {
    if b == 0 { throw .zeroDivision }
    let remainder = a.truncatingRemainder(dividingBy: b)
    if remainder == 0 { return Double(signOf: b, magnitudeOf: 0) }
    return (remainder < 0) != (b < 0) ? remainder + b : remainder
  }

  /// `a / b`, rounded once, although neither integer may fit into a `Double`.
  static func quotient(_ a: Int128, _ b: Int128) throws(Fault) -> Double {
    if b == 0 { throw .zeroDivision }
    let exact: UInt128 = 1 << 53
    if a.magnitude <= exact && b.magnitude <= exact { return double(a) / double(b) }
    if a == 0 { return b < 0 ? -0.0 : 0 }
    // As many bits of the quotient as a Double has and more, the last one for all that follow.
    let shift = max(0, a.magnitude.leadingZeroBitCount - b.magnitude.leadingZeroBitCount + 66)
    let high =
      shift < 128 ? (shift == 0 ? 0 : a.magnitude >> (128 - shift)) : a.magnitude << (shift - 128)
    let low = shift < 128 ? a.magnitude << shift : 0
    let (bits, rest) = b.magnitude.dividingFullWidth((high, low))
    let rounded = Double(bits | (rest == 0 ? 0 : 1))
    let result = Double(sign: .plus, exponent: -shift, significand: rounded)
    return (a < 0) != (b < 0) ? -result : result
  }

  // MARK: - Powers

  /// `base ** exponent` for an exponent of at least 0; `nil` where the result is too large.
  static func power(_ base: Int128, _ exponent: Int128) -> Int128? {
    precondition(exponent >= 0, "A negative power of an integer is not an integer.")
    var result: Int128 = 1
    var factor = base
    var rest = exponent
    while true {
      if rest & 1 == 1 {
        let (product, overflows) = result.multipliedReportingOverflow(by: factor)
        if overflows { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (square, overflows) = factor.multipliedReportingOverflow(by: factor)
      if overflows { return nil }
      factor = square
    }
  }

  /// `base ** exponent`.
  static func power(_ base: Double, _ exponent: Double) throws(Fault) -> Double {
    let isFinite = base.isFinite && exponent.isFinite
    if isFinite && base == 0 && exponent < 0 { throw .zeroDivision }
    if isFinite && base < 0 && exponent != exponent.rounded(.down) { throw .complexResult }
    let result = pow(base, exponent)
    if isFinite && result.isInfinite { throw .overflow }
    return result
  }

  // MARK: - Rounding

  /// `round(value, decimals)`: the nearest number with that many decimals, half to even.
  static func rounded(_ value: Double, decimals: Int128) throws(Fault) -> Double {
    // Beyond these a Double has no digits, or none that rounding leaves.
    guard value.isFinite, decimals <= 323 else { return value }
    let zero = Double(signOf: value, magnitudeOf: 0)
    guard decimals >= -308 else { return zero }
    var decimal = ExactDecimal(value.magnitude)
    decimal.round(decimals: Int(decimals))
    if decimal.digits.isEmpty { return zero }
    let digits = decimal.text(0..<decimal.digits.count)
    let magnitude = Double("\(digits)e\(decimal.pointIndex - decimal.digits.count)")!
    if magnitude.isInfinite { throw .overflow }
    return Double(signOf: value, magnitudeOf: magnitude)
  }

  /// `round(value)`: the nearest integer, half to even; `nil` where there is none in range.
  static func rounded(_ value: Double) -> Int128? {
    let whole = value.rounded(.toNearestOrEven)
    if let integer = Int64(exactly: whole) { return Int128(integer) }
    return value.isFinite ? Int128(exactly: whole) : nil
  }

  /// `round(value, decimals)` of an integer, which a negative number of decimals changes alone;
  /// `nil` where the result is too large.
  static func rounded(_ value: Int128, decimals: Int128) -> Int128? {
    if decimals >= 0 { return value }
    // Half of 10³⁹ is beyond every integer.
    guard decimals > -39, let unit = power(10, -decimals) else { return 0 }
    var quotient = value / unit
    let rest = (value % unit).magnitude
    let half = unit.magnitude / 2
    if rest > half || (rest == half && quotient % 2 != 0) { quotient += value < 0 ? -1 : 1 }
    let (result, overflows) = quotient.multipliedReportingOverflow(by: unit)
    return overflows ? nil : result
  }
}
