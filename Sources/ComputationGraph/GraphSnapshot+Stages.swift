internal import Autograd
internal import Text

extension GraphSnapshot {
  /// The same graph before backward: no node has a gradient.
  public func beforeBackward() -> GraphSnapshot {
    var result = self
    result.stage = .before
    result.nodes.columns.gradients = SparseColumn(nothing: .none)
    result.nodes.columns.passes = SparseColumn(nothing: 0)
    return result
  }

  /// The same graph after one backward pass of our own from the root.
  ///
  /// O(nodes + edges).
  ///
  /// Built-in operations are differentiated by their rules at the data that the graph holds, the
  /// user's by the local derivatives that it holds.
  public func afterBackward() -> GraphSnapshot {
    var result = self
    result.stage = .after
    let arrays = EvaluationGraph(self)
    let gradients = arrays.gradients(over: arrays.slopesByRule())
    var (carried, passes) = ([OptionalNumber](), [Int]())
    carried.reserveCapacity(arrays.count)
    passes.reserveCapacity(arrays.count)
    for (operation, gradient) in zip(arrays.operations, gradients) {
      carried.append(OptionalNumber(operation == .constant ? nil : gradient))
      passes.append(operation == .leaf && gradient != nil ? 1 : 0)
    }
    result.nodes.columns.gradients = SparseColumn(carried, nothing: .none)
    result.nodes.columns.passes = SparseColumn(passes, nothing: 0)
    return result
  }

  /// ∂(node)/∂(inputs), by the rule of the operation where it is ours.
  public func localDerivativesByRule(at index: Int) -> [Double] {
    nodes.columns.localsByRule(of: index)
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
      result.nodes[index].localDerivatives = NodeDerivatives(
        result.localDerivativesByRule(at: index))
    }
    return result
  }

  /// For each node, whether the root depends on it; the root does on itself.
  ///
  /// O(nodes + edges).
  public func reachesRoot() -> [Bool] {
    let inputs = nodes.columns.inputs
    return Adjacency.nodes(reachedFrom: root, count: nodes.count) { node, visit in
      for edge in inputs.range(of: node) { visit(Int(inputs.elements[edge])) }
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
