/// What all ways of escaping text have in common.
package enum PlainText {
  /// Whether the scalar is a control or a noncharacter, which XML forbids or discourages.
  static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether a byte stands for itself everywhere: printable ASCII without `&`, `<`, `>`, `"`, `\`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && ![0x26, 0x3C, 0x3E, 0x22, 0x5C].contains(byte)
  }

  /// Replaces line breaks, unprintable scalars, and those that `escape` has a text for.
  package static func map(
    _ text: String, lineBreak: String, escape: (Unicode.Scalar) -> String?
  ) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      let endsReturn = isAfterReturn && scalar == "\n"
      isAfterReturn = scalar == "\r"
      if endsReturn { continue }
      if let escaped = escape(scalar) {
        result += escaped
      } else if scalar == "\n" || scalar == "\r" {
        result += lineBreak
      } else if scalar == "\t" {
        result += " "
      } else if isUnprintable(scalar) {
        result += "\u{FFFD}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
