/// A power of ten to 128 bits, of which the first is set: what reading and writing a double takes.
struct PowerOfTen: Sendable {
  private(set) var high: UInt64
  private(set) var low: UInt64
  /// Whether there is more behind these bits.
  private let isCut: Bool

  /// The exponents that a double can have in decimal.
  static let exponents = -342...324

  /// The power with an exponent of ``exponents``, cut off behind 128 bits.
  static subscript(exponent: Int) -> PowerOfTen {
    @inline(__always) get { table[exponent - exponents.lowerBound] }
  }

  /// The least number of 128 bits that is not less than the power.
  @inline(__always)
  var roundedUp: (high: UInt64, low: UInt64) {
    let (low, carry) = low.addingReportingOverflow(isCut ? 1 : 0)
    return (high &+ (carry ? 1 : 0), low)
  }

  /// All of them, made once: a table of them would be a thousand lines.
  private static let table: [PowerOfTen] = {
    // 10^-n is 2^1408 / 10^n, of which no step loses anything that counts: the floor of a floor is the floor.
    var number = LongNumber(powerOfTwo: 1408)
    var isExact = true
    var negative: [PowerOfTen] = []
    for _ in 1...(-exponents.lowerBound) {
      isExact = number.divideByTen() && isExact
      negative.append(PowerOfTen(number, isExact: isExact))
    }
    number = LongNumber(powerOfTwo: 0)
    var table = Array(negative.reversed())
    for _ in 0...exponents.upperBound {
      table.append(PowerOfTen(number, isExact: true))
      number.multiplyByTen()
    }
    return table
  }()

  private init(_ number: LongNumber, isExact: Bool) {
    let (first, isRestZero) = number.firstBits
    (high, low) = first
    isCut = !(isExact && isRestZero)
  }
}

/// A whole number of any length, the least word first.
private struct LongNumber {
  private var words: [UInt64]

  init(powerOfTwo exponent: Int) {
    words = Array(repeating: 0, count: exponent / 64) + [1 << (exponent % 64)]
  }

  mutating func multiplyByTen() {
    var carry: UInt64 = 0
    for index in words.indices {
      let product = words[index].multipliedFullWidth(by: 10)
      let (sum, overflow) = product.low.addingReportingOverflow(carry)
      words[index] = sum
      carry = product.high + (overflow ? 1 : 0)
    }
    if carry > 0 { words.append(carry) }
  }

  /// Divides by 10, and says whether nothing was left.
  mutating func divideByTen() -> Bool {
    var rest: UInt64 = 0
    for index in words.indices.reversed() {
      (words[index], rest) = UInt64(10).dividingFullWidth((rest, words[index]))
    }
    while words.last == 0 { words.removeLast() }
    return rest == 0
  }

  /// The first 128 bits from the first that is set, and whether all behind them are 0.
  var firstBits: (bits: (UInt64, UInt64), isRestZero: Bool) {
    func word(_ place: Int) -> UInt64 { place < words.count ? words[words.count - 1 - place] : 0 }
    let shift = UInt64(word(0).leadingZeroBitCount)
    func shifted(_ place: Int) -> UInt64 {
      shift == 0 ? word(place) : word(place) << shift | word(place + 1) >> (64 - shift)
    }
    let isRestZero =
      shifted(2) == 0 && (3..<max(3, words.count)).allSatisfy { shifted($0) == 0 }
    return ((shifted(0), shifted(1)), isRestZero)
  }
}
