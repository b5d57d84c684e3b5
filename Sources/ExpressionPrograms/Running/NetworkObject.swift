internal import Autograd
internal import NeuralNetworks
internal import Text

/// A neuron, a layer or a network of the library's, as a program has it.
final class NetworkObject {
  enum Kind {
    case neuron(Neuron)
    case layer(Layer)
    case network(MLP)
  }

  let kind: Kind

  init(_ kind: Kind) { self.kind = kind }

  var typeName: String {
    switch kind {
    case .neuron: "Neuron"
    case .layer: "Layer"
    case .network: "MLP"
    }
  }

  var parameters: [Value] {
    switch kind {
    case .neuron(let neuron): neuron.parameters()
    case .layer(let layer): layer.parameters()
    case .network(let network): network.parameters()
    }
  }

  /// How many inputs it takes.
  var inputCount: Int {
    switch kind {
    case .neuron(let neuron): neuron.weights.count
    case .layer(let layer): layer.neurons[0].weights.count
    case .network(let network): network.layers[0].neurons[0].weights.count
    }
  }

  /// As the package writes it.
  var description: String {
    func name(_ neuron: Neuron) -> String {
      switch neuron.activation {
      case .relu: "ReLUNeuron(\(neuron.weights.count))"
      case .identity: "LinearNeuron(\(neuron.weights.count))"
      default: "Neuron(\(neuron.weights.count))"
      }
    }
    func name(_ layer: Layer) -> String {
      "Layer of [\(layer.neurons.map(name).joined(separator: ", "))]"
    }
    return switch kind {
    case .neuron(let neuron): name(neuron)
    case .layer(let layer): name(layer)
    case .network(let network): "MLP of [\(network.layers.map(name).joined(separator: ", "))]"
    }
  }
}

extension Machine {
  // MARK: - Making them

  mutating func makeNeuron(_ style: NetworkStyle, _ call: Call) throws(Raised) -> Object {
    let inputs = try size(call.take(1...2, names: ["nonlin"])[0], call)
    try checkNodes(more: inputs + 1)
    let isLinear = call.argument(1, "nonlin").map { !isTrue($0) } ?? false
    return .network(NetworkObject(.neuron(neuron(style, inputs, isLinear: isLinear))))
  }

  mutating func makeLayer(_ style: NetworkStyle, _ call: Call) throws(Raised) -> Object {
    let given = try call.take(2...2, names: ["nonlin"])
    let (inputs, outputs) = (try size(given[0], call), try size(given[1], call))
    try checkParameters([inputs, outputs])
    let isLinear = call.arguments.names["nonlin"].map { !isTrue($0) } ?? false
    return .network(
      NetworkObject(.layer(layer(style, inputs, outputs, isLinear: isLinear))))
  }

  mutating func makeNetwork(_ style: NetworkStyle, _ call: Call) throws(Raised) -> Object {
    let given = try call.take(2...2)
    var sizes = [try size(given[0], call)]
    for object in try elements(of: given[1]) { sizes.append(try size(object, call)) }
    if sizes.count < 2 { throw call.expected("the size of one layer at least", given[1]) }
    try checkParameters(sizes)
    var layers: [Layer] = []
    for index in 1..<sizes.count {
      let isLinear = style == .package && index == sizes.count - 1
      layers.append(
        tape.group(.layer(index)) {
          layer(style, sizes[index - 1], sizes[index], isLinear: isLinear)
        })
    }
    return .network(NetworkObject(.network(MLP(layers: layers))))
  }

  private func size(_ object: Object, _ call: Call) throws(Raised) -> Int {
    guard let integer = plain(object).integer else { throw call.expected("sizes", object) }
    guard integer > 0, integer <= Int128(limits.nodes) else {
      throw Raised(
        .value("a size of '\(call.name)' must be from 1 to \(limits.nodes), not \(integer)"))
    }
    return Int(integer)
  }

  private func checkParameters(_ sizes: [Int]) throws(Raised) {
    var count = 0
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
      count =
        (inputs + 1).multipliedReportingOverflow(by: outputs).overflow
        ? .max / 4 : min(.max / 4, count + (inputs + 1) * outputs)
      try checkNodes(more: count)
    }
  }

  private mutating func layer(
    _ style: NetworkStyle, _ inputs: Int, _ outputs: Int, isLinear: Bool
  ) -> Layer {
    Layer(
      (1...outputs).map { index in
        tape.group(.neuron(index)) { neuron(style, inputs, isLinear: isLinear) }
      })
  }

  /// The weights in their order, then the bias: the numbers that the lecture and the package draw.
  private mutating func neuron(_ style: NetworkStyle, _ inputs: Int, isLinear: Bool) -> Neuron {
    let weights = (0..<inputs).map { _ in random.uniform(-1, 1) }
    switch style {
    case .lecture:
      return Neuron(
        weights: weights, bias: random.uniform(-1, 1), activation: isLinear ? .identity : .tanh,
        on: tape)
    case .package:
      return Neuron(
        weights: weights, bias: 0, activation: isLinear ? .identity : .relu, on: tape)
    }
  }

  // MARK: - Using them

  /// The outputs of a network for a list of inputs: one alone where there is one.
  mutating func evaluate(_ network: NetworkObject, _ inputs: Object) throws(Raised) -> Object {
    let elements = try elements(of: inputs)
    guard elements.count == network.inputCount else {
      throw Raised(
        .arguments(
          "a \(network.typeName) of \(network.inputCount.counted("input")) was called with "
            + "\(elements.count)", usage: ""))
    }
    let count = network.parameters.count
    try checkNodes(more: 3 * count)
    try charge(count)
    var values: [Value] = []
    for element in elements {
      if case .value(let value) = element {
        values.append(value)
      } else if let number = element.number {
        values.append(.constant(number, on: tape))
      } else {
        throw Raised(
          .type(
            "an input of a \(network.typeName) must be a number or a Value, not "
              + element.typeName))
      }
    }
    let outputs: [Value]
    switch network.kind {
    case .neuron(let neuron): return .value(neuron(values))
    case .layer(let layer): outputs = layer(values)
    case .network(let network): outputs = network(values)
    }
    try charge(outputs.count + 2)
    return outputs.count == 1 ? .value(outputs[0]) : .list(ListObject(outputs.map { .value($0) }))
  }

  mutating func attribute(_ name: String, of network: NetworkObject) throws(Raised) -> Object? {
    func list(_ kinds: [NetworkObject.Kind]) -> Object {
      .list(ListObject(kinds.map { .network(NetworkObject($0)) }))
    }
    try charge(16)
    switch (name, network.kind) {
    case ("w", .neuron(let neuron)):
      return .list(ListObject(neuron.weights.map { .value($0) }))
    case ("b", .neuron(let neuron)): return .value(neuron.bias)
    case ("nonlin", .neuron(let neuron)): return .boolean(neuron.activation != .identity)
    case ("neurons", .layer(let layer)): return list(layer.neurons.map { .neuron($0) })
    case ("layers", .network(let network)): return list(network.layers.map { .layer($0) })
    default: return nil
    }
  }

  mutating func callMethod(
    _ name: String, of network: NetworkObject, _ call: Call
  ) throws(Raised) -> Object {
    switch name {
    case "parameters":
      _ = try call.take(0...0)
      let parameters = network.parameters
      try charge(parameters.count + 2)
      return .list(ListObject(parameters.map { .value($0) }))
    case "zero_grad":
      _ = try call.take(0...0)
      touchesGradients = true
      try charge(network.parameters.count + 2)
      for parameter in network.parameters { parameter.assignGradient(0) }
      return .none
    default:
      if let object = try attribute(name, of: network) {
        return try self.call(object, call.arguments)
      }
      throw unknownAttribute(
        name, of: .network(network),
        among: ["parameters", "zero_grad", "layers", "neurons", "w", "b"])
    }
  }
}
