internal import Text

extension JSONParser {
  private mutating func digits() throws(Failure) {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    { position += 1 }
    if position == start { throw failure("expected a digit") }
  }

  mutating func number() throws(Failure) -> Double {
    let start = position
    func next() -> UInt8? { position < bytes.count ? bytes[position] : nil }
    if next() == UInt8(ascii: "-") { position += 1 }
    if next() == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if next() == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next() == UInt8(ascii: "e") || next() == UInt8(ascii: "E") {
      position += 1
      if next() == UInt8(ascii: "+") || next() == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw Failure(offset: start, message: "the number \(text.quotable) is too large")
    }
    return value
  }

  mutating func string() throws(Failure) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      if byte < 0x20 { throw failure("expected '\"' before the end of the line") }
      if byte == UInt8(ascii: "\\") {
        text += Array(String(Character(try escapedScalar())).utf8)
      } else {
        text.append(byte)
        position += 1
      }
    }
    if position == bytes.count { throw failure("expected '\"'") }
    position += 1
    guard let result = String(validating: text, as: UTF8.self) else {
      throw Failure(offset: start, message: "the string is not UTF-8")
    }
    return result
  }

  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    let start = position
    position += 1
    let letter = position < bytes.count ? bytes[position] : 0
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      if let scalar = Unicode.Scalar(unit) { return scalar }
      // A character beyond U+FFFF is written as a pair of surrogates.
      if unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        let low = try hexadecimal()
        if (0xDC00...0xDFFF).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      }
      throw Failure(offset: start, message: "half of a surrogate pair stands alone")
    default:
      throw Failure(offset: start, message: "there is no such escape")
    }
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue
      else { throw failure("expected four hexadecimal digits") }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}
