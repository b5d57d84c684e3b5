public import Autograd

// Networks are initialised from seeds.
@_exported public import struct Mathematics.SeededGenerator

/// A multi-layer perceptron: layers one behind another.
///
///     var generator = SeededGenerator(seed: 1)
///     let model = MLP([3, 4, 4, 1], using: &generator)
///     let output = model([2, 3, -1])[0]
///
/// Parameters are labelled w1, w2, …, b and recorded in groups "layer 1/neuron 2".
public struct MLP: Module {
  /// The layers, from the inputs on.
  public let layers: [Layer]
  /// The parameters, gathered once: training asks for them at every step.
  private let gathered: [Value]
  /// What the layers are recorded by as a whole, where they can be.
  private let dense: DenseLayers?

  /// A perceptron of given layers.
  public init(layers: [Layer]) {
    self.layers = layers
    gathered = layers.flatMap { $0.parameters() }
    dense = DenseLayers(layers.map(\.neurons), haveGroups: true)
  }

  /// A perceptron whose first weights are drawn, layer by layer.
  ///
  /// - Parameters:
  ///   - sizes: The number of inputs, then that of each layer's neurons: two numbers at least.
  ///   - activation: What each neuron applies to its sum.
  ///   - lastActivation: The same for the last layer, where it differs.
  ///   - initializer: How the weights are drawn.
  ///   - bias: What every bias starts at; where none is given, the initializer says.
  ///   - generator: Where the randomness comes from.
  ///   - tape: Where the parameters are recorded.
  public init(
    _ sizes: [Int], activation: Activation = .tanh, lastActivation: Activation? = nil,
    initializer: Initializer = .uniform, bias: Double? = nil,
    using generator: inout some RandomNumberGenerator, on tape: Tape = .current
  ) {
    require(
      sizes.count >= 2 && sizes.allSatisfy { $0 > 0 },
      "An MLP needs its number of inputs and the size of one layer at least, not \(sizes).")
    var layers: [Layer] = []
    for index in 1..<sizes.count {
      let isLast = index == sizes.count - 1
      layers.append(
        tape.group(.layer(index)) {
          Layer(
            inputs: sizes[index - 1], outputs: sizes[index],
            activation: isLast ? lastActivation ?? activation : activation,
            initializer: initializer, bias: bias, using: &generator, on: tape)
        })
    }
    self.init(layers: layers)
  }

  /// The outputs of the last layer; what is recorded is in groups "layer i/neuron j".
  public func callAsFunction(_ inputs: [Value]) -> [Value] {
    dense.flatMap { layers[0].tape.record($0, of: inputs) }
      ?? layers.enumerated().reduce(inputs) { values, layer in
        layer.element.tape.group(.layer(layer.offset + 1)) { layer.element(values) }
      }
  }

  /// The outputs for a row of plain numbers, which are recorded as inputs.
  public func callAsFunction(_ row: [Double]) -> [Value] {
    let tape = layers[0].tape
    return dense.flatMap { tape.record($0, ofRow: row) }
      ?? self(row.map { Value($0, role: .input, on: tape) })
  }

  /// The parameters, layer by layer and neuron by neuron.
  public func parameters() -> [Value] { gathered }
}
