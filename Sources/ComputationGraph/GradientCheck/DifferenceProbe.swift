internal import Autograd

/// A function of one number that differences are taken of: a node and one of its inputs, or the
/// root and one of the leaves.
protocol DifferenceProbe {
  /// Where the derivative is wanted.
  var center: Double { get }
  /// The value there.
  var output: Double { get }
  /// Whether what is evaluated gives other numbers each time.
  var isNoisy: Bool { get }
  /// Whether there are kinked operations in what is evaluated.
  var hasKinks: Bool { get }
  /// The derivative by the rules of the operations; `nil` where there is none.
  var derivativeByRule: Double? { get }
  /// The values at both sides of the centre.
  mutating func difference(over h: Double) -> Difference
}

/// The values at both sides of a point.
struct Difference {
  /// f(x + h).
  let above: Double
  /// f(x - h).
  let below: Double
  /// How far the point above is in truth, after rounding.
  let distanceAbove: Double
  let distanceBelow: Double
  /// Whether a kinked operation takes another branch at one of the points.
  let crossesKink: Bool

  /// The centred difference.
  @inline(__always)
  var slope: Double { (above - below) / (distanceAbove + distanceBelow) }

  func slopeAbove(_ output: Double) -> Double { (above - output) / distanceAbove }
  func slopeBelow(_ output: Double) -> Double { (output - below) / distanceBelow }
}

/// Whether a branch was changed between two points and the one between them.
///
/// Touching the kink is no change.
@inline(__always)
func isBranchChanged(_ below: Int8, _ center: Int8, _ above: Int8) -> Bool {
  below * above < 0 || below * center < 0 || center * above < 0
    // Flat up to the kink and rising from it: the branches beyond differ, although one is unseen.
    || (center == 0 && below != above && (below == 0 || above == 0))
}

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
      for edge in graph.range(of: node) { output += graph.data[Int(graph.inputs.targets[edge])] }
    default: output = operation.evaluate(x, y, parameter: parameter)
    }
  }

  /// Goes to another input of the node.
  @inline(__always)
  mutating func move(toOperand operand: Int) {
    self.operand = operand
    center = graph.data[Int(graph.inputs.targets[graph.range(of: node).lowerBound + operand])]
  }

  @inline(__always)
  var hasKinks: Bool { operation.isKinked }

  var isNoisy: Bool { operation == .custom && graph.noisy.contains(node) }

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
