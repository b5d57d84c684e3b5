/// How Python's `repr` writes numbers and strings.
enum PythonText {
  /// The shortest text that reads back as the number: "0.1", "2.0", "1e+16", "1e-07", "nan".
  static func float(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.0" }
    let (digits, pointIndex) = shortestDigits(of: value.magnitude)
    if pointIndex > 16 || pointIndex < -3 {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      return "\(sign)\(digits.prefix(1))\(fraction)\(exponent(pointIndex - 1))"
    }
    if pointIndex <= 0 {
      return sign + "0." + String(repeating: "0", count: -pointIndex) + digits
    }
    if pointIndex >= digits.utf8.count {
      let zeros = String(repeating: "0", count: pointIndex - digits.utf8.count)
      return sign + digits + zeros + ".0"
    }
    return "\(sign)\(digits.prefix(pointIndex)).\(digits.dropFirst(pointIndex))"
  }

  /// An exponent with its sign and at least two digits.
  static func exponent(_ exponent: Int, letter: String = "e") -> String {
    let digits = String(exponent.magnitude)
    return "\(letter)\(exponent < 0 ? "-" : "+")\(digits.utf8.count < 2 ? "0" : "")\(digits)"
  }

  /// A string as a literal, in single quotes unless those alone are in it; what cannot be seen is
  /// escaped, as is what is not ASCII where `isASCII` asks for Python's `ascii`.
  static func quoted(_ text: String, isASCII: Bool = false) -> String {
    let quote: Unicode.Scalar =
      text.unicodeScalars.contains("'") && !text.unicodeScalars.contains("\"") ? "\"" : "'"
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      switch scalar {
      case quote, "\\": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: ["\\", "n"])
      case "\r": result.append(contentsOf: ["\\", "r"])
      case "\t": result.append(contentsOf: ["\\", "t"])
      case _ where isASCII && !scalar.isASCII || !scalar.isPrintable:
        result.append(contentsOf: escape(scalar).unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append(quote)
    return String(result)
  }

  /// The digits of the shortest text that stands for a number, and where its point is among them.
  private static func shortestDigits(of value: Double) -> (digits: String, pointIndex: Int) {
    let text = value.description.utf8
    let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
    var digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    var pointIndex =
      mantissa.firstIndex(of: UInt8(ascii: "."))
      .map { mantissa.distance(from: mantissa.startIndex, to: $0) } ?? digits.count
    if mantissa.count < text.count {
      pointIndex += Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self))!
    }
    let zeroCount = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeroCount)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (String(decoding: digits, as: UTF8.self), pointIndex - zeroCount)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
      scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\\(letter)" + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

extension Unicode.Scalar {
  /// Whether Python shows the scalar as it is.
  fileprivate var isPrintable: Bool {
    if isASCII { return value >= 0x20 && value != 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }
}
