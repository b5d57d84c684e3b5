package import Autograd

/// A graph as plain arrays: what it takes to evaluate its nodes and hand gradients back many times.
///
/// A class, so that what uses it holds one reference; its arrays never change.
package final class EvaluationGraph {
  let root: Int
  package let operations: [Value.Operation]
  let parameters: [Double]
  /// The numbers that the graph holds.
  package let data: [Double]
  package let inputs: Adjacency
  /// The local derivatives that the graph holds, beside the targets of `inputs`.
  let locals: [Double]
  /// The user's operations by index, as far as they can be evaluated.
  let customs: [Int: CustomOperation]
  /// For each node, whether it is a tensor or computed from one; empty where there is none.
  private let overTensors: [Bool]
  /// For each node, whether its gradient comes through a tensor, so that no local derivatives give it;
  /// empty where there is none.
  private let behindTensors: [Bool]

  package init(_ graph: GraphSnapshot, customOperations: [Int: CustomOperation] = [:]) {
    let columns = graph.nodes.columns
    root = graph.root
    operations = columns.operations
    parameters =
      columns.parameters.values.isEmpty
      ? Array(repeating: 0, count: columns.count)
      : columns.parameters.values.map { $0.number ?? 0 }
    data = columns.data
    inputs = columns.adjacency
    locals = columns.slopes
    var customs: [Int: CustomOperation] = [:]
    if !customOperations.isEmpty {
      for (node, id) in columns.ids.enumerated() { customs[node] = customOperations[id] }
    }
    self.customs = customs
    overTensors = graph.overTensors
    behindTensors = EvaluationGraph.behind(overTensors, of: graph)
  }

  private static func behind(_ overTensors: [Bool], of graph: GraphSnapshot) -> [Bool] {
    var isBehind = overTensors.indices.map { graph.nodes[$0].isTensor }
    for node in overTensors.indices.reversed() where isBehind[node] || overTensors[node] {
      for input in graph.nodes[node].inputs { isBehind[input] = true }
    }
    return isBehind
  }

  package var count: Int { operations.count }

  /// Where the inputs of a node are in the targets of `inputs`, and in `locals`.
  @inline(__always)
  func range(of node: Int) -> Range<Int> { inputs.range(of: node) }

  /// The one or two operands of a node that has some and is no sum, at some values.
  @inline(__always)
  func operands(of node: Int, at values: [Double]) -> (x: Double, y: Double) {
    let range = range(of: node)
    let x = values[Int(inputs.targets[range.lowerBound])]
    return (x, range.count > 1 ? values[Int(inputs.targets[range.lowerBound + 1])] : 0)
  }

  /// The user's operations whose value or derivatives are others when they are asked again.
  private(set) lazy var noisy: Set<Int> = Set(
    customs.keys.filter { [data, inputs, customs] node in
      guard let operation = customs[node] else { return false }
      let numbers = inputs[node].map { data[$0] } as [Double]
      let answers = (0..<3).map { _ in
        ([operation.value(at: numbers)] + operation.checkedDerivatives(numbers, data[node])).map(
          \.bitPattern)
      }
      return answers.contains { $0 != answers[0] }
    })

  /// Whether a node is a tensor or computed from one.
  package func isOverTensors(_ node: Int) -> Bool { !overTensors.isEmpty && overTensors[node] }

  /// Whether the gradient of a node comes through a tensor, so that local derivatives do not give it.
  package func isBehindTensors(_ node: Int) -> Bool {
    !behindTensors.isEmpty && behindTensors[node]
  }

  /// Whether a node is an operation of the user's that nothing is known of but what the graph holds.
  func isOpaque(_ node: Int) -> Bool { operations[node] == .custom && customs[node] == nil }
}

/// Values.
extension EvaluationGraph {
  /// The value of a node at the values of its inputs.
  ///
  /// - Parameters:
  ///   - node: An operation.
  ///   - values: The values of all nodes.
  ///   - base: Those at which an opaque operation was linearized.
  @inline(__always)
  func value(of node: Int, at values: [Double], base: [Double]) -> Double {
    switch operations[node] {
    case .leaf, .constant: return values[node]
    case .sum:
      var total = 0.0
      for edge in range(of: node) { total += values[Int(inputs.targets[edge])] }
      return total
    case .custom: return customValue(of: node, at: values, base: base)
    default:
      let (x, y) = operands(of: node, at: values)
      return operations[node].evaluate(x, y, parameter: parameters[node])
    }
  }

  @inline(never)
  private func customValue(of node: Int, at values: [Double], base: [Double]) -> Double {
    if let operation = customs[node] {
      return operation.value(at: inputs[node].map { values[$0] })
    }
    var value = base[node]
    for edge in range(of: node) {
      let distance = values[Int(inputs.targets[edge])] - base[Int(inputs.targets[edge])]
      if distance != 0 { value += locals[edge] * distance }
    }
    return value
  }
}

/// Derivatives.
extension EvaluationGraph {
  /// ∂(node)/∂(its inputs) by the rules of the operations at the data that the graph holds; of the
  /// user's operations, what the graph holds.
  package func slopesByRule() -> [Double] {
    var slopes = locals
    for node in 0..<count {
      let range = range(of: node)
      switch operations[node] {
      case .leaf, .constant, .custom: break
      case .sum: for edge in range { slopes[edge] = 1 }
      default:
        let slope = slopeByRule(of: node)
        slopes[range.lowerBound] = slope.x
        if range.count > 1 { slopes[range.lowerBound + 1] = slope.y }
      }
    }
    return slopes
  }

  /// The local derivatives of a node of one or two inputs, by its rule.
  func slopeByRule(of node: Int) -> (x: Double, y: Double) {
    let (x, y) = operands(of: node, at: data)
    return operations[node].derivatives(x, y, parameter: parameters[node], output: data[node])
  }

  /// The gradients of one pass from the root over some local derivatives, constants included; `nil`
  /// where the root does not depend on a node, and for tensors and all behind them.
  ///
  /// - Parameters:
  ///   - slopes: The local derivatives, beside the targets of `inputs`.
  ///   - held: What each node hands on instead of the sum that reaches it.
  ///   - earlier: What each node keeps of earlier passes, as results of micrograd do.
  package func gradients(
    over slopes: [Double], handing held: [Double]? = nil, addingTo earlier: [Double?]? = nil
  ) -> [Double?] {
    var gradients = earlier ?? [Double?](repeating: nil, count: count)
    gradients[root] = 1
    for node in stride(from: root, through: 0, by: -1) {
      guard let sum = gradients[node] else { continue }
      let gradient = held?[node] ?? sum
      for edge in range(of: node) {
        let input = Int(inputs.targets[edge])
        gradients[input] = (gradients[input] ?? 0) + gradient * slopes[edge]
      }
    }
    for node in behindTensors.indices where behindTensors[node] { gradients[node] = nil }
    return gradients
  }
}

extension Value.Operation {
  /// Whether the operation takes one of two branches, whose slopes differ; those of an ELU agree at 0
  /// where its parameter is 1, but how they change does not.
  @inline(__always)
  var isKinked: Bool {
    switch self {
    case .relu, .leakyReLU, .elu, .abs, .maximum, .minimum: true
    default: false
    }
  }

  /// Which branch a kinked operation takes: 1 or -1, and 0 on the kink itself.
  @inline(__always)
  func branch(_ x: Double, _ y: Double) -> Int8 {
    let other = self == .maximum || self == .minimum ? y : 0
    return x > other ? 1 : x < other ? -1 : 0
  }
}
