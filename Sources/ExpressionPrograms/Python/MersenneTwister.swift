/// The generator MT19937 of Matsumoto and Nishimura, seeded as Python seeds it.
///
/// Nothing is computed before the first word is asked for, so that a generator nobody uses is free.
struct MersenneTwister {
  private static let size = 624
  /// How far apart the words are that a new word is made of.
  private static let distance = 397

  private let seed: UInt128
  /// Empty until the first word is asked for.
  private var state: [UInt32] = []
  private var position = MersenneTwister.size

  /// A generator that Python's `random.seed(seed)` would make, of a number or its negative.
  init(seed: UInt128) {
    self.seed = seed
  }

  /// The next 32 random bits.
  mutating func next() -> UInt32 {
    if position == MersenneTwister.size {
      if state.isEmpty { state = MersenneTwister.state(seed: seed) }
      renew()
    }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  /// Replaces all words by the next ones of the recurrence.
  private mutating func renew() {
    let size = MersenneTwister.size
    let distance = MersenneTwister.distance
    state.withUnsafeMutableBufferPointer { words in
      for index in 0..<size {
        let bits =
          (words[index] & 0x8000_0000) | (words[index + 1 < size ? index + 1 : 0] & 0x7FFF_FFFF)
        let far = index < size - distance ? index + distance : index + distance - size
        words[index] = words[far] ^ (bits >> 1) ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
      }
    }
    position = 0
  }

  /// The initial words for a seed: those of a fixed seed, stirred twice, the first time with the
  /// 32-bit digits of the seed.
  private static func state(seed: UInt128) -> [UInt32] {
    var key: [UInt32] = []
    var rest = seed
    repeat {
      key.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    } while rest != 0

    var words: [UInt32] = [19_650_218]
    words.reserveCapacity(size)
    for index in 1..<size {
      words.append(1_812_433_253 &* mixed(words[index - 1]) &+ UInt32(index))
    }
    var index = 1
    func stepOn() {
      index += 1
      if index == size {
        words[0] = words[size - 1]
        index = 1
      }
    }
    for step in 0..<size {
      let digit = step % key.count
      words[index] ^= mixed(words[index - 1]) &* 1_664_525
      words[index] &+= key[digit] &+ UInt32(digit)
      stepOn()
    }
    for _ in 1..<size {
      words[index] ^= mixed(words[index - 1]) &* 1_566_083_941
      words[index] &-= UInt32(index)
      stepOn()
    }
    words[0] = 0x8000_0000
    return words
  }

  private static func mixed(_ word: UInt32) -> UInt32 { word ^ (word >> 30) }
}
