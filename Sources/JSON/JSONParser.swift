internal import Text

/// Reads JSON (RFC 8259) from bytes, and says of an error where it is.
///
/// Beside it `NaN`, `Infinity` and `-Infinity` are numbers, as Python writes and reads them.
///
/// It is our own since Foundation's decoder keeps no positions, and takes as long to load as the
/// command takes to start.
package struct JSONParser {
  package struct Failure: Error {
    /// Where it is, in bytes from 0.
    package let offset: Int
    /// What is wrong, as a clause.
    package let message: String
  }

  /// How deep values may nest; graph files need three levels, notebooks five.
  private static let maximumDepth = 200

  let bytes: [UInt8]
  var position = 0

  /// Reads one document that fills all of the bytes.
  ///
  /// O(length).
  package static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    if bytes.starts(with: SourceLine.byteOrderMark) {
      parser.position = SourceLine.byteOrderMark.count
    }
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    if parser.position < bytes.count { throw parser.failure("expected the end of the document") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  func failure(_ expectation: String) -> Failure {
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
    while position < bytes.count, bytes[position].isJSONBlank {
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
    case UInt8(ascii: "N"): content = try word("NaN", .number(.nan))
    case UInt8(ascii: "I"): content = try word("Infinity", .number(.infinity))
    case UInt8(ascii: "-") where bytes[position...].dropFirst().first == UInt8(ascii: "I"):
      content = try word("-Infinity", .number(-.infinity))
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

extension UInt8 {
  /// Whether JSON skips the byte between values.
  package var isJSONBlank: Bool {
    switch self {
    case 0x20, 0x0A, 0x0D, 0x09: true
    default: false
    }
  }
}
