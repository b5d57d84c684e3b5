/// Reads bytes from left to right, so that a grammar can be written as a chain of guards.
///
/// A method that returns `false` may have moved ahead; who wants to go back keeps the `offset`.
struct ByteReader {
  let bytes: [UInt8]
  let end: Int
  var offset: Int

  /// From where on closers were sought in vain, as they need not be sought there again.
  ///
  /// Without this memory, many openers without closers would take quadratic time.
  private var absences: [String: Int] = [:]

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  var next: UInt8? { offset < end ? bytes[offset] : nil }

  var isAtEnd: Bool { offset >= end }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == character else { return false }
    offset += 1
    return true
  }

  /// Takes the literal as a whole or nothing at all.
  mutating func take(_ literal: String) -> Bool {
    guard bytes[offset..<end].starts(with: literal.utf8) else { return false }
    offset += literal.utf8.count
    return true
  }

  /// Takes a byte, if there is one as required.
  mutating func take(where isWanted: (UInt8) -> Bool) -> Bool {
    guard let next, isWanted(next) else { return false }
    offset += 1
    return true
  }

  /// Takes all there are in a row and tells how many they were.
  @discardableResult
  mutating func skip(while isWanted: (UInt8) -> Bool) -> Int {
    let start = offset
    while offset < end, isWanted(bytes[offset]) { offset += 1 }
    return offset - start
  }

  /// Moves behind the next such closer, or stays where it is.
  mutating func skip(through closer: String) -> Bool {
    if let absence = absences[closer], absence <= offset { return false }
    let start = offset
    while offset < end {
      if take(closer) { return true }
      offset += 1
    }
    offset = start
    absences[closer] = start
    return false
  }

  /// Tries something that leaves no trace when it fails.
  mutating func attempt(_ body: (inout ByteReader) -> Bool) -> Bool {
    let start = offset
    if body(&self) { return true }
    offset = start
    return false
  }
}
