/// The texts that Python's `float` and `int` read.
extension PythonNumber {
  /// The number that `float(text)` gives; `nil` where Python raises a `ValueError`.
  static func float(_ text: String) -> Double? {
    guard let text = plain(text) else { return nil }
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let magnitude: Double
    switch String(decoding: rest, as: UTF8.self).lowercased() {
    case "inf", "infinity": magnitude = .infinity
    case "nan": magnitude = .nan
    case let number:
      // Swift reads more than Python does, as hexadecimal numbers.
      guard isDecimal(rest), let value = Double(number) else { return nil }
      magnitude = value
    }
    return isNegative ? -magnitude : magnitude
  }

  /// The integer that `int(text)` gives; `nil` where Python raises a `ValueError`, and a fault
  /// where the integer is too large for us.
  static func integer(_ text: String) throws(Fault) -> Int128? {
    guard let text = plain(text) else { return nil }
    var rest = text[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest.removeFirst()
    }
    guard !rest.isEmpty, rest.allSatisfy(\.isDigit) else { return nil }
    guard let value = Int128(String(decoding: text, as: UTF8.self)) else { throw .overflow }
    return value
  }

  /// The text without blanks around it and underscores between digits, and with the digits of ASCII
  /// for those of other scripts; `nil` where something else is in it.
  private static func plain(_ text: String) -> [UInt8]? {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return nil }
    var result: [UInt8] = []
    var isAfterUnderscore = false
    for scalar in scalars[first...last] {
      let digit = scalar.decimalDigit
      if isAfterUnderscore && digit == nil { return nil }
      isAfterUnderscore = scalar == "_"
      if isAfterUnderscore {
        guard let previous = result.last, previous.isDigit else { return nil }
      } else if let digit {
        result.append(UInt8(ascii: "0") + UInt8(digit))
      } else if scalar.isASCII {
        result.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return isAfterUnderscore ? nil : result
  }

  /// Whether a text is digits with a point among or beside them and an exponent after them.
  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func takeDigits() -> Int {
      let count = rest.prefix(while: \.isDigit).count
      rest.removeFirst(count)
      return count
    }
    var digitCount = takeDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digitCount += takeDigits()
    }
    if digitCount == 0 { return false }
    guard let letter = rest.first else { return true }
    guard letter | 0x20 == UInt8(ascii: "e") else { return false }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return takeDigits() > 0 && rest.isEmpty
  }
}

extension Unicode.Scalar {
  /// The value of a decimal digit of any script.
  var decimalDigit: Int? {
    if isASCII { return ("0"..."9").contains(self) ? Int(value - 48) : nil }
    return properties.numericType == .decimal ? properties.numericValue.map { Int($0) } : nil
  }
}
