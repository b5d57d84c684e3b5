internal import Autograd

/// Numbers of a normal distribution, by the method of Box and Muller (1958).
///
/// The method makes two numbers of two uniform ones; the second is thrown away, so that a number
/// depends on the state of the generator alone.
public struct GaussianSampler: Sendable, Equatable {
  /// The mean μ.
  public let mean: Double
  /// The standard deviation σ.
  public let standardDeviation: Double

  /// A normal distribution; the standard one where nothing is given.
  public init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The next number; it takes two numbers from the generator.
  public func next(using generator: inout some RandomNumberGenerator) -> Double {
    // In (0, 1], so that the logarithm is finite.
    let radial = 1 - Double.random(in: 0..<1, using: &generator)
    let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
    let radius = (-2 * Value.Operation.log.evaluate(radial)).squareRoot()
    return mean + standardDeviation * radius * Value.Operation.cos.evaluate(angle)
  }
}
