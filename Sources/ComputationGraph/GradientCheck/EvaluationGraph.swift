internal import Autograd

/// A graph as plain arrays: what it takes to evaluate its nodes many times, and no more.
///
/// A class, so that what uses it holds one reference; its arrays never change.
final class EvaluationGraph {
  let root: Int
  let operations: [Value.Operation]
  let parameters: [Double]
  /// The numbers that the graph holds.
  let data: [Double]
  /// Where the inputs of each node begin in `inputs` and `locals`; one entry more than nodes.
  let starts: [Int32]
  let inputs: [Int32]
  /// The local derivatives that the graph holds.
  let locals: [Double]
  /// The user's operations by place, as far as they can be evaluated.
  let customs: [Int: CustomOperation]

  init(_ graph: GraphSnapshot, customOperations: [Int: CustomOperation]) {
    let count = graph.nodes.count
    var operations: [Value.Operation] = []
    var parameters: [Double] = []
    var data: [Double] = []
    var starts: [Int32] = [0]
    var inputs: [Int32] = []
    var locals: [Double] = []
    var customs: [Int: CustomOperation] = [:]
    operations.reserveCapacity(count)
    parameters.reserveCapacity(count)
    data.reserveCapacity(count)
    starts.reserveCapacity(count + 1)
    inputs.reserveCapacity(2 * count)
    locals.reserveCapacity(2 * count)
    for place in graph.nodes.indices {
      let operation = graph.nodes[place].builtIn
      operations.append(operation)
      parameters.append(graph.nodes[place].parameter ?? 0)
      data.append(graph.nodes[place].data)
      // By index, since an iterator would hold a reference to each list.
      for index in 0..<graph.nodes[place].inputs.count {
        inputs.append(Int32(graph.nodes[place].inputs[index]))
      }
      for index in 0..<graph.nodes[place].localDerivatives.count {
        locals.append(graph.nodes[place].localDerivatives[index])
      }
      // A graph made by hand may lack some; what is not there is not a number.
      while locals.count < inputs.count { locals.append(.nan) }
      starts.append(Int32(inputs.count))
      if operation == .custom { customs[place] = customOperations[graph.nodes[place].id] }
    }
    root = graph.root
    self.operations = operations
    self.parameters = parameters
    self.data = data
    self.starts = starts
    self.inputs = inputs
    self.locals = locals
    self.customs = customs
  }

  var count: Int { operations.count }

  /// Where the inputs of a node are in `inputs` and `locals`.
  @inline(__always)
  func range(of place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

  /// Whether a node is an operation of the user's that nothing is known of but what the graph holds.
  func isOpaque(_ place: Int) -> Bool { operations[place] == .custom && customs[place] == nil }

  /// The value of a node at the values of its inputs.
  ///
  /// - Parameters:
  ///   - place: An operation.
  ///   - values: The values of all nodes.
  ///   - base: Those at which an opaque operation was linearized.
  @inline(__always)
  func value(of place: Int, at values: [Double], base: [Double]) -> Double {
    let range = range(of: place)
    let operation = operations[place]
    switch operation {
    case .leaf, .constant: return values[place]
    case .sum:
      var total = 0.0
      for index in range { total += values[Int(inputs[index])] }
      return total
    case .custom: return customValue(of: place, at: values, base: base)
    default:
      let x = values[Int(inputs[range.lowerBound])]
      let y = range.count > 1 ? values[Int(inputs[range.lowerBound + 1])] : 0
      return operation.evaluate(x, y, parameter: parameters[place])
    }
  }

  @inline(never)
  private func customValue(of place: Int, at values: [Double], base: [Double]) -> Double {
    if let operation = customs[place] {
      return operation.value(at: range(of: place).map { values[Int(inputs[$0])] })
    }
    var value = base[place]
    for index in range(of: place) {
      let input = Int(inputs[index])
      let distance = values[input] - base[input]
      if distance != 0 { value += locals[index] * distance }
    }
    return value
  }

  /// ∂(node)/∂(its inputs) by the rules of the operations; of the user's, what the graph holds.
  func localsByRule() -> [Double] {
    var slopes = locals
    for place in 0..<count {
      let range = range(of: place)
      switch operations[place] {
      case .leaf, .constant, .custom: break
      case .sum: for index in range { slopes[index] = 1 }
      default:
        let slope = slopeByRule(of: place)
        slopes[range.lowerBound] = slope.x
        if range.count > 1 { slopes[range.lowerBound + 1] = slope.y }
      }
    }
    return slopes
  }

  /// The local derivatives of a node of one or two inputs, by its rule.
  func slopeByRule(of place: Int) -> (x: Double, y: Double) {
    let range = range(of: place)
    let x = data[Int(inputs[range.lowerBound])]
    let y = range.count > 1 ? data[Int(inputs[range.lowerBound + 1])] : 0
    let operation = operations[place]
    return operation.derivatives(
      x, y, parameter: parameters[place],
      output: operation.evaluate(x, y, parameter: parameters[place]))
  }

  /// The gradients of one pass from the root over some local derivatives; `nil` where the root does
  /// not depend on a node.
  func gradients(over slopes: [Double]) -> [Double?] {
    var gradients = [Double?](repeating: nil, count: count)
    gradients[root] = 1
    for place in stride(from: root, through: 0, by: -1) {
      guard let adjoint = gradients[place] else { continue }
      for index in range(of: place) {
        let input = Int(inputs[index])
        gradients[input] = (gradients[input] ?? 0) + adjoint * slopes[index]
      }
    }
    return gradients
  }
}

extension Value.Operation {
  /// Whether the operation takes one of two branches, whose slopes differ.
  @inline(__always)
  var isKinked: Bool {
    switch self {
    case .relu, .leakyReLU, .abs, .maximum, .minimum: true
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
