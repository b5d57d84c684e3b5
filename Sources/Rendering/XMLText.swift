/// Text in XML 1.0.
enum XMLText {
  /// A text with what has a meaning in XML escaped, and what has no place in it shown as U+FFFD.
  static func escape(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result.unicodeScalars.append(" ")
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0xFFFE...0xFFFF) ~= scalar.value:
        result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a byte of UTF-8 can stand as it is: printable ASCII without `&`, `<`, `>` and `"`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && ![0x26, 0x3C, 0x3E, 0x22].contains(byte)
  }
}
