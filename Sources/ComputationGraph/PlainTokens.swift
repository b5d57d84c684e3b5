internal import JSON
internal import LibC
internal import Text

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

  /// How many bytes there are.
  var count: Int { bytes.count }

  var isAtEnd: Bool { position == bytes.count }

  /// The next byte; 0 at the end, which no plain file holds.
  @inline(__always)
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  mutating func skipBlanks() {
    while byte <= 0x20, byte.isJSONBlank { position += 1 }
  }

  /// The next eight bytes, the first in the lowest bits; `nil` where there are fewer.
  @inline(__always)
  private var word: UInt64? {
    position + 8 <= bytes.count
      ? UInt64(
        littleEndian: UnsafeRawPointer(bytes.baseAddress! + position).loadUnaligned(
          as: UInt64.self)) : nil
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

  @inline(__always)
  mutating func takeNull() -> Bool {
    skipBlanks()
    return byte == UInt8(ascii: "n") && takeWord("null")
  }

  mutating func string() throws(NotPlain) -> String { text(try quoted()) }

  /// Where the text between quotes is, without escapes.
  mutating func quoted() throws(NotPlain) -> Range<Int> {
    try expect("\"")
    return try restOfQuoted()
  }

  /// The same behind the first quote.
  mutating func restOfQuoted() throws(NotPlain) -> Range<Int> {
    let start = position
    // Eight bytes at a time, as long as none is a quote, a backslash or a control character.
    while let word, !word.hasByte(0x22), !word.hasByte(0x5C), !word.hasControl { position += 8 }
    while byte != UInt8(ascii: "\"") {
      if byte < 0x20 || byte == UInt8(ascii: "\\") { throw NotPlain() }
      position += 1
    }
    position += 1
    return start..<position - 1
  }

  /// A text of seven bytes at most between quotes, as a number; `nil` where it is longer.
  ///
  /// What it lacks to eight are bytes that no text has.
  @inline(__always)
  mutating func shortWord() throws(NotPlain) -> UInt64? {
    try expect("\"")
    guard let word else { return nil }
    let quotes = word.places(of: 0x22)
    if quotes == 0 { return nil }
    let length = quotes.trailingZeroBitCount / 8
    position += length + 1
    return length == 0 ? .max : word | (UInt64.max << UInt64(8 * length))
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
    var exponent = 0
    if byte == UInt8(ascii: ".") {
      position += 1
      exponent = -takeDigits(&digits)
      if exponent == 0 { throw NotPlain() }
    }
    let digitsEnd = position
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      let isMinus = byte == UInt8(ascii: "-")
      if isMinus || byte == UInt8(ascii: "+") { position += 1 }
      var power: UInt64 = 0
      let powerCount = takeDigits(&power)
      if powerCount == 0 { throw NotPlain() }
      exponent += (isMinus ? -1 : 1) * Int(powerCount > 6 ? 1_000_000 : power)
    }
    let magnitude =
      hasTooManyDigits(first..<digitsEnd)
      ? Double(text(first..<position)) ?? .infinity : Double(nearest: digits, exponent: exponent)
    if !magnitude.isFinite { throw NotPlain() }
    return isNegative ? -magnitude : magnitude
  }

  /// Whether there are more digits than a word holds, zeros before them apart.
  @inline(__always)
  private func hasTooManyDigits(_ range: Range<Int>) -> Bool {
    if range.count <= 19 { return false }
    let digits = bytes[range].drop { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    return digits.count { $0 != UInt8(ascii: ".") } > 19
  }

  /// Appends the digits that come next to a number, and returns how many there are.
  @inline(__always)
  private mutating func takeDigits(_ number: inout UInt64) -> Int {
    let start = position
    while let word, word.isEightDigits {
      number = 100_000_000 &* number &+ word.eightDigits
      position += 8
    }
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

/// Eight bytes at once, the first in the lowest bits.
extension UInt64 {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// The highest bit of each byte that is a given one, but for those behind the first.
  @inline(__always)
  fileprivate func places(of byte: UInt64) -> UInt64 {
    let differences = self ^ UInt64.ones &* byte
    return (differences &- UInt64.ones) & ~differences & UInt64.tops
  }

  @inline(__always)
  fileprivate func hasByte(_ byte: UInt64) -> Bool { places(of: byte) != 0 }

  /// Whether one of them is below 0x20.
  @inline(__always)
  fileprivate var hasControl: Bool { (self &- UInt64.ones &* 0x20) & ~self & UInt64.tops != 0 }

  /// Whether all of them are digits.
  @inline(__always)
  fileprivate var isEightDigits: Bool {
    self & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
      && (self &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == 0x3030_3030_3030_3030
  }

  /// The number that eight digits are: neighbours are put together, then pairs, then fours.
  @inline(__always)
  fileprivate var eightDigits: UInt64 {
    let digits = self &- 0x3030_3030_3030_3030
    let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
  }
}
