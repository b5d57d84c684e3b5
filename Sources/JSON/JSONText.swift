/// Numbers and strings as JSON.
package enum JSONText {
  /// The shortest text that reads back as the same number; a string where JSON has no number.
  package static func number(_ value: Double) -> String {
    value.isFinite ? value.description : "\"\(words(value))\""
  }

  /// The number within a text.
  package static func words(_ value: Double) -> String {
    if value.isFinite { return value.description }
    return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
  }

  /// A quoted string; control characters are escaped, everything else stands as it is.
  package static func string(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
