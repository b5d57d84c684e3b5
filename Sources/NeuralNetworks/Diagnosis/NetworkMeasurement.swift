internal import Autograd

/// What one pass over a data set tells of a network: its loss, its gradients, and its units.
struct NetworkMeasurement {
  /// For how many rows a unit was active, and for how many it was saturated.
  struct Unit {
    var active = 0
    var saturated = 0
  }

  /// By layer and neuron.
  var units: [[Unit]]
  /// By layer and neuron: the gradients of the mean loss, by parameter.
  var gradients: [[[Double]]]
  /// By layer: the root mean square, over rows and neurons, of the gradient at a neuron's sum.
  ///
  /// That is the gradient of its bias at one row; of the mean over rows, some would cancel out.
  var flow: [Double]
  /// The mean loss without the penalty.
  var loss: Double
  /// The first row whose loss or gradients are NaN or infinite; `nil` where there is none.
  var firstNotFiniteRow: Int?

  /// The part of the greatest local derivative below which a unit is saturated at a row: 1e-4.
  static let saturation = 1e-4

  /// Measures over all rows.
  ///
  /// O(rows · parameters) in time, and O(parameters) in memory: each row is a step of the tape.
  init(_ objective: Objective) {
    let layers = objective.model.layers
    var units = layers.map { $0.neurons.map { _ in Unit() } }
    let rows = objective.data.inputs.indices
    var loss = 0.0
    var flow = layers.map { _ in RootMeanSquare() }
    let parameters = objective.model.parameters()
    objective.model.zeroGradients()
    for row in rows {
      let before = layers.map { $0.neurons.map { $0.bias.gradient ?? 0 } }
      let rowLoss = layers[0].tape.step {
        let recorded = objective.record(rows: CollectionOfOne(row)) { inputs in
          layers.enumerated().reduce(inputs) { values, layer in
            let outputs = layer.element(values)
            for (neuron, output) in outputs.enumerated() {
              units[layer.offset][neuron].note(output)
            }
            return outputs
          }
        }
        recorded.total.backward()
        return recorded.dataLoss.data
      }
      loss += rowLoss
      let isFinite =
        rowLoss.isFinite && parameters.allSatisfy { $0.gradient?.isFinite ?? true }
      if !isFinite {
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
    self.units = units
    self.flow = flow.map(\.value)
    self.loss = loss / count
  }
}

extension NetworkMeasurement.Unit {
  /// Counts what a unit did at one row.
  fileprivate mutating func note(_ output: Value) {
    guard let input = output.inputs.first, output.operation.inputCount == 1 else { return }
    let slope = output.operation.derivatives(input.data, output: output.data).x
    switch output.operation {
    case .relu: if slope != 0 { active += 1 }
    case .tanh: if slope < NetworkMeasurement.saturation { saturated += 1 }
    case .sigmoid: if slope < NetworkMeasurement.saturation / 4 { saturated += 1 }
    default: break
    }
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
    if greatest > 0 { sum += (size / greatest) * (size / greatest) }
  }

  var value: Double { count == 0 ? 0 : greatest * (sum / Double(count)).squareRoot() }

  static func of(_ numbers: [Double]) -> Double {
    var result = RootMeanSquare()
    for number in numbers { result.add(number) }
    return result.value
  }
}
