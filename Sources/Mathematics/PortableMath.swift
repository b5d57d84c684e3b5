/// Functions of our own: the same bits on every platform, in one lane or four.
///
/// Nothing is contracted to fused multiplications and additions, and nothing is rounded in a way that IEEE 754
/// leaves open. NaN passes through.
public enum PortableMath {
  /// The exponential, within 0.52 units in the last place; where it underflows, within 1.
  public static func exp(_ x: Double) -> Double {
    x.magnitude <= 600 ? nearExponential(x) : farExponential(x)
  }

  /// The hyperbolic tangent, within 2.1 units in the last place, and never beyond ±1.
  public static func tanh(_ x: Double) -> Double { hyperbolicTangent(x) }

  /// The exponential of each lane, bit for bit that of the number.
  public static func exp(_ x: SIMD4<Double>) -> SIMD4<Double> {
    let isNear = (x .<= SIMD4(repeating: 600)) .& (x .>= SIMD4(repeating: -600))
    return isNear == SIMDMask(repeating: true)
      ? nearExponential(x) : SIMD4(exp(x[0]), exp(x[1]), exp(x[2]), exp(x[3]))
  }

  /// The hyperbolic tangent of each lane, bit for bit that of the number.
  public static func tanh(_ x: SIMD4<Double>) -> SIMD4<Double> { hyperbolicTangent(x) }

  /// Puts the hyperbolic tangent of each number in its place.
  public static func replaceByTanh(_ numbers: UnsafeMutableBufferPointer<Double>) {
    let bytes = UnsafeMutableRawBufferPointer(numbers)
    let (lane, step) = (MemoryLayout<Double>.stride, MemoryLayout<SIMD4<Double>>.stride)
    let lanes = numbers.count & ~3
    for offset in stride(from: 0, to: lanes * lane, by: step) {
      let four = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
      bytes.storeBytes(of: hyperbolicTangent(four), toByteOffset: offset, as: SIMD4<Double>.self)
    }
    for index in lanes..<numbers.count { numbers[index] = hyperbolicTangent(numbers[index]) }
  }
}

extension PortableMath {
  /// exp(x) where it is far from overflow and underflow.
  @inline(__always)
  private static func nearExponential<Number: Lanes>(_ x: Number) -> Number {
    let (scale, rest) = parts(x)
    return scale + scale * rest
  }

  /// exp(x) to the ends: nearer to 1 by a power of 2, which is made up for by one rounding.
  @inline(never)
  private static func farExponential(_ x: Double) -> Double {
    let (scale, rest) = parts(x > 710 ? 710 : x < -746 ? -746 : x)
    let exponent: UInt64 = 512 << 52
    let isSmall = x < 0
    let near = Double(
      bitPattern: isSmall ? scale.bitPattern &+ exponent : scale.bitPattern &- exponent)
    return (near + near * rest) * (isSmall ? 0x1p-512 : 0x1p512)
  }

  /// With e as exp(-2|x|), (1 - e) / (1 + e): just below 1 and 2, where floating-point numbers are dense.
  @inline(__always)
  private static func hyperbolicTangent<Number: Lanes>(_ x: Number) -> Number {
    // tanh(22) is 1, and so it is from there on.
    let magnitude = x.magnitude(atMost: 22)
    // Two products that do not wait for each other.
    let (scale, rest) = parts(
      Number(repeating: -2) * magnitude, inSteps: Number(repeating: -2 * stepsOfOne) * magnitude)
    let change = scale * rest
    let one = Number(repeating: 1)
    let above: Number = (one - scale) - change
    return (above / ((one + scale) + change)).withSign(of: x)
  }

  /// How many steps of ln 2 / 64 there are in 1.
  private static var stepsOfOne: Double { 0x1.71547652b82fep6 }

  @inline(__always)
  private static func parts<Number: Lanes>(_ x: Number) -> (scale: Number, rest: Number) {
    parts(x, inSteps: x * Number(repeating: stepsOfOne))
  }

  /// exp(x) as scale · (1 + rest): x is n/64 of ln 2, and at most half a step beside that.
  @inline(__always)
  private static func parts<Number: Lanes>(
    _ x: Number, inSteps exact: Number
  ) -> (scale: Number, rest: Number) {
    // Above 2^52 there are no fractions: the sum is rounded to n, and its last bits are those of n.
    let shift = Number(repeating: 0x1.8p52)
    let shifted = exact + shift
    let steps = shifted - shift
    let (tail, scale) = shifted.powerOfTwo
    // ln 2 / 64 in two parts, of which the first has so few bits that its product with n is exact.
    let high = x - steps * Number(repeating: 0x1.62e42feep-7)
    let low = steps * Number(repeating: 0x1.a39ef35793c76p-39) + tail
    let r = high - low
    // The series of exp(r) - 1, where pairs of terms do not wait for each other. Some signs are such that the
    // compiler finds no two lines to put side by side into one register, which would take longer.
    let square = r * r
    let first: Number = Number(repeating: 1 / 2) + r * Number(repeating: 1 / 6)
    let second: Number = Number(repeating: -1 / 24) - r * Number(repeating: 1 / 120)
    let third: Number = square * Number(repeating: 1 / 720) - second
    return (scale, high + ((square * first - low) + (square * square) * third))
  }
}
