#if canImport(Darwin)
  public import Darwin
#elseif canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

/// The system's mathematical functions under a name of their own, since `Operation`, `Value` and
/// others have members called `tanh`, `exp` and so on.
public enum LibM {
  /// The hyperbolic tangent.
  @inlinable @inline(__always)
  public static func tanh(_ x: Double) -> Double { nativeTanh(x) }

  /// The exponential.
  @inlinable @inline(__always)
  public static func exp(_ x: Double) -> Double { nativeExp(x) }

  /// The natural logarithm.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double { nativeLog(x) }

  /// The decimal logarithm.
  @inlinable @inline(__always)
  public static func log10(_ x: Double) -> Double { nativeLog10(x) }

  /// The logarithm of 1 + x, without loss of digits near 0.
  @inlinable @inline(__always)
  public static func log1p(_ x: Double) -> Double { nativeLog1p(x) }

  /// The sine.
  @inlinable @inline(__always)
  public static func sin(_ x: Double) -> Double { nativeSin(x) }

  /// The cosine.
  @inlinable @inline(__always)
  public static func cos(_ x: Double) -> Double { nativeCos(x) }

  /// The complementary error function 1 - erf(x), without loss of digits for large x.
  @inlinable @inline(__always)
  public static func erfc(_ x: Double) -> Double { nativeErfc(x) }

  /// x to the power of y.
  @inlinable @inline(__always)
  public static func pow(_ x: Double, _ y: Double) -> Double { nativePow(x, y) }
}

// Inside of the enumeration these names would find the methods first.
@inlinable @inline(__always) func nativeTanh(_ x: Double) -> Double { tanh(x) }
@inlinable @inline(__always) func nativeExp(_ x: Double) -> Double { exp(x) }
@inlinable @inline(__always) func nativeLog(_ x: Double) -> Double { log(x) }
@inlinable @inline(__always) func nativeLog10(_ x: Double) -> Double { log10(x) }
@inlinable @inline(__always) func nativeLog1p(_ x: Double) -> Double { log1p(x) }
@inlinable @inline(__always) func nativeSin(_ x: Double) -> Double { sin(x) }
@inlinable @inline(__always) func nativeCos(_ x: Double) -> Double { cos(x) }
@inlinable @inline(__always) func nativeErfc(_ x: Double) -> Double { erfc(x) }
@inlinable @inline(__always) func nativePow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
