internal import Mathematics

/// How the first weights of a layer are drawn.
///
/// All but ``uniform`` start biases at zero. Source: CS231n, "Weight Initialization".
public enum Initializer: String, CaseIterable, Sendable {
  /// Uniform on [-1, 1), as in micrograd; biases too.
  case uniform
  /// Normal with a standard deviation of 0.01.
  case small
  /// Normal with a variance of 1/n for n inputs, which keeps the variance of linear neurons.
  case lecun
  /// Normal with a variance of 2/n for n inputs, which keeps the variance through ReLUs.
  case he
  /// Normal with a variance of 2/(n + m) for n inputs and m outputs: between forward and backward.
  case xavier
  /// All zeros, from which the neurons of a layer never become different.
  ///
  /// All of them compute the same, and training changes them in the same way.
  case zeros
}

extension Initializer {
  /// One weight.
  ///
  /// - Parameters:
  ///   - inputs: How many inputs the neuron has.
  ///   - outputs: How many neurons its layer has.
  ///   - generator: Where the randomness comes from; a seeded one makes it reproducible.
  func weight(
    inputs: Int, outputs: Int, using generator: inout some RandomNumberGenerator
  ) -> Double {
    let standardDeviation: Double
    switch self {
    case .uniform: return Double.random(in: -1..<1, using: &generator)
    case .zeros: return 0
    case .small: standardDeviation = 0.01
    case .lecun: standardDeviation = (1 / Double(inputs)).squareRoot()
    case .he: standardDeviation = (2 / Double(inputs)).squareRoot()
    case .xavier: standardDeviation = (2 / Double(inputs + outputs)).squareRoot()
    }
    return GaussianSampler(standardDeviation: standardDeviation).next(using: &generator)
  }

  /// One bias.
  func bias(using generator: inout some RandomNumberGenerator) -> Double {
    self == .uniform ? Double.random(in: -1..<1, using: &generator) : 0
  }
}

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
    let radius = (-2 * LibM.log(radial)).squareRoot()
    return mean + standardDeviation * radius * LibM.cos(angle)
  }
}
