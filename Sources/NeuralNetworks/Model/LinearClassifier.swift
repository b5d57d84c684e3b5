public import Autograd

/// The linear classifier, whose scores are s = W x + b.
///
/// It is a layer without an activation: one neuron for each class, whose weights are a row of W and
/// whose bias is an element of b. Training moves the row of a class to where its inputs score
/// highest. Source: CS231n, "Linear classification".
extension Layer {
  /// A linear classifier of given numbers.
  ///
  /// - Parameters:
  ///   - weights: W, a row for each class and a column for each input.
  ///   - biases: b, one for each class.
  ///   - tape: Where the parameters are recorded, each class in a group "neuron i".
  public static func linearClassifier(
    weights: Matrix, biases: [Double], on tape: Tape = .current
  ) -> Layer {
    require(
      biases.count == weights.rows,
      "A linear classifier of \(weights.rows) classes was given \(biases.count) biases.")
    return Layer(
      biases.enumerated().map { index, bias in
        tape.group(.neuron(index + 1)) {
          Neuron(weights: weights.row(index), bias: bias, activation: .identity, on: tape)
        }
      })
  }

  /// A linear classifier whose first weights are drawn.
  ///
  /// - Parameters:
  ///   - inputs: How many features an example has.
  ///   - classes: How many scores there are.
  ///   - initializer: How the weights are drawn.
  ///   - generator: Where the randomness comes from.
  ///   - tape: Where the parameters are recorded.
  public static func linearClassifier(
    inputs: Int, classes: Int, initializer: Initializer = .uniform,
    using generator: inout some RandomNumberGenerator, on tape: Tape = .current
  ) -> Layer {
    Layer(
      inputs: inputs, outputs: classes, activation: .identity, initializer: initializer,
      using: &generator, on: tape)
  }
}
