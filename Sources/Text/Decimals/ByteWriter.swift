/// Text that grows byte by byte, and no string made of any piece of it.
///
/// A piece is written into a small buffer, which stays in the cache and needs no check for each byte, and
/// which goes to the bytes when it is full.
package struct ByteWriter: ~Copyable {
  private static let capacity = 1 << 16
  /// What a number has room in, with what is written behind it on the way.
  private static let mostOfANumber = 40

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

  /// Hands all that was written on, and forgets it.
  package mutating func drain<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    flush()
    try written.withUnsafeBufferPointer { (piece) throws(Failure) in
      try body(UnsafeRawBufferPointer(piece))
    }
    written.removeAll(keepingCapacity: true)
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

  /// Puts a number of at most 20 digits, with zeros before them.
  ///
  /// Eight at a time, so that it also writes up to seven bytes behind them.
  private mutating func putDigits(_ digits: UInt64, count digitCount: Int) {
    let end = count + digitCount
    let (upper, low) = digits.quotientAndRemainder(dividingBy: 100_000_000)
    if digitCount > 8 {
      let (top, middle) = upper.quotientAndRemainder(dividingBy: 100_000_000)
      if digitCount > 16 { putLast(digitCount - 16, of: top, at: count) }
      putLast(min(digitCount - 8, 8), of: middle, at: max(end - 16, count))
    }
    putLast(min(digitCount, 8), of: low, at: max(end - 8, count))
    count = end
  }

  /// Puts the last digits of a number of at most eight.
  @inline(__always)
  private func putLast(_ digitCount: Int, of digits: UInt64, at place: Int) {
    // Two numbers of four digits, four of two, and then one digit a byte: the first in the lowest.
    let fours = digits / 10_000 | (digits % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    let ones = tens | (twos &- tens &* 10) << 8
    let text = (ones | 0x3030_3030_3030_3030) >> UInt64(8 * (8 - digitCount))
    UnsafeMutableRawPointer(buffer + place).storeBytes(of: text.littleEndian, as: UInt64.self)
  }

  /// How many digits a number has in decimal.
  @inline(__always)
  private func digitCount(of number: UInt64) -> Int {
    // The bits times the decimal logarithm of 2, which is one too few at most.
    let estimate = ((64 - (number | 1).leadingZeroBitCount) * 1233) >> 12
    return max(1, estimate + (number >= powersOfTen[estimate] ? 1 : 0))
  }
}
