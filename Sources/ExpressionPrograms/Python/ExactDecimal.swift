/// A finite number of at least 0 in decimal notation, digit for digit, so that it can be rounded as
/// if it had been written down by hand.
///
/// No C function is asked, whose decimal point would depend on the locale.
struct ExactDecimal {
  /// The significant digits, each from 0 to 9, the first one not 0; empty for 0.
  private(set) var digits: [UInt8]
  /// How many digits stand before the point; negative where zeros follow it first.
  private(set) var pointIndex: Int

  /// All digits of a number: the value of a `Double` has at most 767 of them.
  init(_ value: Double) {
    precondition(value.isFinite && value >= 0)
    guard value > 0 else {
      digits = []
      pointIndex = 0
      return
    }
    var significand = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern) - 1075
    if value.isNormal { significand |= 1 << 52 } else { exponent += 1 }
    let zeroCount = significand.trailingZeroBitCount
    significand >>= UInt64(zeroCount)
    exponent += zeroCount

    // A fraction of 2ⁿ is the same fraction of 10ⁿ times 5ⁿ.
    var integer = BigInteger(significand)
    if exponent >= 0 {
      integer.multiply(by: 2, times: exponent)
    } else {
      integer.multiply(by: 5, times: -exponent)
    }
    digits = integer.digits
    pointIndex = digits.count + min(exponent, 0)
    while digits.last == 0 { digits.removeLast() }
  }

  /// Rounds to a number of decimals, half to even; a negative number rounds before the point.
  mutating func round(decimals: Int) {
    round(keeping: pointIndex + decimals)
  }

  /// Rounds to a number of significant digits, half to even.
  mutating func round(significant count: Int) {
    round(keeping: count)
  }

  private mutating func round(keeping count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      self = ExactDecimal(0)
      return
    }
    let rest = digits[count...]
    let isOdd = count > 0 && digits[count - 1] % 2 == 1
    let isUp = rest.first! > 5 || (rest.first! == 5 && (rest.count > 1 || isOdd))
    digits.removeLast(rest.count)
    if isUp {
      while digits.last == 9 { digits.removeLast() }
      if digits.isEmpty {
        digits = [1]
        pointIndex += 1
      } else {
        digits[digits.count - 1] += 1
      }
    } else {
      while digits.last == 0 { digits.removeLast() }
    }
    if digits.isEmpty { pointIndex = 0 }
  }

  /// The digits before the point, at least one.
  var wholeText: String {
    pointIndex <= 0 ? "0" : text(0..<pointIndex)
  }

  /// The first digits after the point.
  func fractionText(_ count: Int) -> String {
    text(pointIndex..<pointIndex + count)
  }

  /// The digits from one place to another; beyond the significant ones stand zeros.
  func text(_ range: Range<Int>) -> String {
    String(
      decoding: range.map { UInt8(ascii: "0") + (digits.indices.contains($0) ? digits[$0] : 0) },
      as: UTF8.self)
  }
}

/// A positive integer of any size that can be multiplied and written.
private struct BigInteger {
  private static let base: UInt64 = 1_000_000_000

  /// The digits to the base of a thousand million, the lowest first.
  private var limbs: [UInt64] = []

  init(_ value: UInt64) {
    var rest = value
    while rest > 0 {
      limbs.append(rest % BigInteger.base)
      rest /= BigInteger.base
    }
  }

  /// Multiplies by a power, as many factors at a time as a limb can take.
  mutating func multiply(by factor: UInt64, times count: Int) {
    var rest = count
    while rest > 0 {
      var step: UInt64 = 1
      while rest > 0 && step < BigInteger.base / factor {
        step *= factor
        rest -= 1
      }
      multiply(by: step)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % BigInteger.base
      carry = product / BigInteger.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// The decimal digits, the highest first.
  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs {
      var rest = limb
      for _ in 0..<9 {
        result.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while result.last == 0 { result.removeLast() }
    return result.reversed()
  }
}
