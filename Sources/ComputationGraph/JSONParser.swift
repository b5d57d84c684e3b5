/// Reads JSON (RFC 8259) from bytes, and tells of an error where it stands.
struct JSONParser {
  struct Failure: Error {
    let offset: Int
    let message: String
  }

  /// How deep values may nest; graph files need three levels.
  private static let maximumDepth = 200

  private let bytes: [UInt8]
  private var position = 0

  /// Reads one document that fills all of the bytes.
  static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    if parser.position < bytes.count { throw parser.failure("expected the end of the document") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func failure(_ expectation: String) -> Failure {
    guard position < bytes.count else {
      return Failure(offset: position, message: "\(expectation), but the document ends here")
    }
    let found = bytes[position]
    let shown =
      found > 0x20 && found < 0x7F
      ? "'\(Character(Unicode.Scalar(found)))'" : "byte 0x\(String(found, radix: 16))"
    return Failure(offset: position, message: "\(expectation), but found \(shown)")
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    if depth > JSONParser.maximumDepth {
      throw Failure(offset: position, message: "the values nest too deep")
    }
    skipBlanks()
    let start = position
    let content: JSONValue.Content
    switch position < bytes.count ? bytes[position] : 0 {
    case UInt8(ascii: "{"): content = .object(try members(depth: depth))
    case UInt8(ascii: "["): content = .array(try elements(depth: depth))
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try word("true", .bool(true))
    case UInt8(ascii: "f"): content = try word("false", .bool(false))
    case UInt8(ascii: "n"): content = try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): content = .number(try number())
    default: throw failure("expected a value")
    }
    return JSONValue(content: content, offset: start)
  }

  private mutating func word(
    _ text: StaticString, _ meaning: JSONValue.Content
  ) throws(Failure) -> JSONValue.Content {
    let expected = Array("\(text)".utf8)
    guard bytes[position...].starts(with: expected) else { throw failure("expected a value") }
    position += expected.count
    return meaning
  }

  /// Takes one byte if it is the next after blanks.
  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func elements(depth: Int) throws(Failure) -> [JSONValue] {
    position += 1
    var result: [JSONValue] = []
    if take(UInt8(ascii: "]")) { return result }
    repeat { result.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
    if !take(UInt8(ascii: "]")) { throw failure("expected ',' or ']'") }
    return result
  }

  private mutating func members(depth: Int) throws(Failure) -> [(key: String, value: JSONValue)] {
    position += 1
    var result: [(key: String, value: JSONValue)] = []
    if take(UInt8(ascii: "}")) { return result }
    repeat {
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw failure("expected a key in quotes")
      }
      let key = try string()
      if !take(UInt8(ascii: ":")) { throw failure("expected ':'") }
      result.append((key, try value(depth: depth + 1)))
    } while take(UInt8(ascii: ","))
    if !take(UInt8(ascii: "}")) { throw failure("expected ',' or '}'") }
    return result
  }
}

extension JSONParser {
  private mutating func digits() throws(Failure) {
    let start = position
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    { position += 1 }
    if position == start { throw failure("expected a digit") }
  }

  private mutating func number() throws(Failure) -> Double {
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
      throw Failure(offset: start, message: "the number \(text) is too large")
    }
    return value
  }

  private mutating func string() throws(Failure) -> String {
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
