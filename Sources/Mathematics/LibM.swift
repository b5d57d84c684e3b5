public import LibC

/// The system's mathematical functions under a name of their own, since `Operation`, `Value` and
/// others have members called `log`, `sin` and so on; tanh and exp are in ``PortableMath``.
public enum LibM {
  /// The natural logarithm.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double { nativeLog(x) }

  /// The decimal logarithm.
  @inlinable @inline(__always)
  public static func log10(_ x: Double) -> Double { nativeLog10(x) }

  /// The binary logarithm.
  @inlinable @inline(__always)
  public static func log2(_ x: Double) -> Double { nativeLog2(x) }

  /// The logarithm of 1 + x, without loss of digits near 0.
  @inlinable @inline(__always)
  public static func log1p(_ x: Double) -> Double { nativeLog1p(x) }

  /// exp(x) - 1, without loss of digits near 0.
  @inlinable @inline(__always)
  public static func expm1(_ x: Double) -> Double { nativeExpm1(x) }

  /// The sine.
  @inlinable @inline(__always)
  public static func sin(_ x: Double) -> Double { nativeSin(x) }

  /// The cosine.
  @inlinable @inline(__always)
  public static func cos(_ x: Double) -> Double { nativeCos(x) }

  /// The tangent.
  @inlinable @inline(__always)
  public static func tan(_ x: Double) -> Double { nativeTan(x) }

  /// The hyperbolic sine.
  @inlinable @inline(__always)
  public static func sinh(_ x: Double) -> Double { nativeSinh(x) }

  /// The hyperbolic cosine.
  @inlinable @inline(__always)
  public static func cosh(_ x: Double) -> Double { nativeCosh(x) }

  /// The arcsine.
  @inlinable @inline(__always)
  public static func asin(_ x: Double) -> Double { nativeAsin(x) }

  /// The arccosine.
  @inlinable @inline(__always)
  public static func acos(_ x: Double) -> Double { nativeAcos(x) }

  /// The arctangent.
  @inlinable @inline(__always)
  public static func atan(_ x: Double) -> Double { nativeAtan(x) }

  /// The error function, without loss of digits near 0.
  @inlinable @inline(__always)
  public static func erf(_ x: Double) -> Double { nativeErf(x) }

  /// The complementary error function 1 - erf(x), without loss of digits for large x.
  @inlinable @inline(__always)
  public static func erfc(_ x: Double) -> Double { nativeErfc(x) }

  /// x to the power of y.
  @inlinable @inline(__always)
  public static func pow(_ x: Double, _ y: Double) -> Double { nativePow(x, y) }
}

// Inside of the enumeration these names would find the methods first.
@inlinable @inline(__always) func nativeLog(_ x: Double) -> Double { log(x) }
@inlinable @inline(__always) func nativeLog10(_ x: Double) -> Double { log10(x) }
@inlinable @inline(__always) func nativeLog1p(_ x: Double) -> Double { log1p(x) }
@inlinable @inline(__always) func nativeSin(_ x: Double) -> Double { sin(x) }
@inlinable @inline(__always) func nativeCos(_ x: Double) -> Double { cos(x) }
@inlinable @inline(__always) func nativeLog2(_ x: Double) -> Double { log2(x) }
@inlinable @inline(__always) func nativeExpm1(_ x: Double) -> Double { expm1(x) }
@inlinable @inline(__always) func nativeTan(_ x: Double) -> Double { tan(x) }
@inlinable @inline(__always) func nativeSinh(_ x: Double) -> Double { sinh(x) }
@inlinable @inline(__always) func nativeCosh(_ x: Double) -> Double { cosh(x) }
@inlinable @inline(__always) func nativeAsin(_ x: Double) -> Double { asin(x) }
@inlinable @inline(__always) func nativeAcos(_ x: Double) -> Double { acos(x) }
@inlinable @inline(__always) func nativeAtan(_ x: Double) -> Double { atan(x) }
@inlinable @inline(__always) func nativeErf(_ x: Double) -> Double { erf(x) }
@inlinable @inline(__always) func nativeErfc(_ x: Double) -> Double { erfc(x) }
@inlinable @inline(__always) func nativePow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
