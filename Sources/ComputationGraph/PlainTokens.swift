internal import JSON
internal import LibC

/// That a document is not of the plain form.
struct NotPlain: Error {}

/// The tokens of plain JSON: without escapes, and without what nobody writes.
///
/// Bytes behind a pointer, since the checks of an array's bounds and of its uniqueness took a third of the time;
/// `byte` checks the one bound that there is.
struct PlainTokens {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the next byte is.
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next byte; 0 at the end, which no plain file holds.
  @inline(__always)
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  mutating func skipBlanks() {
    while byte.isJSONBlank { position += 1 }
  }

  /// Takes a character if it is the next after blanks.
  @inline(__always)
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    if byte != UInt8(ascii: character) { return false }
    position += 1
    return true
  }

  @inline(__always)
  mutating func expect(_ character: Unicode.Scalar) throws(NotPlain) {
    if !take(character) { throw NotPlain() }
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    skipBlanks()
    guard position + word.utf8CodeUnitCount <= bytes.count,
      isSame(position..<position + word.utf8CodeUnitCount, word)
    else { return false }
    position += word.utf8CodeUnitCount
    return true
  }

  mutating func takeNull() -> Bool { takeWord("null") }

  mutating func string() throws(NotPlain) -> String { text(try quoted()) }

  /// Where the text between quotes is, without escapes.
  mutating func quoted() throws(NotPlain) -> Range<Int> {
    try expect("\"")
    let start = position
    while byte != UInt8(ascii: "\"") {
      if byte < 0x20 || byte == UInt8(ascii: "\\") { throw NotPlain() }
      position += 1
    }
    position += 1
    return start..<position - 1
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  func isSame(_ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount
      && memcmp(bytes.baseAddress! + range.lowerBound, text.utf8Start, range.count) == 0
  }

  func hash(_ text: Range<Int>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[text])))
    return hasher.finalize()
  }

  func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count
      && memcmp(bytes.baseAddress! + a.lowerBound, bytes.baseAddress! + b.lowerBound, a.count) == 0
  }

  mutating func integer() throws(NotPlain) -> Int {
    skipBlanks()
    let start = position
    var value = 0
    while byte.isDigit, position - start < 18 {
      value = 10 * value + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    let isPlain = position > start && (position == start + 1 || bytes[start] != UInt8(ascii: "0"))
    // 1.0 and 1e3 are whole numbers, too, but nobody writes them.
    if !isPlain || byte.isDigit || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
      throw NotPlain()
    }
    return value
  }

  /// A number, or one of the strings for what is not finite.
  mutating func number() throws(NotPlain) -> Double {
    skipBlanks()
    let start = position
    if byte == UInt8(ascii: "\"") {
      switch try string() {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw NotPlain()
      }
    }
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    var digits: UInt64 = 0
    let wholeCount = takeDigits(&digits)
    if wholeCount == 0 || wholeCount > 1 && bytes[first] == UInt8(ascii: "0") { throw NotPlain() }
    var fractionCount = 0
    if byte == UInt8(ascii: ".") {
      position += 1
      fractionCount = takeDigits(&digits)
      if fractionCount == 0 { throw NotPlain() }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { position += 1 }
      var exponent: UInt64 = 0
      if takeDigits(&exponent) == 0 { throw NotPlain() }
    } else if wholeCount + fractionCount <= 19, digits <= 1 << 53,
      fractionCount < PlainTokens.powersOfTen.count
    {
      // Both are exact, so that their quotient is the nearest number there is.
      let value = Double(digits) / PlainTokens.powersOfTen[fractionCount]
      return isNegative ? -value : value
    }
    guard let value = Double(text(start..<position)), value.isFinite else { throw NotPlain() }
    return value
  }

  /// All that a double holds exactly.
  private static let powersOfTen: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 10 * power }
  }

  /// Appends the digits that come next to a number, and returns how many there are.
  @inline(__always)
  private mutating func takeDigits(_ number: inout UInt64) -> Int {
    let start = position
    while byte.isDigit {
      number = 10 &* number &+ UInt64(byte - UInt8(ascii: "0"))
      position += 1
    }
    return position - start
  }
}

extension UInt8 {
  @inline(__always)
  fileprivate var isDigit: Bool { self &- 0x30 < 10 }
}
