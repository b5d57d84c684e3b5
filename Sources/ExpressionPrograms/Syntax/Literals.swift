/// Numbers as Python writes them: `2`, `2.`, `.5`, `1e-3`, `1_000`.
enum NumberLiteral {
  /// The integer or float that a text stands for; `nil` where Python would not read it as one.
  ///
  /// An integer beyond 128 bits is an infinite float, which no literal of Python's stands for.
  static func expression(of text: ArraySlice<UInt8>) -> Expression.Kind? {
    let underscore = UInt8(ascii: "_")
    if text.first == UInt8(ascii: "0"), let radix = text.dropFirst().first.flatMap(radix) {
      let digits = text.dropFirst(2)
      // An underscore stands between digits, or behind the letter.
      let isUneven =
        digits.last == underscore
        || zip(digits, digits.dropFirst()).contains { $0 == underscore && $1 == underscore }
      let plain = String(decoding: digits.filter { $0 != underscore }, as: UTF8.self)
      if isUneven || plain.isEmpty || !plain.utf8.allSatisfy({ digit(of: $0) < radix }) {
        return nil
      }
      return Int128(plain, radix: radix).map { .integer($0) } ?? .float(.infinity)
    }
    for index in text.indices where text[index] == underscore {
      let isBetweenDigits =
        index > text.startIndex && index < text.endIndex - 1
        && text[index - 1].isDigit && text[index + 1].isDigit
      if !isBetweenDigits { return nil }
    }
    let digits = text.filter { $0 != underscore }
    let plain = String(decoding: digits, as: UTF8.self)
    guard digits.allSatisfy(\.isDigit) else {
      return Double(plain).map { .float($0) }
    }
    // Python refuses 012, which was octal once, but not 00.
    if digits.count > 1, digits.first == UInt8(ascii: "0"),
      digits.contains(where: { $0 != UInt8(ascii: "0") })
    {
      return nil
    }
    return Int128(plain).map { .integer($0) } ?? .float(.infinity)
  }
}

extension NumberLiteral {
  /// The base that a letter behind a 0 stands for: `0x1F`, `0o17`, `0b101`.
  static func radix(_ letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func digit(of byte: UInt8) -> Int {
    if byte.isDigit { return Int(byte) - 48 }
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") ? Int(letter) - 87 : 99
  }
}

/// A string literal that is closed.
struct StringLiteral {
  let bytes: [UInt8]
  /// What is between the quotes.
  let body: Range<Int>
  let isRaw: Bool
  let isFormatted: Bool

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    let quoteStart =
      bytes[range].firstIndex { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
      ?? range.lowerBound
    let letters = bytes[range.lowerBound..<quoteStart].map { $0 | 0x20 }
    isRaw = letters.contains(UInt8(ascii: "r"))
    isFormatted = letters.contains(UInt8(ascii: "f"))
    let quote = bytes[quoteStart]
    let isTriple =
      range.upperBound - quoteStart >= 6
      && bytes[quoteStart + 1] == quote && bytes[quoteStart + 2] == quote
    let length = isTriple ? 3 : 1
    body = quoteStart + length..<max(quoteStart + length, range.upperBound - length)
  }

  /// The text of a literal without fields.
  var text: String { unescaped(body) }

  /// Whether letters before a quote belong to the string.
  static func isPrefix(_ letters: ArraySlice<UInt8>) -> Bool {
    guard letters.count <= 2 else { return false }
    return switch String(decoding: letters.map { $0 | 0x20 }, as: UTF8.self) {
    case "f", "r", "b", "u", "fr", "rf", "br", "rb": true
    default: false
    }
  }

  /// The text that a part of the body stands for.
  func unescaped(_ range: Range<Int>) -> String {
    var text = String(decoding: bytes[range], as: UTF8.self).unicodeScalars[...]
    var result = String.UnicodeScalarView()
    while let scalar = text.popFirst() {
      if scalar == "\\", !isRaw {
        StringLiteral.unescape(&text, into: &result)
      } else if scalar == "\r" {
        // Inside of a text, too, every end of a line is one character.
        if text.first == "\n" { text.removeFirst() }
        result.append("\n")
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
    case "a": result.append("\u{07}")
    case "b": result.append("\u{08}")
    case "f": result.append("\u{0C}")
    case "v": result.append("\u{0B}")
    case "0"..."7": appendOctal(scalar, &text, into: &result)
    case "x" where appendHex(2, &text, into: &result): break
    case "u" where appendHex(4, &text, into: &result): break
    case "U" where appendHex(8, &text, into: &result): break
    default:
      result.append("\\")
      result.append(scalar)
    }
  }

  private static func appendOctal(
    _ first: Unicode.Scalar, _ text: inout Substring.UnicodeScalarView,
    into result: inout String.UnicodeScalarView
  ) {
    var value = first.value - 48
    for _ in 0..<2 {
      guard let next = text.first, ("0"..."7").contains(next) else { break }
      value = value * 8 + next.value - 48
      text.removeFirst()
    }
    result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
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
