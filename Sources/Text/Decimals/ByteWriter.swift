/// Text that grows byte by byte, and no string made of any piece of it.
///
/// A piece is written into a small buffer, which stays in the cache and needs no check for each byte, and
/// which goes to the bytes when it is full.
package struct ByteWriter: ~Copyable {
  private static let capacity = 1 << 16
  /// What a number has room in.
  private static let mostOfANumber = 32

  private var written: [UInt8] = []
  private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
  private var count = 0
  private let powersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 10 * power }
  }

  package init() {}

  deinit { buffer.deallocate() }

  /// All that was written.
  package consuming func bytes() -> [UInt8] {
    flush()
    return written
  }

  /// How many bytes were written.
  package var byteCount: Int { written.count + count }

  /// Makes room for as many bytes as there will be: to grow into it is to copy all of them.
  package mutating func reserveCapacity(_ count: Int) { written.reserveCapacity(count) }

  private mutating func flush() {
    written.append(contentsOf: UnsafeBufferPointer(start: buffer, count: count))
    count = 0
  }

  @inline(__always)
  private mutating func makeRoom(_ size: Int) {
    if count + size > ByteWriter.capacity { flush() }
  }

  /// Writes a text that stands in the program.
  @inline(__always)
  package mutating func write(_ text: StaticString) {
    let size = text.utf8CodeUnitCount
    makeRoom(size)
    (buffer + count).update(from: text.utf8Start, count: size)
    count += size
  }

  /// Writes a text that was made.
  package mutating func write(text: String) { write(Array(text.utf8)) }

  /// Writes bytes.
  package mutating func write(_ bytes: [UInt8]) {
    makeRoom(bytes.count)
    if bytes.count > ByteWriter.capacity {
      written += bytes
      return
    }
    bytes.withUnsafeBufferPointer { bytes in
      if let start = bytes.baseAddress { (buffer + count).update(from: start, count: bytes.count) }
    }
    count += bytes.count
  }

  /// Writes a whole number.
  package mutating func write(_ number: Int) {
    makeRoom(ByteWriter.mostOfANumber)
    if number < 0 { put("-") }
    let digits = UInt64(number.magnitude)
    putDigits(digits, count: digitCount(of: digits))
  }

  /// Writes a number that is finite as `description` gives it: by the fewest digits that read back as it.
  package mutating func write(_ number: Double) {
    makeRoom(ByteWriter.mostOfANumber)
    if number.sign == .minus { put("-") }
    if number == 0 {
      for character: Unicode.Scalar in ["0", ".", "0"] { put(character) }
      return
    }
    let shortest = ShortestDecimal(number.magnitude)
    let digitCount = self.digitCount(of: shortest.digits)
    let point = digitCount + shortest.exponent
    if point < -3 || number.magnitude > 0x1p53 {
      putScientific(shortest.digits, digitCount, exponent: point - 1)
    } else if point <= 0 {
      put("0")
      put(".")
      for _ in 0..<(-point) { put("0") }
      putDigits(shortest.digits, count: digitCount)
    } else if point < digitCount {
      putDigits(shortest.digits, count: digitCount, pointBehind: point)
    } else {
      putDigits(shortest.digits, count: digitCount)
      for _ in digitCount..<point { put("0") }
      put(".")
      put("0")
    }
  }
}

/// Into the buffer, where there is room.
extension ByteWriter {
  @inline(__always)
  private mutating func put(_ character: Unicode.Scalar) {
    buffer[count] = UInt8(truncatingIfNeeded: character.value)
    count += 1
  }

  private mutating func putScientific(_ digits: UInt64, _ digitCount: Int, exponent: Int) {
    if digitCount == 1 {
      putDigits(digits, count: 1)
    } else {
      putDigits(digits, count: digitCount, pointBehind: 1)
    }
    put("e")
    put(exponent < 0 ? "-" : "+")
    let magnitude = UInt64(exponent.magnitude)
    putDigits(magnitude, count: max(2, self.digitCount(of: magnitude)))
  }

  private mutating func putDigits(_ digits: UInt64, count digitCount: Int, pointBehind point: Int) {
    let start = count
    count += 1
    putDigits(digits, count: digitCount)
    for place in start..<start + point { buffer[place] = buffer[place + 1] }
    buffer[start + point] = UInt8(ascii: ".")
  }

  /// Puts a number of digits, with zeros before them.
  ///
  /// Eight at a time, which do not wait for the division of the others, and in pairs.
  private mutating func putDigits(_ digits: UInt64, count digitCount: Int) {
    var (rest, end) = (digits, count + digitCount)
    while end - count > 8 {
      let (high, low) = rest.quotientAndRemainder(dividingBy: 100_000_000)
      putPairs(UInt32(truncatingIfNeeded: low), from: end - 8, to: end)
      (rest, end) = (high, end - 8)
    }
    putPairs(UInt32(truncatingIfNeeded: rest), from: count, to: end)
    count += digitCount
  }

  @inline(__always)
  private func putPairs(_ digits: UInt32, from start: Int, to end: Int) {
    var (rest, end) = (digits, end)
    while end - start > 1 {
      let (hundreds, pair) = rest.quotientAndRemainder(dividingBy: 100)
      let tens = (pair * 103) >> 10
      buffer[end - 2] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tens)
      buffer[end - 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair - 10 * tens)
      (rest, end) = (hundreds, end - 2)
    }
    if end > start { buffer[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest) }
  }

  /// How many digits a number has in decimal.
  @inline(__always)
  private func digitCount(of number: UInt64) -> Int {
    // The bits times the decimal logarithm of 2, which is one too few at most.
    let estimate = ((64 - (number | 1).leadingZeroBitCount) * 1233) >> 12
    return max(1, estimate + (number >= powersOfTen[estimate] ? 1 : 0))
  }
}
