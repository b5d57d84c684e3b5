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
