import Testing

@testable import Text

/// Numbers as text and back, measured by those of the standard library.
@Suite struct DecimalTests {
  private static func text(_ number: Double) -> String {
    var writer = ByteWriter()
    writer.write(number)
    return String(decoding: writer.bytes(), as: UTF8.self)
  }

  /// Every power of two with its neighbours, round decimal numbers, and any bits at all.
  private static let numbers: [Double] = {
    var numbers: [Double] = [0, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      numbers += [power, power.nextUp, power.nextDown, 3 * power]
    }
    for exponent in -323...308 {
      for digits in [1, 7, 25, 99, 123] { numbers.append(Double("\(digits)e\(exponent)") ?? 0) }
    }
    for whole in 0..<2000 {
      numbers += [
        Double(whole), Double(whole) / 1000, 0x1p53 - Double(whole), 0x1p53 + Double(2 * whole),
      ]
    }
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      numbers.append(Double(bitPattern: state ^ state >> 29))
    }
    return numbers.filter(\.isFinite)
  }()

  @Test func writesTheFewestDigits() {
    for number in Self.numbers {
      if Self.text(number) != number.description || Self.text(-number) != (-number).description {
        Issue.record("\(Self.text(number)), not \(number)")
      }
    }
  }

  @Test func readsTheNearest() {
    for number in Self.numbers where number != 0 {
      let shortest = ShortestDecimal(number.magnitude)
      let back = Double(nearest: shortest.digits, exponent: shortest.exponent)
      if back != number.magnitude { Issue.record("\(back), not \(number.magnitude)") }
    }
    // What is halfway, beside it, too large and too small.
    let digits: [UInt64] = [
      1, 9_007_199_254_740_993, 9_007_199_254_740_995, 18_014_398_509_481_985,
      9_223_372_036_854_775_807, 9_999_999_999_999_999_999, 45_035_996_273_704_975,
    ]
    for digits in digits {
      for exponent in -360...320 {
        let wanted = Double("\(digits)e\(exponent)")
        let found = Double(nearest: digits, exponent: exponent)
        if found != wanted { Issue.record("\(digits)e\(exponent) is \(found)") }
      }
    }
  }

  @Test(arguments: [0, 1, 9, 10, 99, 100, 12_345_678, 123_456_789, -1, Int.max, Int.min])
  func writesWholeNumbers(_ number: Int) {
    var writer = ByteWriter()
    writer.write(number)
    #expect(String(decoding: writer.bytes(), as: UTF8.self) == "\(number)")
  }

  /// Pieces that do not fit into the buffer any more, and those that never did.
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func writesAnyLength(_ length: Int) {
    var writer = ByteWriter()
    let long = String(repeating: "é", count: length)
    writer.write("a")
    writer.write(text: long)
    writer.write(0.5)
    writer.write(text: long)
    #expect(String(decoding: writer.bytes(), as: UTF8.self) == "a\(long)0.5\(long)")
  }
}
