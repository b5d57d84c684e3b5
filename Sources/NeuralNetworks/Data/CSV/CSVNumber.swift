/// What a cell of a table holds, seen as a number.
enum CSVNumber: Equatable {
  case number(Double)
  /// Infinite, none (NaN), or beyond the range of `Double`.
  case notFinite
  /// Nothing but blanks.
  case empty
  case text

  /// Reads a decimal number with an optional sign, fraction and exponent, and blanks round it.
  ///
  /// - Parameters:
  ///   - text: What is in the cell.
  ///   - point: What stands before the fraction: a point or a comma.
  init(_ text: UnsafeBufferPointer<UInt8>.SubSequence, point: UInt8 = UInt8(ascii: ".")) {
    var rest = text.trimmingBlanks()
    if rest.isEmpty {
      self = .empty
      return
    }
    let whole = rest
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var digits = Digits()
    digits.read(&rest)
    if rest.first == point {
      rest.removeFirst()
      digits.isFraction = true
      digits.read(&rest)
    }
    guard digits.count > 0 else {
      self = rest.isWordForNotFinite ? .notFinite : .text
      return
    }
    let exponent = Self.exponent(&rest)
    guard rest.isEmpty, let exponent else {
      self = .text
      return
    }
    let magnitude = digits.magnitude(exponent: exponent) ?? Self.slowMagnitude(whole, point)
    self = magnitude.isFinite ? .number(isNegative ? -magnitude : magnitude) : .notFinite
  }

  /// The digits before the exponent, as an integer and a power of ten.
  private struct Digits {
    var mantissa: UInt64 = 0
    var count = 0
    var fractionCount = 0
    var isFraction = false

    mutating func read(_ bytes: inout UnsafeBufferPointer<UInt8>.SubSequence) {
      while let byte = bytes.first, case let digit = byte &- UInt8(ascii: "0"), digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        count += 1
        if isFraction { fractionCount += 1 }
        bytes.removeFirst()
      }
    }

    /// The number, where both the integer and the power of ten are exact, so that one rounding is
    /// all; `nil` elsewhere.
    func magnitude(exponent: Int) -> Double? {
      let power = exponent - fractionCount
      guard count <= 19, mantissa <= 1 << 53, abs(power) <= 22 else { return nil }
      let number = Double(mantissa)
      return power < 0 ? number / Self.powers[-power] : number * Self.powers[power]
    }

    private static let powers: [Double] = [
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
      1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
  }

  /// The exponent; 0 where there is none, `nil` where it has no digits.
  private static func exponent(_ bytes: inout UnsafeBufferPointer<UInt8>.SubSequence) -> Int? {
    guard bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E") else { return 0 }
    bytes.removeFirst()
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    if bytes.isEmpty { return nil }
    var result = 0
    while let byte = bytes.first, case let digit = byte &- UInt8(ascii: "0"), digit < 10 {
      // Far beyond the range of any number, but not of Int.
      result = min(result * 10 + Int(digit), 1_000_000)
      bytes.removeFirst()
    }
    return isNegative ? -result : result
  }

  /// The same by the standard library, for what needs more than one rounding.
  private static func slowMagnitude(
    _ text: UnsafeBufferPointer<UInt8>.SubSequence, _ point: UInt8
  ) -> Double {
    let bytes = text.map { $0 == point ? UInt8(ascii: ".") : $0 }
    return Double(String(decoding: bytes, as: UTF8.self))?.magnitude ?? .infinity
  }
}

extension Collection where Element == UInt8, SubSequence == Self {
  /// Without the blanks and tabs at both ends.
  func trimmingBlanks() -> Self {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var end = endIndex
    let start = firstIndex { !isBlank($0) } ?? end
    for index in indices[start...] where !isBlank(self[index]) { end = self.index(after: index) }
    return self[start..<(start == endIndex ? start : end)]
  }

  /// Whether this is how programs write what is not a finite number.
  fileprivate var isWordForNotFinite: Bool {
    let word = String(decoding: self, as: UTF8.self).lowercased()
    return ["nan", "inf", "infinity"].contains(word)
  }
}
