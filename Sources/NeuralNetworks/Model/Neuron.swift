internal import Text
public import Autograd

/// Something with parameters that training changes.
public protocol Module {
  /// The parameters, in a fixed order.
  func parameters() -> [Value]
}

extension Module {
  /// Takes the gradients of the parameters away, so that the next backward pass starts anew.
  public func zeroGradients() {
    for parameter in parameters() { parameter.zeroGradient() }
  }
}

/// One neuron: an activation of the weighted sum of its inputs.
///
/// It sums from its bias, ((b + w1·x1) + w2·x2) and so on, as in micrograd's lecture.
public struct Neuron: Module {
  /// One weight for each input, labelled w1, w2, ….
  public let weights: [Value]
  /// The bias, labelled b.
  public let bias: Value
  /// What is applied to the sum.
  public let activation: Activation

  /// A neuron of given numbers.
  ///
  /// - Parameters:
  ///   - weights: One for each input.
  ///   - bias: What the sum starts from.
  ///   - activation: What is applied to the sum.
  ///   - tape: Where the parameters are recorded.
  public init(
    weights: [Double], bias: Double, activation: Activation = .tanh, on tape: Tape = .current
  ) {
    self.weights = weights.enumerated().map { index, weight in
      Value(weight, label: "w\(index + 1)", role: .parameter, on: tape)
    }
    self.bias = Value(bias, label: "b", role: .parameter, on: tape)
    self.activation = activation
  }

  /// A neuron whose first weights are drawn: the weights in order, then the bias.
  ///
  /// - Parameters:
  ///   - inputs: How many inputs it takes.
  ///   - outputs: How many neurons its layer has.
  ///   - activation: What is applied to the sum.
  ///   - initializer: How the weights are drawn.
  ///   - bias: What the bias starts at; where none is given, the initializer says.
  ///   - generator: Where the randomness comes from.
  ///   - tape: Where the parameters are recorded.
  public init(
    inputs: Int, outputs: Int = 1, activation: Activation = .tanh,
    initializer: Initializer = .uniform, bias: Double? = nil,
    using generator: inout some RandomNumberGenerator, on tape: Tape = .current
  ) {
    var weights: [Double] = []
    for _ in 0..<inputs {
      weights.append(initializer.weight(inputs: inputs, outputs: outputs, using: &generator))
    }
    let bias = bias ?? initializer.bias(using: &generator)
    self.init(weights: weights, bias: bias, activation: activation, on: tape)
  }

  /// The neuron's output for as many inputs as it has weights; traps on another number.
  public func callAsFunction(_ inputs: [Value]) -> Value {
    require(
      inputs.count == weights.count,
      "A neuron of \(weights.count.counted("input")) was called with \(inputs.count).")
    let sum = zip(weights, inputs).reduce(bias) { sum, pair in sum + pair.0 * pair.1 }
    return activation(sum)
  }

  /// The weights, then the bias.
  public func parameters() -> [Value] { weights + [bias] }
}
