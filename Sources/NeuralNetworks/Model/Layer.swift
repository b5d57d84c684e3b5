internal import Text
public import Autograd

/// A fully connected layer: neurons that all see the same inputs.
public struct Layer: Module {
  /// The neurons; each gives one output.
  public let neurons: [Neuron]
  /// What the layer is recorded by as a whole, where it can be.
  private let dense: DenseLayers?

  /// A layer of given neurons.
  public init(_ neurons: [Neuron]) {
    require(!neurons.isEmpty, "A layer needs one neuron at least.")
    self.neurons = neurons
    dense = DenseLayers([neurons], haveGroups: false)
  }

  /// A layer whose first weights are drawn, neuron by neuron, each in a group "neuron i".
  ///
  /// - Parameters:
  ///   - inputs: How many inputs each neuron takes.
  ///   - outputs: How many neurons there are.
  ///   - activation: What each applies to its sum.
  ///   - initializer: How the weights are drawn.
  ///   - bias: What every bias starts at; where none is given, the initializer says.
  ///   - generator: Where the randomness comes from.
  ///   - tape: Where the parameters are recorded.
  public init(
    inputs: Int, outputs: Int, activation: Activation = .tanh,
    initializer: Initializer = .uniform, bias: Double? = nil,
    using generator: inout some RandomNumberGenerator, on tape: Tape = .current
  ) {
    require(outputs > 0, "A layer needs one neuron at least, not \(outputs).")
    var neurons: [Neuron] = []
    for index in 1...outputs {
      neurons.append(
        tape.group(.neuron(index)) {
          Neuron(
            inputs: inputs, outputs: outputs, activation: activation, initializer: initializer,
            bias: bias, using: &generator, on: tape)
        })
    }
    self.init(neurons)
  }

  /// The outputs of all neurons; each is recorded in a group "neuron i".
  public func callAsFunction(_ inputs: [Value]) -> [Value] {
    dense.flatMap { tape.record($0, of: inputs) }
      ?? neurons.enumerated().map { index, neuron in
        neuron.bias.tape.group(.neuron(index + 1)) { neuron(inputs) }
      }
  }

  /// The parameters, neuron by neuron.
  public func parameters() -> [Value] { neurons.flatMap { $0.parameters() } }

  /// The tape of the parameters.
  var tape: Tape { neurons[0].bias.tape }
}

extension DenseLayers {
  /// The layers of some neurons; `nil` where they cannot be recorded as a whole, as if neurons of a layer
  /// have different activations.
  convenience init?(_ layers: [[Neuron]], haveGroups: Bool) {
    let activations = layers.map { $0[0].activation }
    for (layer, activation) in zip(layers, activations)
    where !layer.allSatisfy({ $0.activation == activation }) { return nil }
    self.init(
      layers.map { $0.map { $0.parameters() } }, activations: activations.map(\.rule),
      haveGroups: haveGroups)
  }
}

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
      "A linear classifier of \(weights.rows.counted("class", plural: "classes")) was given "
        + "\(biases.count.counted("bias", plural: "biases")).")
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
