internal import Autograd
internal import Text

extension GraphSnapshot {
  /// The same graph before backward: no node has a gradient.
  public func beforeBackward() -> GraphSnapshot {
    var result = self
    result.stage = .before
    for index in result.nodes.indices {
      result.nodes[index].gradient = nil
      result.nodes[index].passes = 0
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
    let arrays = EvaluationGraph(self)
    let gradients = arrays.gradients(over: arrays.slopesByRule())
    for (index, gradient) in gradients.enumerated() where arrays.operations[index] != .constant {
      result.nodes[index].gradient = gradient
      if gradient != nil && arrays.operations[index] == .leaf { result.nodes[index].passes = 1 }
    }
    return result
  }

  /// ∂(node)/∂(inputs), by the rule of the operation where it is ours.
  public func localDerivativesByRule(at index: Int) -> [Double] {
    let node = nodes[index]
    let operation = node.builtIn
    if operation == .custom { return node.localDerivatives }
    if operation == .sum { return node.inputs.map { _ in 1 } }
    let inputs = node.inputs.map { nodes[$0].data }
    let slope = operation.derivatives(
      inputs.first ?? 0, inputs.dropFirst().first ?? 0, parameter: node.parameter ?? 0,
      output: node.data)
    return Array([slope.x, slope.y].prefix(inputs.count))
  }

  /// The same graph with other data of some leaves, by their ids, and the local derivatives that the
  /// rules have there; what was computed from them stays as it was.
  package func settingData(_ data: [Int: Double]) -> GraphSnapshot {
    if data.isEmpty { return self }
    var result = self
    var isSet = Array(repeating: false, count: nodes.count)
    for index in nodes.indices {
      guard let number = data[nodes[index].id] else { continue }
      result.nodes[index].data = number
      isSet[index] = true
    }
    for index in nodes.indices where nodes[index].inputs.contains(where: { isSet[$0] }) {
      result.nodes[index].localDerivatives = result.localDerivativesByRule(at: index)
    }
    return result
  }

  /// For each node, whether the root depends on it; the root does on itself.
  ///
  /// O(nodes + edges).
  public func reachesRoot() -> [Bool] {
    Adjacency.nodes(reachedFrom: root, count: nodes.count) { index, visit in
      nodes[index].inputs.forEach(visit)
    }
  }

  /// Makes the last node of a label the root; gradients of another root go.
  ///
  /// - Parameters:
  ///   - label: The label of the new root.
  ///   - file: What errors call the file that the graph is from.
  /// - Throws: That there is no such node, or that it is a constant.
  public mutating func setRoot(label: String, file: String) throws(GraphFileError) {
    guard let index = nodes.lastIndex(where: { $0.label == label }) else {
      var known: [String] = []
      for node in nodes {
        if let name = node.label, !known.contains(name), known.count < 200 { known.append(name) }
      }
      throw GraphFileError(
        file: file, position: SourcePosition(line: 1, column: 1),
        fault: .unknownRootLabel(label, known: known))
    }
    if nodes[index].builtIn == .constant {
      throw GraphFileError(
        file: file, position: SourcePosition(line: 1, column: 1),
        fault: .constantRoot(nodes[index].id))
    }
    if index == root { return }
    root = index
    self = beforeBackward()
  }
}
