/// How numbers are written in pictures: a fixed number of significant digits, without a locale.
///
/// Significant digits and not decimals, so that 1e-5 is never "0.0000". Rounded is the shortest text
/// that stands for the number, half away from zero, as one does by hand: 1.0005 is "1.001", although
/// the binary number is a little less than that.
public struct NumberStyle: Sendable, Equatable {
  /// How many digits are significant, from 1 to 17.
  public let digits: Int

  /// A style with a number of significant digits.
  public init(digits: Int = 4) {
    if !(1...17).contains(digits) {
      fatalError("Numbers have from 1 to 17 significant digits, not \(digits).")
    }
    self.digits = digits
  }

  /// The number as text: "2", "-0", "0.7071", "-1.5", "1.2e-5", "1e+20", "∞", "NaN".
  public func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-∞" : "∞" }
    // Where a sign is lost, the reader of a picture would look for it in vain: 1 / -0 is -∞.
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    let (digits, exponent, isRounded) = rounded(value.magnitude)
    let sign = value < 0 ? "-" : ""
    // 12345 as "12350" would be taken for the number itself.
    let isScientific =
      exponent < -4 || exponent >= Swift.max(self.digits, 6)
      || (isRounded && exponent >= self.digits)
    return sign + NumberStyle.layout(digits, exponent: exponent, isScientific: isScientific)
  }

  /// The number with its sign always written, "+" or "-", except that of zero: the second cue, beside
  /// colour, of a gradient's direction.
  public func signedText(_ value: Double) -> String {
    value > 0 ? "+" + text(value) : text(value)
  }

  /// The significant digits, without trailing zeros, and the power of ten of the first one.
  private func rounded(
    _ value: Double
  ) -> (digits: [UInt8], exponent: Int, isRounded: Bool) {
    var (digits, exponent) = NumberStyle.shortestDigits(of: value)
    let isRounded = digits.dropFirst(self.digits).contains { $0 != 0 }
    if digits.count > self.digits {
      let roundsUp = digits[self.digits] >= 5
      digits.removeLast(digits.count - self.digits)
      if roundsUp {
        var index = digits.count - 1
        while index >= 0 && digits[index] == 9 {
          digits[index] = 0
          index -= 1
        }
        if index >= 0 {
          digits[index] += 1
        } else {
          digits.insert(1, at: 0)
          exponent += 1
        }
      }
    }
    while digits.count > 1 && digits.last == 0 { digits.removeLast() }
    return (digits, exponent, isRounded)
  }

  /// The digits of the shortest text that reads back as the number, which `description` gives.
  private static func shortestDigits(of value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var pointIndex: Int?
    let text = value.description.utf8
    let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
    for byte in mantissa {
      if byte == UInt8(ascii: ".") { pointIndex = digits.count } else { digits.append(byte - 48) }
    }
    if mantissa.count < text.count {
      exponent = Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
    }
    let leadingZeros = digits.prefix { $0 == 0 }.count
    exponent += (pointIndex ?? digits.count) - 1 - leadingZeros
    return (Array(digits.dropFirst(leadingZeros)), exponent)
  }

  /// Puts digits down in decimal notation, or in scientific where that would take many zeros.
  private static func layout(
    _ digits: [UInt8], exponent: Int, isScientific: Bool
  ) -> String {
    let text = digits.map { String($0) }.joined()
    if isScientific {
      let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
      return "\(digits[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    if digits.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return "\(text.prefix(exponent + 1)).\(text.dropFirst(exponent + 1))"
  }
}

extension NumberStyle {
  /// Two numbers with as many digits as it takes to tell them apart, and at least those of the style.
  public func texts(_ first: Double, _ second: Double) -> (String, String) {
    for digits in digits...17 {
      let style = NumberStyle(digits: digits)
      let texts = (style.text(first), style.text(second))
      if texts.0 != texts.1 { return texts }
    }
    return (text(first), text(second))
  }

  /// As ``texts(_:_:)``, with a dash for a number that is absent.
  public func texts(_ first: Double?, _ second: Double?) -> (String, String) {
    guard let first, let second else {
      return (first.map(text) ?? "–", second.map(text) ?? "–")
    }
    return texts(first, second)
  }
}

extension Double {
  /// The number with four significant digits, as reports and sentences write it.
  package var brief: String { NumberStyle().text(self) }

  /// The number in full, as one types it: without an empty fraction.
  package var typed: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
