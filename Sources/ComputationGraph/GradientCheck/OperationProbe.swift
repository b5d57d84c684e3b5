internal import Autograd

/// A node as a function of one of its inputs.
struct OperationProbe: DifferenceProbe {
  private let graph: EvaluationGraph
  private var node = 0
  private var operation = Value.Operation.leaf
  private var parameter = 0.0
  private var x = 0.0
  private var y = 0.0
  private var operand = 0
  private var customInputs: [Double] = []
  private(set) var center = 0.0
  private(set) var output = 0.0

  init(_ graph: EvaluationGraph) {
    self.graph = graph
  }

  /// Goes to another node.
  @inline(__always)
  mutating func move(to node: Int) {
    self.node = node
    operation = graph.operations[node]
    parameter = graph.parameters[node]
    (x, y) = graph.operands(of: node, at: graph.data)
    switch operation {
    case .custom:
      customInputs = graph.inputs[node].map { graph.data[$0] }
      output = graph.data[node]
    case .sum:
      output = 0
      for edge in graph.range(of: node) { output += graph.data[graph.inputs.targets[edge]] }
    default: output = operation.evaluate(x, y, parameter: parameter)
    }
  }

  /// Goes to another input of the node.
  @inline(__always)
  mutating func move(toOperand operand: Int) {
    self.operand = operand
    center = graph.data[graph.inputs.targets[graph.range(of: node).lowerBound + operand]]
  }

  @inline(__always)
  var hasKinks: Bool { operation.isKinked }

  var derivativeByRule: Double? {
    switch operation {
    case .custom: return nil
    case .sum: return 1
    default:
      let slope = graph.slopeByRule(of: node)
      return operand == 0 ? slope.x : slope.y
    }
  }

  @inline(__always)
  mutating func difference(over h: Double) -> Difference {
    let (above, below) = (center + h, center - h)
    return Difference(
      above: value(at: above), below: value(at: below), distanceAbove: above - center,
      distanceBelow: center - below,
      crossesKink: operation.isKinked
        && isBranchChanged(branch(at: below), branch(at: center), branch(at: above)))
  }

  @inline(__always)
  private mutating func value(at number: Double) -> Double {
    switch operation {
    case .custom: customValue(at: number)
    // The other terms stay, so that a long sum is linear work.
    case .sum: output + (number - center)
    default:
      operand == 0
        ? operation.evaluate(number, y, parameter: parameter)
        : operation.evaluate(x, number, parameter: parameter)
    }
  }

  @inline(__always)
  private func branch(at number: Double) -> Int8 {
    operand == 0 ? operation.branch(number, y) : operation.branch(x, number)
  }

  @inline(never)
  private mutating func customValue(at number: Double) -> Double {
    guard let custom = graph.customs[node] else { return .nan }
    customInputs[operand] = number
    defer { customInputs[operand] = center }
    return custom.value(at: customInputs)
  }
}
