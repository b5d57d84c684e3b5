internal import Diagrams
internal import Text

/// Text of a document as bytes, put together by interpolation.
///
/// Strings made of hundreds of thousands of pieces cost more than all else that there is to draw.
struct Markup: Sendable, ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8] = []

  /// No text.
  init() {}

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  static func += (text: inout Markup, more: Markup) { text.bytes += more.bytes }

  static func + (first: Markup, second: Markup) -> Markup {
    var sum = first
    sum += second
    return sum
  }

  mutating func append(_ byte: Unicode.Scalar) { bytes.append(UInt8(ascii: byte)) }

  mutating func append(_ number: Number) {
    DecimalText.append(number.value, decimals: 2, to: &bytes)
  }

  /// A number with two decimals at most.
  struct Number: Sendable {
    let value: Double

    init(_ value: Double) { self.value = value }
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate(set) var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    mutating func appendLiteral(_ text: String) { bytes += text.utf8 }

    mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }

    mutating func appendInterpolation(_ text: String) { bytes += text.utf8 }

    mutating func appendInterpolation(_ number: Int) {
      DecimalText.append(Double(number), decimals: 0, to: &bytes)
    }

    mutating func appendInterpolation(_ number: Number) {
      DecimalText.append(number.value, decimals: 2, to: &bytes)
    }

    mutating func appendInterpolation(_ id: CardID) { bytes += id.description.utf8 }

    /// A colour as "#rrggbb".
    mutating func appendInterpolation(_ color: Color) {
      bytes.append(UInt8(ascii: "#"))
      for shift in stride(from: UInt32(20), through: 0, by: -4) {
        let digit = UInt8(color.number >> shift & 15)
        bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
  }
}
