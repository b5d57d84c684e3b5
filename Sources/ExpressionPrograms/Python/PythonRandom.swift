internal import LibC

/// Random numbers as Python's `random.Random` of version 3.11 makes them, number for number.
struct PythonRandom {
  private var generator: MersenneTwister
  /// The second of the two normal numbers that ``gauss(_:_:)`` makes at a time.
  private var nextGauss: Double?

  /// What `random.seed(seed)` starts; a negative seed is as good as its magnitude.
  init(seed: Int128) {
    generator = MersenneTwister(seed: seed.magnitude)
  }

  /// A number from 0 up to 1, without 1, of 53 random bits.
  mutating func random() -> Double {
    let high = generator.next() >> 5
    let low = generator.next() >> 6
    return (Double(high) * 0x1p26 + Double(low)) * 0x1p-53
  }

  /// A number between two others.
  mutating func uniform(_ a: Double, _ b: Double) -> Double {
    a + (b - a) * random()
  }

  /// An integer from 0 up to `n`, without `n`, which must be positive.
  mutating func randbelow(_ n: Int128) -> Int128 {
    precondition(n > 0, "There is no integer from 0 up to \(n).")
    return Int128(integer(upTo: UInt128(n) - 1))
  }

  /// An integer from `a` up to `b`, with both; `b` must not be less than `a`.
  mutating func randint(_ a: Int128, _ b: Int128) -> Int128 {
    precondition(a <= b, "There is no integer from \(a) up to \(b).")
    let width = UInt128(bitPattern: b &- a)
    return a &+ Int128(bitPattern: integer(upTo: width))
  }

  /// A normally distributed number: of each two, the second is the first one's twin.
  mutating func gauss(_ mu: Double, _ sigma: Double) -> Double {
    if let number = nextGauss {
      nextGauss = nil
      return mu + number * sigma
    }
    let angle = random() * (2 * Double.pi)
    let radius = (-2 * log(1 - random())).squareRoot()
    nextGauss = sin(angle) * radius
    return mu + cos(angle) * radius * sigma
  }

  /// A normally distributed number by the method of Kinderman and Monahan, which has no twin.
  mutating func normalvariate(_ mu: Double, _ sigma: Double) -> Double {
    let scale = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let first = random()
      let second = 1 - random()
      let number = scale * (first - 0.5) / second
      if number * number / 4 <= -log(second) { return mu + number * sigma }
    }
  }

  /// Puts the elements of a list into a random order.
  mutating func shuffle<T>(_ list: inout [T]) {
    for index in list.indices.dropFirst().reversed() {
      list.swapAt(index, Int(integer(upTo: UInt128(index))))
    }
  }

  /// Which elements `random.sample` takes of a list of `count`, in its order; `size` is from 0 to
  /// `count`.
  mutating func sampleIndices(_ size: Int, of count: Int) -> [Int] {
    precondition(0 <= size && size <= count, "\(size) of \(count) elements cannot be taken.")
    // Python weighs the memory of a list against that of a set, and the numbers depend on it.
    var setSize = 21.0
    if size > 5 { setSize += pow(4, (log(Double(size * 3)) / log(4)).rounded(.up)) }
    var result: [Int] = []
    result.reserveCapacity(size)
    if Double(count) <= setSize {
      var pool = Array(0..<count)
      for last in (count - size..<count).reversed() {
        let index = Int(integer(upTo: UInt128(last)))
        result.append(pool[index])
        pool[index] = pool[last]
      }
    } else {
      var taken: Set<Int> = []
      while result.count < size {
        let index = Int(integer(upTo: UInt128(count - 1)))
        if taken.insert(index).inserted { result.append(index) }
      }
    }
    return result
  }

  /// An integer up to a maximum: as many bits as the number after the maximum has, again and again
  /// until they are not too many.
  private mutating func integer(upTo maximum: UInt128) -> UInt128 {
    // Nearly all ranges need one word, without arithmetic of 128 bits.
    if maximum < UInt32.max {
      let shift = (UInt32(maximum) + 1).leadingZeroBitCount
      while true {
        let bits = generator.next() >> UInt32(shift)
        if bits <= maximum { return UInt128(bits) }
      }
    }
    // The number after the maximum may have 129 bits.
    let isFull = maximum & (maximum &+ 1) == 0
    let bitCount = 128 - maximum.leadingZeroBitCount + (isFull ? 1 : 0)
    while true {
      var bits: UInt128 = 0
      var isTooLarge = false
      for start in stride(from: 0, to: bitCount, by: 32) {
        let word = generator.next() >> UInt32(max(0, 32 - (bitCount - start)))
        if start < 128 { bits |= UInt128(word) << start } else { isTooLarge = word != 0 }
      }
      if !isTooLarge && bits <= maximum { return bits }
    }
  }
}
