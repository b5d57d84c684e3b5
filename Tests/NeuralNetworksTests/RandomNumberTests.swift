import NeuralNetworks
import Testing

/// Mean, variance and other moments of a sample.
///
/// The standard errors of 20 000 numbers of a normal distribution are σ/141 for the mean and 1 %
/// for the variance; the bounds of the tests are five times that.
struct Moments {
  static let count = 20_000

  let mean: Double
  let variance: Double
  /// The correlation of each number with the next.
  let correlation: Double
  /// How many numbers are within one and within two standard deviations.
  let within: (one: Double, two: Double)

  init(_ numbers: [Double]) {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    func fraction(_ deviations: Double) -> Double {
      Double(numbers.count { ($0 - mean).magnitude < deviations * variance.squareRoot() }) / count
    }
    self.mean = mean
    self.variance = variance
    within = (fraction(1), fraction(2))
    correlation =
      zip(numbers, numbers.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / count
      / variance
  }

  /// Checks mean and variance, and that the numbers are independent.
  func expect(mean expected: Double, variance wanted: Double) {
    let error = wanted.squareRoot() / Double(Moments.count).squareRoot()
    #expect(abs(mean - expected) < 5 * error)
    #expect(abs(variance / wanted - 1) < 0.05)
    #expect(abs(correlation) < 5 / Double(Moments.count).squareRoot())
  }

  /// Checks that as many numbers are near the mean as in a normal distribution.
  func expectNormal() {
    #expect(abs(within.one - 0.6827) < 0.0165)
    #expect(abs(within.two - 0.9545) < 0.0074)
  }
}

@Suite struct GaussianSamplerTests {
  @Test(arguments: [(0.0, 1.0), (-3, 0.2), (100, 7)])
  func momentsAreThoseOfTheNormalDistribution(_ parameters: (mean: Double, deviation: Double)) {
    var generator = SeededGenerator(seed: 17)
    let sampler = GaussianSampler(
      mean: parameters.mean, standardDeviation: parameters.deviation)
    let moments = Moments((0..<Moments.count).map { _ in sampler.next(using: &generator) })
    moments.expect(
      mean: parameters.mean, variance: parameters.deviation * parameters.deviation)
    moments.expectNormal()
  }

  /// A generator whose bits are all zeros or all ones gives the ends of the uniform distribution.
  @Test(arguments: [UInt64.min, .max]) func extremesAreFinite(_ bits: UInt64) {
    struct Constant: RandomNumberGenerator {
      let bits: UInt64
      func next() -> UInt64 { bits }
    }
    var generator = Constant(bits: bits)
    #expect(GaussianSampler().next(using: &generator).isFinite)
  }
}

@Suite struct InputNoiseTests {
  @Test func noiseHasItsStandardDeviation() {
    var generator = SeededGenerator(seed: 23)
    let inputs = (0..<Moments.count).map { Double($0 % 10) }
    let noisy = InputNoise(standardDeviation: 0.3)(inputs, using: &generator)
    let moments = Moments(zip(noisy, inputs).map { $0 - $1 })
    moments.expect(mean: 0, variance: 0.09)
    moments.expectNormal()
  }

  @Test func seedsAreReproducible() {
    func noisy(_ seed: UInt64) -> [Double] {
      var generator = SeededGenerator(seed: seed)
      return InputNoise(standardDeviation: 1)([1, 2, 3], using: &generator)
    }
    #expect(noisy(1) == noisy(1))
    #expect(noisy(1) != noisy(2))
  }

  @Test func noNoiseChangesNothing() {
    var generator = SeededGenerator(seed: 1)
    #expect(InputNoise(standardDeviation: 0)([1, -2], using: &generator) == [1, -2])
  }
}
