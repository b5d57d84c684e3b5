/// A way to write the magnitude of a float: the types `e`, `f` and `g` of Python's formats.
enum FloatNotation {
  /// One digit before the point, and an exponent.
  case scientific
  /// Decimals alone.
  case fixed
  /// Significant digits: decimals alone where that does not take many zeros.
  case general
  /// As `general`, but never without a decimal or an exponent: a format without a type.
  case generalFloat

  /// The magnitude of a number with a precision.
  ///
  /// - Parameter isAlternate: Whether the point is always written, and all zeros of `general`.
  func text(_ value: Double, precision: Int, isAlternate: Bool, isUppercase: Bool) -> String {
    if value.isNaN { return isUppercase ? "NAN" : "nan" }
    if value.isInfinite { return isUppercase ? "INF" : "inf" }
    var decimal = ExactDecimal(value.magnitude)
    let letter = isUppercase ? "E" : "e"
    switch self {
    case .fixed:
      decimal.round(decimals: precision)
      return FloatNotation.fixed(decimal, decimals: precision, hasPoint: isAlternate)
    case .scientific:
      decimal.round(significant: precision + 1)
      return FloatNotation.scientific(
        decimal, decimals: precision, hasPoint: isAlternate, letter: letter)
    case .general, .generalFloat:
      let precision = max(precision, 1)
      decimal.round(significant: precision)
      let isFloat = self == .generalFloat
      let exponent = decimal.digits.isEmpty ? 0 : decimal.pointIndex - 1
      let isScientific = exponent < -4 || exponent >= precision - (isFloat ? 1 : 0)
      let digitCount = isAlternate ? precision : max(decimal.digits.count, 1)
      if isScientific {
        return FloatNotation.scientific(
          decimal, decimals: digitCount - 1, hasPoint: isAlternate, letter: letter)
      }
      let decimals = max(digitCount - 1 - exponent, isFloat ? 1 : 0)
      return FloatNotation.fixed(decimal, decimals: decimals, hasPoint: isAlternate)
    }
  }

  private static func fixed(_ decimal: ExactDecimal, decimals: Int, hasPoint: Bool) -> String {
    decimal.wholeText + (decimals > 0 || hasPoint ? "." : "") + decimal.fractionText(decimals)
  }

  private static func scientific(
    _ decimal: ExactDecimal, decimals: Int, hasPoint: Bool, letter: String
  ) -> String {
    let exponent = decimal.digits.isEmpty ? 0 : decimal.pointIndex - 1
    return decimal.text(0..<1) + (decimals > 0 || hasPoint ? "." : "")
      + decimal.text(1..<1 + decimals) + PythonText.exponent(exponent, letter: letter)
  }
}
