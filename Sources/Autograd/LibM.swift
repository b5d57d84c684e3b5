#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The system's mathematical functions under a name of their own, since `Operation` and `Value`
/// have members called `tanh`, `exp` and so on.
enum LibM {
  @inline(__always) static func tanh(_ x: Double) -> Double { nativeTanh(x) }
  @inline(__always) static func exp(_ x: Double) -> Double { nativeExp(x) }
  @inline(__always) static func log(_ x: Double) -> Double { nativeLog(x) }
  @inline(__always) static func log1p(_ x: Double) -> Double { nativeLog1p(x) }
  @inline(__always) static func sin(_ x: Double) -> Double { nativeSin(x) }
  @inline(__always) static func cos(_ x: Double) -> Double { nativeCos(x) }
  @inline(__always) static func pow(_ x: Double, _ y: Double) -> Double { nativePow(x, y) }
}

@inline(__always) private func nativeTanh(_ x: Double) -> Double { tanh(x) }
@inline(__always) private func nativeExp(_ x: Double) -> Double { exp(x) }
@inline(__always) private func nativeLog(_ x: Double) -> Double { log(x) }
@inline(__always) private func nativeLog1p(_ x: Double) -> Double { log1p(x) }
@inline(__always) private func nativeSin(_ x: Double) -> Double { sin(x) }
@inline(__always) private func nativeCos(_ x: Double) -> Double { cos(x) }
@inline(__always) private func nativePow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
