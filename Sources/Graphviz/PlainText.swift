/// What both ways of escaping have in common.
enum PlainText {
  /// Whether the scalar is a control or a noncharacter, which XML forbids or discourages.
  static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Replaces line breaks, unprintable scalars, and those that `escape` has a text for.
  static func map(
    _ text: String, lineBreak: String, escape: (Unicode.Scalar) -> String?
  ) -> String {
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
