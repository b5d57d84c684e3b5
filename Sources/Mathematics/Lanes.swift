/// A number, or several beside each other that are computed alike: what the formulas of ``PortableMath`` need.
protocol Lanes {
  init(repeating number: Double)
  static func + (first: Self, second: Self) -> Self
  static func - (first: Self, second: Self) -> Self
  static func * (first: Self, second: Self) -> Self
  static func / (first: Self, second: Self) -> Self

  /// The magnitude, or the bound where that is less; NaN stays.
  func magnitude(atMost bound: Double) -> Self
  func withSign(of other: Self) -> Self

  /// The tail and the scale of 2^(n/64), where the last bits are those of n.
  var powerOfTwo: (tail: Self, scale: Self) { get }
}

extension Double: Lanes {
  @inline(__always) init(repeating number: Double) { self = number }

  @inline(__always) func magnitude(atMost bound: Double) -> Double {
    magnitude > bound ? bound : magnitude
  }

  @inline(__always) func withSign(of other: Double) -> Double {
    Double(signOf: other, magnitudeOf: self)
  }

  @inline(__always) var powerOfTwo: (tail: Double, scale: Double) {
    let (tail, scale) = exponentialEntry(bitPattern)
    return (Double(bitPattern: tail), Double(bitPattern: scale &+ bitPattern << 46))
  }
}

extension SIMD2<Double>: Lanes {
  private typealias Bits = SIMD2<UInt64>

  @inline(__always) private var bits: Bits { unsafeBitCast(self, to: Bits.self) }
  @inline(__always) private init(bits: Bits) { self = unsafeBitCast(bits, to: Self.self) }
  @inline(__always) private static var sign: Bits { Bits(repeating: 1 << 63) }

  @inline(__always) func magnitude(atMost bound: Double) -> Self {
    let magnitude = Self(bits: bits & ~Self.sign)
    return magnitude.replacing(with: bound, where: magnitude .> Self(repeating: bound))
  }

  @inline(__always) func withSign(of other: Self) -> Self {
    Self(bits: (bits & ~Self.sign) | (other.bits & Self.sign))
  }

  @inline(__always) var powerOfTwo: (tail: Self, scale: Self) {
    let (first, second) = (exponentialEntry(bits[0]), exponentialEntry(bits[1]))
    return (
      Self(bits: Bits(first.tail, second.tail)),
      Self(bits: Bits(first.scale, second.scale) &+ bits &<< 46)
    )
  }
}

extension SIMD4<Double>: Lanes {
  @inline(__always) func magnitude(atMost bound: Double) -> Self {
    Self(
      lowHalf: lowHalf.magnitude(atMost: bound), highHalf: highHalf.magnitude(atMost: bound))
  }

  @inline(__always) func withSign(of other: Self) -> Self {
    Self(
      lowHalf: lowHalf.withSign(of: other.lowHalf), highHalf: highHalf.withSign(of: other.highHalf))
  }

  @inline(__always) var powerOfTwo: (tail: Self, scale: Self) {
    let (low, high) = (lowHalf.powerOfTwo, highHalf.powerOfTwo)
    return (
      Self(lowHalf: low.tail, highHalf: high.tail), Self(lowHalf: low.scale, highHalf: high.scale)
    )
  }
}

/// What the table has for a number of steps; six bits cannot miss it.
@inline(__always)
private func exponentialEntry(_ steps: UInt64) -> (tail: UInt64, scale: UInt64) {
  exponentialTable.withUnsafeBufferPointer { table in
    let entry = table.baseAddress.unsafelyUnwrapped + Int(steps & 63) * 2
    return (entry[0], entry[1])
  }
}
