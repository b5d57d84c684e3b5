// For the exercises of the course alone: the command has dropout and penalties instead.

/// Gaussian noise that is added to inputs in training, against overfitting.
///
/// A model that sees every example slightly changed each time cannot memorise its exact numbers. In evaluation, pass the inputs as they are.
public struct InputNoise: Sendable, Equatable {
  /// How strong the noise is, in the units of the inputs; 0 changes nothing.
  public let standardDeviation: Double

  /// Noise of a standard deviation, which must not be negative.
  public init(standardDeviation: Double) {
    require(
      standardDeviation >= 0,
      "The standard deviation of input noise must be 0 or more, not \(standardDeviation).")
    self.standardDeviation = standardDeviation
  }

  /// The inputs, each with a number of its own added.
  ///
  /// - Parameters:
  ///   - inputs: The features of one example.
  ///   - generator: Where the randomness comes from; a seeded one makes it reproducible.
  public func callAsFunction(
    _ inputs: [Double], using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    let sampler = GaussianSampler(standardDeviation: standardDeviation)
    return inputs.map { $0 + sampler.next(using: &generator) }
  }
}
