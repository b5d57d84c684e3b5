extension Double {
  /// The double that is nearest to a decimal number, as strtod gives it; infinite where it is too large.
  ///
  /// After Lemire, "Number Parsing at a Gigabyte per Second" (2021), and Mushtak and Lemire, "Fast Number
  /// Parsing Without Fallback" (2022), by which 128 bits of the power are enough for any digits.
  ///
  /// - Parameters:
  ///   - digits: A whole number, of at most 19 digits so that it is exact.
  ///   - exponent: The power of ten that it is multiplied with.
  package init(nearest digits: UInt64, exponent: Int) {
    if digits == 0 || exponent < PowerOfTen.exponents.lowerBound {
      self = 0
      return
    }
    if exponent > 308 {
      self = .infinity
      return
    }
    let shift = digits.leadingZeroBitCount
    let significand = digits << UInt64(shift)
    let power = PowerOfTen[exponent]
    // Where 5^-n has room in 128 bits, the power is rounded up, so that halves are seen to be halves.
    let (high, low) = (-27..<0).contains(exponent) ? power.roundedUp : (power.high, power.low)
    var product = significand.multipliedFullWidth(by: high)
    if product.high & 0x1FF == 0x1FF {
      let (sum, carry) = product.low.addingReportingOverflow(
        significand.multipliedFullWidth(by: low).high)
      product = (product.high &+ (carry ? 1 : 0), sum)
    }
    let top = Int(product.high >> 63)
    var mantissa = product.high >> UInt64(top + 9)
    var binary = (217_706 * exponent) >> 16 + 63 + top - shift + 1023
    if binary <= 0 {
      // Too small for a first bit that goes without saying.
      if binary <= -63 {
        self = 0
        return
      }
      mantissa >>= UInt64(1 - binary)
      mantissa = (mantissa + (mantissa & 1)) >> 1
      self.init(bitPattern: mantissa)
      return
    }
    // In the middle between two, the even one.
    if product.low <= 1, (-4...23).contains(exponent), mantissa & 3 == 1,
      mantissa << UInt64(top + 9) == product.high
    {
      mantissa &= ~1
    }
    mantissa = (mantissa + (mantissa & 1)) >> 1
    if mantissa >= 1 << 53 {
      mantissa = 1 << 52
      binary += 1
    }
    self =
      binary >= 2047
      ? .infinity : Double(bitPattern: mantissa & ~(1 << 52) | UInt64(binary) << 52)
  }
}
