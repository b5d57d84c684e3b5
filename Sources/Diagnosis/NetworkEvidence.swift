internal import Autograd
internal import NeuralNetworks

/// What the rules look at in a network: its loss, its gradients and its neurons over a data set.
struct NetworkEvidence {
  /// For how many rows a neuron was active, and for how many it was saturated.
  struct Activity {
    var active = 0
    var saturated = 0
  }

  let objective: Objective
  /// The rate of the next step; `nil` where none is to be judged.
  let learningRate: Double?
  /// Whether the network has not been trained yet.
  let isAtStart: Bool
  /// By layer and neuron.
  private(set) var activity: [[Activity]]
  /// By layer and neuron: the gradients of the mean loss, by parameter.
  let gradients: [[[Double]]]
  /// By layer: the root mean square, over rows and neurons, of the gradient at a neuron's sum.
  ///
  /// That is the gradient of its bias at one row; of the mean over rows, some would cancel out.
  let flow: [Double]
  /// The mean loss without the penalty.
  let loss: Double
  /// The first row whose loss or gradients are NaN or infinite; `nil` where there is none.
  private(set) var firstNotFiniteRow: Int?
  /// What the rules before have found.
  var findings: [Finding] = []

  /// Measures over all rows; the gradients of the parameters are zeroed.
  ///
  /// O(rows · parameters) in time, and O(parameters) in memory: each row is a step of the tape.
  init(_ objective: Objective, learningRate: Double?, isAtStart: Bool) {
    (self.objective, self.learningRate, self.isAtStart) = (objective, learningRate, isAtStart)
    let layers = objective.model.layers
    var activity = layers.map { $0.neurons.map { _ in Activity() } }
    let rows = objective.data.inputs.indices
    var loss = 0.0
    var flow = layers.map { _ in RootMeanSquare() }
    let parameters = objective.model.parameters()
    objective.model.zeroGradients()
    for row in rows {
      let before = layers.map { $0.neurons.map { $0.bias.gradient ?? 0 } }
      let rowLoss = parameters[0].tape.step {
        let recorded = objective.record(rows: CollectionOfOne(row)) { inputs in
          layers.enumerated().reduce(inputs) { values, layer in
            let outputs = layer.element(values)
            for (neuron, output) in outputs.enumerated() {
              activity[layer.offset][neuron].note(output)
            }
            return outputs
          }
        }
        recorded.total.backward()
        return recorded.dataLoss.data
      }
      loss += rowLoss
      if !rowLoss.isFinite || !parameters.allSatisfy({ $0.gradient?.isFinite ?? true }) {
        firstNotFiniteRow = row
        break
      }
      for (layer, before) in before.enumerated() {
        for (neuron, before) in zip(layers[layer].neurons, before) {
          flow[layer].add((neuron.bias.gradient ?? 0) - before)
        }
      }
    }
    let count = Double(rows.count)
    gradients = layers.map { layer in
      layer.neurons.map { $0.parameters().map { ($0.gradient ?? 0) / count } }
    }
    objective.model.zeroGradients()
    self.activity = activity
    self.flow = flow.map(\.value)
    self.loss = loss / count
  }

  var layers: [Layer] { objective.model.layers }

  /// A finding in a layer.
  ///
  /// - Parameters:
  ///   - layer: The index of the layer.
  ///   - neurons: The indices of the neurons that it is about; empty for all.
  func finding(
    _ name: Finding.Name, layer: Int, neurons: [Int] = [], evidence: String, advice: String
  ) -> Finding {
    let all = layers[layer].neurons
    let parameters = (neurons.isEmpty ? all : neurons.map { all[$0] })
      .flatMap { $0.parameters().map(\.index) }
    let location =
      neurons.count == 1 ? "layer \(layer + 1)/neuron \(neurons[0] + 1)" : "layer \(layer + 1)"
    return Finding(
      name, nodes: parameters, node: parameters.first, label: location, location: location,
      evidence: evidence, advice: advice)
  }
}

extension NetworkEvidence.Activity {
  /// Counts what a neuron did at one row.
  fileprivate mutating func note(_ output: Value) {
    guard let input = output.inputs.first, output.operation.inputCount == 1 else { return }
    let slope = output.operation.derivatives(input.data, output: output.data).x
    if output.operation == .relu && slope != 0 { active += 1 }
    if Saturation.isSaturated(output.operation, slope: slope) { saturated += 1 }
  }
}

/// The root mean square of some numbers, also of those whose squares would be 0 or infinite.
struct RootMeanSquare {
  private var greatest = 0.0
  /// The sum of the squares of the numbers, each divided by the greatest.
  private var sum = 0.0
  private var count = 0

  mutating func add(_ number: Double) {
    count += 1
    let size = number.magnitude
    if size > greatest {
      sum *= (greatest / size) * (greatest / size)
      greatest = size
    }
    if size != 0 { sum += (size / greatest) * (size / greatest) }
  }

  var value: Double { count == 0 ? 0 : greatest * (sum / Double(count)).squareRoot() }

  static func of(_ numbers: [Double]) -> Double {
    var result = RootMeanSquare()
    for number in numbers { result.add(number) }
    return result.value
  }
}
