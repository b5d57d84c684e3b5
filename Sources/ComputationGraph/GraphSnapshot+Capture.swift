public import Autograd

extension GraphSnapshot {
  /// Which nodes of a tape are captured.
  public enum Extent: Sendable {
    /// The root and all that it depends on.
    case ancestors
    /// Every node of the tape, also those that the root does not depend on: that is how a
    /// forgotten parameter is seen.
    case wholeTape
    /// The nodes of these indices on the tape, in ascending order, with all that they depend on.
    case nodes([Int])
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
    case .nodes(let indices): entries = indices
    case .ancestors:
      let isNeeded = Adjacency.nodes(reachedFrom: root.index, count: root.index + 1) {
        tape.forEachInput(of: $0, $1)
      }
      entries = isNeeded.indices.filter { isNeeded[$0] }
    }
    // Where the result of each entry stands among the nodes.
    var indices = [Int](repeating: 0, count: tape.count)
    var nodes: [Node] = []
    nodes.reserveCapacity(entries.count)
    for entry in entries {
      GraphSnapshot.append(tape[entry], inputsAt: indices, to: &nodes)
      indices[entry] = nodes.count - 1
    }
    self.init(
      stage: root.gradient == nil ? .before : .after, root: indices[root.index], nodes: nodes)
  }

  /// Appends what an entry of the tape is in a graph, its result last: one node.
  private static func append(
    _ entry: Tape.Entry, inputsAt indices: [Int], to nodes: inout [Node]
  ) {
    nodes.append(Node(entry, inputs: entry.inputs.map { indices[$0] }))
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
