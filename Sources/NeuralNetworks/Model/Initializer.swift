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
