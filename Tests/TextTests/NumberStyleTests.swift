import Foundation
import Testing
import Text

@Suite struct NumberStyleTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "-0"), (2, "2"), (-3, "-3"), (0.7071067811865476, "0.7071"),
    (24.70408163265306, "24.7"), (138.83381924198252, "138.8"), (645.5772594752186, "645.6"),
    (1e-5, "1e-5"), (0.0001234567, "0.0001235"), (0.00001234567, "1.235e-5"), (99999, "1e+5"),
    (99994, "9.999e+4"), (123_456, "1.235e+5"), (1_234_567, "1.235e+6"), (1e20, "1e+20"),
    (9.9996, "10"), (0.99996, "1"), (-1.5, "-1.5"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.798e+308"), (.infinity, "∞"), (-.infinity, "-∞"), (.nan, "NaN"),
    (6.881373587019543, "6.881"), (1000, "1000"), (0.1, "0.1"),
    // On both sides of where e-notation begins.
    (0.0001, "0.0001"), (0.00009, "9e-5"), (100_000, "100000"), (999_900, "999900"),
    (1_000_000, "1e+6"), (10_000, "10000"), (10_001, "1e+4"),
  ])
  func fourDigits(_ value: Double, _ expected: String) {
    #expect(NumberStyle().text(value) == expected)
  }

  @Test(arguments: [(2.0, "2"), (-0.5, "-0.5"), (1e20, "1e+20"), (0.1, "0.1")])
  func typesNumbersInFull(_ value: Double, _ expected: String) {
    #expect(value.typed == expected)
  }

  @Test func signs() {
    #expect(NumberStyle().signedText(0.5) == "+0.5")
    #expect(NumberStyle().signedText(-0.5) == "-0.5")
    #expect(NumberStyle().signedText(0) == "0")
    #expect(NumberStyle().signedText(-0.0) == "-0")
    #expect(NumberStyle().signedText(.infinity) == "+∞")
    #expect(NumberStyle().signedText(.nan) == "NaN")
  }

  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Half is rounded as one does by hand, whatever the binary number.
  @Test func ties() {
    #expect(NumberStyle().text(1.0005) == "1.001")
    #expect(NumberStyle().text(-2.5e-7) == "-2.5e-7")
    #expect(NumberStyle(digits: 1).text(0.25) == "0.3")
  }

  /// C's `%.Ng` reads back as the same number as our text. (Random numbers are never ties.)
  @Test(arguments: [1, 2, 4, 7, 12, 17]) func agreesWithC(_ digits: Int) throws {
    var generator = Numbers(state: UInt64(digits))
    let style = NumberStyle(digits: digits)
    for _ in 0..<2000 {
      let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      if !value.isFinite { continue }
      let reference = try #require(Double(String(format: "%.\(digits)g", value)))
      let ours = try #require(Double(style.text(value)))
      if digits == 17 {
        #expect(ours == value)
      } else {
        #expect(ours == reference || abs(ours - reference) <= abs(value) * 1e-15, "\(value)")
      }
    }
  }
}
