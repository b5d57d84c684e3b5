/// How the first weights of a layer are drawn.
public enum Initializer: String, CaseIterable, Sendable {
  /// Uniform on [-1, 1), as in micrograd; biases too.
  case uniform
}

extension Initializer {
  /// One weight.
  ///
  /// - Parameters:
  ///   - inputs: How many inputs the neuron has.
  ///   - generator: Where the randomness comes from; a seeded one makes it reproducible.
  func weight(inputs: Int, using generator: inout some RandomNumberGenerator) -> Double {
    switch self {
    case .uniform: Double.random(in: -1..<1, using: &generator)
    }
  }

  /// One bias.
  func bias(using generator: inout some RandomNumberGenerator) -> Double {
    switch self {
    case .uniform: Double.random(in: -1..<1, using: &generator)
    }
  }
}
