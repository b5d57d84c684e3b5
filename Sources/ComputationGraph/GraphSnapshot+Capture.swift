public import Autograd

extension GraphSnapshot {
  /// Which nodes of a tape are captured.
  public enum Extent: Sendable {
    /// The root and all that it depends on.
    case ancestors
    /// Every node of the tape, also those that the root does not depend on: that is how a
    /// forgotten parameter is seen.
    case wholeTape
  }

  /// Copies a graph out of a tape.
  ///
  /// O(nodes of the tape up to the root, or all of them).
  ///
  /// Ids are indices on the tape, so that snapshots of one graph agree. The stage is `after` once
  /// the root has a gradient.
  ///
  /// - Parameters:
  ///   - root: The value that backward starts, or started, from.
  ///   - extent: What is captured.
  public init(root: Value, extent: Extent = .ancestors) {
    let tape = root.tape
    // Which entries of the tape become nodes, and what index each has among these.
    let entries: [Int]
    switch extent {
    case .wholeTape: entries = Array(0..<tape.count)
    case .ancestors:
      let isNeeded = Adjacency.nodes(reachedFrom: root.index, count: root.index + 1) {
        tape.forEachInput(of: $0, $1)
      }
      entries = isNeeded.indices.filter { isNeeded[$0] }
    }
    var indices = [Int](repeating: 0, count: tape.count)
    for (index, entry) in entries.enumerated() { indices[entry] = index }
    // Where nothing is left out, both indices are the same.
    let isWhole = entries.last == entries.count - 1
    self.init(
      stage: root.gradient == nil ? .before : .after, root: indices[root.index],
      nodes: entries.map { index in
        let entry = tape[index]
        return Node(entry, inputs: isWhole ? entry.inputs : entry.inputs.map { indices[$0] })
      })
  }
}

extension GraphSnapshot.Node {
  fileprivate init(_ entry: Tape.Entry, inputs: [Int]) {
    self.init(
      id: entry.index,
      operation: entry.operation == .custom
        ? .custom(entry.operationName) : .builtIn(entry.operation), label: entry.label,
      data: entry.data,
      gradient: entry.gradient, inputs: inputs,
      localDerivatives: entry.localDerivatives, parameter: entry.parameter, group: entry.group,
      role: entry.role, passes: entry.passes, isDropped: entry.isDropped)
  }
}
