/// The decimal number of the fewest digits that reads back as a double, and of those the nearest.
///
/// After Giulietti, "The Schubfach way to render doubles" (2021).
struct ShortestDecimal {
  /// A whole number without a zero at its end.
  private(set) var digits: UInt64
  /// The power of ten that it is multiplied with.
  private(set) var exponent: Int

  /// The digits of a number that is finite and greater than 0.
  init(_ number: Double) {
    let (fraction, biased) = (number.significandBitPattern, Int(number.exponentBitPattern))
    let significand = biased == 0 ? fraction : fraction | 1 << 52
    let binary = biased == 0 ? -1074 : biased - 1075
    if (-52...0).contains(binary), significand & (1 << UInt64(-binary) - 1) == 0 {
      (digits, exponent) = (significand >> UInt64(-binary), 0)
    } else {
      (digits, exponent) = ShortestDecimal.shortest(
        significand, binary, isLowerCloser: fraction == 0 && biased > 1)
    }
    dropZeros()
  }

  private static func shortest(
    _ significand: UInt64, _ binary: Int, isLowerCloser: Bool
  ) -> (digits: UInt64, exponent: Int) {
    let exponent = (binary * 1_262_611 - (isLowerCloser ? 524_031 : 0)) >> 22
    let shift = UInt64(binary + (-exponent * 1_741_647) >> 19 + 1)
    let power = PowerOfTen[-exponent].roundedUp
    /// Four times a number in units of the last digit, of which the last bit says whether there is more.
    func scaled(_ number: UInt64) -> UInt64 {
      let shifted = number << shift
      let low = shifted.multipliedFullWidth(by: power.low)
      let high = shifted.multipliedFullWidth(by: power.high)
      let (rest, carry) = high.low.addingReportingOverflow(low.high)
      return (high.high &+ (carry ? 1 : 0)) | (rest > 1 ? 1 : 0)
    }
    // An even number has what is halfway to its neighbours, too.
    let isOdd = significand & 1
    let lower = scaled(4 * significand - 2 + (isLowerCloser ? 1 : 0)) + isOdd
    let number = scaled(4 * significand)
    let upper = scaled(4 * significand + 2) - isOdd
    let whole = number / 4
    if whole >= 10 {
      let tens = whole / 10
      let (isBelow, isAbove) = (lower <= 40 * tens, 40 * tens + 40 <= upper)
      if isBelow != isAbove { return (tens + (isAbove ? 1 : 0), exponent + 1) }
    }
    let (isBelow, isAbove) = (lower <= 4 * whole, 4 * whole + 4 <= upper)
    if isBelow != isAbove { return (whole + (isAbove ? 1 : 0), exponent) }
    let middle = 4 * whole + 2
    let isUp = number > middle || number == middle && whole & 1 != 0
    return (whole + (isUp ? 1 : 0), exponent)
  }

  private mutating func dropZeros() {
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
  }
}
