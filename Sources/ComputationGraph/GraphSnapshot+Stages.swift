internal import Autograd

extension GraphSnapshot {
  /// The same graph before backward: no node has a gradient.
  public func beforeBackward() -> GraphSnapshot {
    var result = self
    result.stage = .before
    for place in result.nodes.indices {
      result.nodes[place].gradient = nil
      result.nodes[place].passes = 0
    }
    return result
  }

  /// The same graph after one backward pass of our own from the root.
  ///
  /// O(nodes + edges).
  ///
  /// Built-in operations are differentiated by their rules at the data that the graph holds, the
  /// user's by the local derivatives that it holds.
  public func afterBackward() -> GraphSnapshot {
    var result = beforeBackward()
    result.stage = .after
    let slopes = nodes.indices.map { localDerivativesByRule(at: $0) }
    for (place, gradient) in gradients(over: slopes).enumerated() {
      result.nodes[place].gradient = gradient
      if gradient != nil && nodes[place].builtIn == .leaf { result.nodes[place].passes = 1 }
    }
    return result
  }

  /// The gradients of one pass from the root over some local derivatives; `nil` for constants, and
  /// for what the root does not depend on.
  func gradients(over slopes: [[Double]]) -> [Double?] {
    var gradients = [Double?](repeating: nil, count: nodes.count)
    gradients[root] = 1
    for place in stride(from: root, through: 0, by: -1) {
      guard let adjoint = gradients[place] else { continue }
      for (input, slope) in zip(nodes[place].inputs, slopes[place])
      where nodes[input].builtIn != .constant {
        gradients[input] = (gradients[input] ?? 0) + adjoint * slope
      }
    }
    return gradients
  }

  /// ∂(node)/∂(inputs), by the rule of the operation where it is ours.
  public func localDerivativesByRule(at place: Int) -> [Double] {
    let node = nodes[place]
    let operation = node.builtIn
    if operation == .custom { return node.localDerivatives }
    if operation == .sum { return node.inputs.map { _ in 1 } }
    let inputs = node.inputs.map { nodes[$0].data }
    let slope = operation.derivatives(
      inputs.first ?? 0, inputs.dropFirst().first ?? 0, parameter: node.parameter ?? 0,
      output: node.data)
    return Array([slope.x, slope.y].prefix(inputs.count))
  }

  /// For each node, whether the root depends on it; the root does on itself.
  ///
  /// O(nodes + edges).
  public func reachesRoot() -> [Bool] {
    var reaches = [Bool](repeating: false, count: nodes.count)
    reaches[root] = true
    for place in stride(from: root, through: 0, by: -1) where reaches[place] {
      for input in nodes[place].inputs { reaches[input] = true }
    }
    return reaches
  }
}
