/// Text in XML 1.0.
package enum XMLText {
  /// A text with what has a meaning in XML escaped, and what XML forbids shown as U+FFFD.
  ///
  /// Line breaks become character references, so that they survive in attributes.
  package static func escape(_ text: String) -> String {
    text.escaped(lineBreak: "&#10;", entity)
  }

  /// The entity of a character that has a meaning in XML text or in a quoted attribute.
  package static func entity(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    default: nil
    }
  }
}

extension String {
  /// The text with line breaks of any kind, control characters and noncharacters replaced, and the
  /// scalars that `escape` has a text for: what all ways of escaping text have in common.
  package func escaped(lineBreak: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    if utf8.allBytes(\.isPlain) { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 8)
    var isAfterReturn = false
    for scalar in unicodeScalars {
      let endsReturn = isAfterReturn && scalar == "\n"
      isAfterReturn = scalar == "\r"
      if endsReturn { continue }
      if let escaped = escape(scalar) {
        result += escaped
      } else if scalar == "\n" || scalar == "\r" {
        result += lineBreak
      } else if scalar == "\t" {
        result += " "
      } else if scalar.isForbiddenInXML {
        result += "\u{FFFD}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension UInt8 {
  /// Whether a byte stands for itself everywhere: printable ASCII without `&`, `<`, `>`, `"`, `\`.
  fileprivate var isPlain: Bool {
    switch self {
    case 0x26, 0x3C, 0x3E, 0x22, 0x5C: false
    default: self >= 0x20 && self < 0x7F
    }
  }
}

extension String.UTF8View {
  /// Whether all bytes are of a kind; most texts of a picture are short and plain, and there are many.
  func allBytes(_ isOfKind: (UInt8) -> Bool) -> Bool {
    withContiguousStorageIfAvailable { $0.allSatisfy(isOfKind) } ?? allSatisfy(isOfKind)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a control or a noncharacter, which XML forbids or discourages.
  package var isForbiddenInXML: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
