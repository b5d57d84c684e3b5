#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Decimal logarithms and back.
enum Logarithm {
  static func log10(_ value: Double) -> Double { systemLog10(value) }

  /// Ten to a power, as a positive finite number.
  static func power(_ exponent: Double) -> Double {
    Swift.min(Swift.max(pow(10, exponent), 1e-300), .greatestFiniteMagnitude)
  }

  /// The power of ten of the first digit; `nil` where the number has none.
  static func exponent(of value: Double) -> Int? {
    let logarithm = log10(value)
    return logarithm.isFinite ? Int(logarithm.rounded(.down)) : nil
  }
}

// `log10` inside the enumeration would find the method first.
private func systemLog10(_ value: Double) -> Double { log10(value) }
