internal import Autograd

/// The numbers of a network, to compute its outputs and its gradients without recording them.
///
/// What a layer records for a row is always the same: sums, products and an activation for each of its
/// neurons. So are its outputs and the way back through it, which are computed here in the same order,
/// to the same bits, at a tenth of what a graph costs. Whoever looks at a graph has it recorded.
struct PlainNetwork {
  /// The numbers of a layer.
  struct Layer {
    let inputs: Int
    /// Neuron after neuron.
    let weights: [Double]
    let biases: [Double]
    let activations: [Activation]
  }

  let layers: [Layer]

  init(_ model: MLP) {
    layers = model.layers.map { layer in
      Layer(
        inputs: layer.neurons[0].weights.count, weights: layer.weights().map(\.data),
        biases: layer.neurons.map(\.bias.data), activations: layer.neurons.map(\.activation))
    }
  }

  /// What the network gives.
  func outputs(for inputs: [Double]) -> [Double] { values(behind: layers[...], of: inputs) }

  /// What goes into the last layer.
  func lastInputs(for inputs: [Double]) -> [Double] {
    values(behind: layers.dropLast(), of: inputs)
  }

  /// The first layer all of whose outputs are 0 for all of some rows; `nil` where there is none.
  func firstDeadLayer(for rows: [[Double]]) -> Int? {
    layers.indices.first { layer in
      layers[layer].activations[0] == .relu
        && rows.allSatisfy { values(behind: layers[...layer], of: $0).allSatisfy { $0 == 0 } }
    }
  }

  private func values(behind layers: ArraySlice<Layer>, of inputs: [Double]) -> [Double] {
    layers.reduce(inputs) { values, layer in
      zip(layer.activations, layer.sums(of: values)).map { $0.value(at: $1) }
    }
  }
}

extension PlainNetwork.Layer {
  /// The sum of each neuron: ((b + w1·x1) + w2·x2) and so on, as ``Neuron`` records it.
  fileprivate func sums(of values: [Double]) -> [Double] {
    var sums = biases
    for neuron in sums.indices {
      let first = neuron * inputs
      var sum = sums[neuron]
      for index in 0..<inputs { sum += weights[first + index] * values[index] }
      sums[neuron] = sum
    }
    return sums
  }
}

// MARK: - With gradients

extension PlainNetwork {
  /// What each layer was given and gave for a row.
  struct Trace {
    fileprivate var layers:
      [(inputs: [Double], sums: [Double], outputs: [Double], factors: [Double])]
    /// What the network gave.
    fileprivate(set) var outputs: [Double]
  }

  /// The gradients of the parameters, in the shape of the layers.
  ///
  /// They begin at -0, which leaves every number that is added to it what it is.
  struct Gradients {
    fileprivate var weights: [[Double]]
    fileprivate var biases: [[Double]]

    /// Those that the parameters of a network have; where there is none yet, -0.
    init(of model: MLP) {
      weights = model.layers.map { $0.weights().map { $0.gradient ?? -0.0 } }
      biases = model.layers.map { $0.neurons.map { $0.bias.gradient ?? -0.0 } }
    }

    /// Gives them to the parameters.
    func store(in model: MLP) {
      for (index, layer) in model.layers.enumerated() {
        for (weight, gradient) in zip(layer.weights(), weights[index]) {
          weight.setGradient(gradient)
        }
        for (neuron, gradient) in zip(layer.neurons, biases[index]) {
          neuron.bias.setGradient(gradient)
        }
      }
    }
  }

  /// What the network gives for a row in training, and what its gradients are computed from.
  ///
  /// - Parameters:
  ///   - inputs: The row.
  ///   - dropout: How neurons are dropped, but for those of the last layer; `nil` where none are.
  ///   - generator: Where the randomness of dropout comes from.
  func trace(
    of inputs: [Double], dropout: Dropout?, using generator: inout some RandomNumberGenerator
  ) -> Trace {
    var trace = Trace(layers: [], outputs: inputs)
    for (index, layer) in layers.enumerated() {
      let values = trace.outputs
      let sums = layer.sums(of: values)
      let outputs = zip(layer.activations, sums).map { $0.value(at: $1) }
      var factors: [Double] = []
      trace.outputs = outputs
      if let dropout, index < layers.count - 1 {
        for _ in outputs { factors.append(dropout.factor(using: &generator)) }
        trace.outputs = zip(outputs, factors).map { $0 * $1 }
      }
      trace.layers.append((values, sums, outputs, factors))
    }
    return trace
  }

  /// Adds the gradients of one row.
  ///
  /// - Parameters:
  ///   - adjoints: The gradients of the outputs; `nil` where the loss does not depend on one.
  ///   - trace: What the network did for the row.
  ///   - gradients: What they are added to.
  func addGradients(of adjoints: [Double?], _ trace: Trace, to gradients: inout Gradients) {
    var adjoints = adjoints
    for index in layers.indices.reversed() {
      let layer = layers[index]
      let (values, sums, outputs, factors) = trace.layers[index]
      let isFirst = index == 0
      // Out of the array of arrays, whose every use would be checked.
      var ofWeights: [Double] = []
      swap(&ofWeights, &gradients.weights[index])
      defer { swap(&ofWeights, &gradients.weights[index]) }
      var below = [Double](repeating: -0.0, count: isFirst ? 0 : layer.inputs)
      // From the last neuron to the first, as backward goes through a graph.
      for neuron in adjoints.indices.reversed() {
        guard var adjoint = adjoints[neuron] else { continue }
        if !factors.isEmpty { adjoint *= factors[neuron] }
        adjoint *= layer.activations[neuron].derivative(at: sums[neuron], output: outputs[neuron])
        let first = neuron * layer.inputs
        for input in 0..<layer.inputs {
          ofWeights[first + input] += adjoint * values[input]
        }
        // Nobody asks for the gradients of a row's own numbers.
        if !isFirst {
          for input in 0..<layer.inputs { below[input] += adjoint * layer.weights[first + input] }
        }
        gradients.biases[index][neuron] += adjoint
      }
      adjoints = below
    }
  }
}
