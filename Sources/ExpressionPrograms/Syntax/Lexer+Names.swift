extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// Whether a name may begin with this ASCII character.
  var startsName: Bool {
    (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
      || self == UInt8(ascii: "_")
  }
}

extension Lexer {
  /// A name, or the string that a name such as `f` or `rb` is the prefix of; `nil` for neither.
  mutating func scanNameOrString() -> Token.Kind? {
    let start = position
    guard byte().startsName || byte() >= 0x80, scanName() else { return nil }
    if byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\""),
      StringLiteral.isPrefix(bytes[start..<position])
    {
      return scanString(prefix: start..<position)
    }
    return .name
  }

  /// Goes past letters, digits and `_`; says whether there were any.
  ///
  /// Called where a name begins, and behind a number, which then runs on into the name.
  mutating func scanName() -> Bool {
    let start = position
    while position < end {
      if byte().startsName || byte().isDigit {
        position += 1
      } else if byte() >= 0x80, let (scalar, length) = scalar(),
        position == start ? scalar.startsName : scalar.continuesName
      {
        position += length
      } else {
        break
      }
    }
    return position > start
  }

  /// The Unicode scalar here, with its number of bytes.
  func scalar() -> (Unicode.Scalar, Int)? {
    let length = byte() < 0x80 ? 1 : byte() < 0xE0 ? 2 : byte() < 0xF0 ? 3 : 4
    let last = min(position + length, end)
    let text = String(decoding: bytes[position..<last], as: UTF8.self)
    return text.unicodeScalars.first.map { ($0, last - position) }
  }
}

extension Unicode.Scalar {
  fileprivate var startsName: Bool { properties.isXIDStart }

  /// Digits of every kind count, also the small ones of `x₁`.
  fileprivate var continuesName: Bool {
    properties.isXIDContinue || properties.numericType == .digit
  }
}
