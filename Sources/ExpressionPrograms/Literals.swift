/// Numbers as Python writes them: `2`, `2.`, `.5`, `1e-3`, `1_000`.
enum NumberLiteral {
  /// The number that a text stands for; `nil` where Python would not read it as one.
  static func value(of text: ArraySlice<UInt8>) -> Double? {
    guard let first = text.first else { return nil }
    let underscore = UInt8(ascii: "_")
    guard text.contains(underscore) || first == UInt8(ascii: "0") else {
      return Double(String(decoding: text, as: UTF8.self))
    }
    for index in text.indices where text[index] == underscore {
      let isBetweenDigits =
        index > text.startIndex && index < text.endIndex - 1
        && text[index - 1].isDigit && text[index + 1].isDigit
      if !isBetweenDigits { return nil }
    }
    let digits = text.filter { $0 != underscore }
    // Python refuses 012, which was octal once, but not 00 or 012.5.
    if first == UInt8(ascii: "0"), digits.allSatisfy(\.isDigit),
      digits.contains(where: { $0 != UInt8(ascii: "0") })
    {
      return nil
    }
    return Double(String(decoding: digits, as: UTF8.self))
  }
}

/// The text that a string literal stands for.
enum StringLiteral {
  /// Whether letters before a quote belong to the string.
  static func isPrefix(_ letters: ArraySlice<UInt8>) -> Bool {
    guard letters.count <= 2 else { return false }
    return switch String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self) {
    case "f", "r", "b", "u", "fr", "rf", "br", "rb": true
    default: false
    }
  }

  /// The text of a terminated literal; `nil` for an f-string with fields, which has none.
  static func text(of literal: ArraySlice<UInt8>) -> String? {
    let prefix = literal.prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
    let quoted = literal[prefix.endIndex...]
    let quote = quoted[quoted.startIndex]
    let isTriple = quoted.count >= 6 && quoted.prefix(3).allSatisfy { $0 == quote }
    let body = quoted.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
    var text = String(decoding: body, as: UTF8.self).unicodeScalars[...]
    let letters = prefix.map { $0 | 0x20 }
    let isRaw = letters.contains(UInt8(ascii: "r"))
    let isFormatted = letters.contains(UInt8(ascii: "f"))
    var result = String.UnicodeScalarView()
    while let scalar = text.popFirst() {
      if scalar == "\\", !isRaw {
        unescape(&text, into: &result)
      } else if isFormatted, scalar == "{" || scalar == "}" {
        guard text.popFirst() == scalar else { return nil }
        result.append(scalar)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Reads what follows a backslash.
  ///
  /// An escape that Python does not know stands for itself.
  private static func unescape(
    _ text: inout Substring.UnicodeScalarView, into result: inout String.UnicodeScalarView
  ) {
    guard let scalar = text.popFirst() else { return result.append("\\") }
    switch scalar {
    case "\n": break
    case "\r": if text.first == "\n" { text.removeFirst() }
    case "\\", "'", "\"": result.append(scalar)
    case "n": result.append("\n")
    case "r": result.append("\r")
    case "t": result.append("\t")
    case "x" where appendHex(2, &text, into: &result): break
    case "u" where appendHex(4, &text, into: &result): break
    case "U" where appendHex(8, &text, into: &result): break
    default:
      result.append("\\")
      result.append(scalar)
    }
  }

  private static func appendHex(
    _ length: Int, _ text: inout Substring.UnicodeScalarView,
    into result: inout String.UnicodeScalarView
  ) -> Bool {
    let digits = text.prefix(length)
    guard digits.count == length, digits.allSatisfy(\.properties.isASCIIHexDigit),
      let scalar = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
    else { return false }
    text.removeFirst(length)
    result.append(scalar)
    return true
  }
}
