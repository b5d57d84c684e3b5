/// A random number generator that gives the same numbers for the same seed, everywhere.
///
/// SplitMix64 (Steele, Lea, Flood 2014): one addition and a mix, and good enough to initialise
/// weights. It is not for cryptography.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that starts from a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= SeededGenerator.increment
    return SeededGenerator.mix(state)
  }

  /// What the state grows by: 2⁶⁴ divided by the golden ratio.
  package static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Spreads each bit of a number over all 64, one to one: a hash that is the same in every process.
  @inline(__always)
  package static func mix(_ number: UInt64) -> UInt64 {
    var mixed = (number ^ (number >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
