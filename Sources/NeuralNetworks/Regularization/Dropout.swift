public import Autograd

/// Inverted dropout: in training, a neuron is kept with some probability, and its output is
/// otherwise set to 0.
///
/// What is kept is divided by the probability there and then, so that evaluation, which leaves
/// dropout out, needs no scaling. (Srivastava et al. 2014; CS231n, "Regularization".)
public struct Dropout: Sendable, Equatable {
  /// The probability that a neuron is kept, above 0 and up to 1.
  public let keepProbability: Double

  /// Dropout that keeps neurons with a probability above 0 and up to 1; traps on another.
  public init(keepProbability: Double) {
    require(
      keepProbability > 0 && keepProbability <= 1,
      "\(keepProbability) is no probability above 0 and up to 1.")
    self.keepProbability = keepProbability
  }

  /// The output times 1/p, or times 0 and marked as dropped.
  ///
  /// - Parameters:
  ///   - output: That of a neuron.
  ///   - generator: Where the randomness comes from: one number for each neuron.
  public func callAsFunction(
    _ output: Value, using generator: inout some RandomNumberGenerator
  ) -> Value {
    let factor = factor(using: &generator)
    let result = output * factor
    result.isDropped = factor == 0
    return result
  }

  /// What the output of a neuron is multiplied by: 1/p, or 0 where it is dropped.
  func factor(using generator: inout some RandomNumberGenerator) -> Double {
    Double.random(in: 0..<1, using: &generator) < keepProbability ? 1 / keepProbability : 0
  }
}

extension MLP {
  /// The outputs in training, where there may be dropout.
  func callAsFunction(
    _ inputs: [Value], dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> [Value] {
    if let dropout { self(inputs, dropout: dropout, using: &generator) } else { self(inputs) }
  }

  /// The outputs in training: dropout after every neuron but those of the last layer.
  ///
  /// - Parameters:
  ///   - inputs: As many as the first layer takes.
  ///   - dropout: How neurons are dropped.
  ///   - generator: Where the randomness comes from.
  public func callAsFunction(
    _ inputs: [Value], dropout: Dropout, using generator: inout some RandomNumberGenerator
  ) -> [Value] {
    var values = inputs
    for (index, layer) in layers.enumerated() {
      let isLast = index == layers.count - 1
      values = layer.tape.group(.layer(index + 1)) {
        layer.neurons.enumerated().map { position, neuron in
          neuron.bias.tape.group(.neuron(position + 1)) {
            let output = neuron(values)
            return isLast ? output : dropout(output, using: &generator)
          }
        }
      }
    }
    return values
  }
}
