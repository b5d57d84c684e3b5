extension Double {
  /// The number with four significant digits, for sentences: "2", "0.7071", "1.2e-5", "inf", "NaN".
  package var brief: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    if self == 0 { return "0" }
    var exponent = Int((LibM.log(magnitude) / LibM.log(10)).rounded(.down))
    var digits = Double.thousandfold(magnitude, exponent)
    if digits < 1000 {
      exponent -= 1
      digits = Double.thousandfold(magnitude, exponent)
    } else if digits >= 10_000 {
      exponent += 1
      digits = Double.thousandfold(magnitude, exponent)
    }
    let sign = self < 0 ? "-" : ""
    if (-5..<6).contains(exponent) {
      let scale = LibM.pow(10, Double(3 - exponent))
      let plain = exponent > 3 ? magnitude.rounded() : digits / scale
      return sign + plain.withoutEmptyFraction
    }
    return "\(sign)\((digits / 1000).withoutEmptyFraction)e\(exponent < 0 ? "-" : "+")"
      + "\(exponent.magnitude)"
  }

  /// The first four digits as a whole number, in two steps since the power alone may overflow.
  private static func thousandfold(_ value: Double, _ exponent: Int) -> Double {
    let half = (3 - exponent) / 2
    return (value * LibM.pow(10, Double(half)) * LibM.pow(10, Double(3 - exponent - half)))
      .rounded()
  }

  private var withoutEmptyFraction: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
