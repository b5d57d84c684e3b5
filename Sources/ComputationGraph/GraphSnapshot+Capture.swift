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
    let indices =
      switch extent {
      case .wholeTape: Array(0..<tape.count)
      case .nodes(let indices): indices
      case .ancestors: tape.ancestors(of: root.index)
      }
    let nodes = NodeColumns(tape.columns(of: indices), ids: indices)
    self.init(
      stage: root.gradient == nil ? .before : .after,
      root: indices.firstIndex(of: root.index) ?? 0, nodes: Nodes(nodes))
  }
}

extension NodeColumns {
  /// What nodes of a tape are in a graph: one node each.
  fileprivate init(_ tape: Tape.Columns, ids: [Int]) {
    self.ids = ids
    operations = tape.operations
    data = tape.data
    gradients = SparseColumn(tape.gradients, nothing: .none)
    parameters = SparseColumn(tape.parameters, nothing: .none)
    inputs = ListColumn(starts: tape.inputStarts, elements: tape.inputs)
    locals = ListColumn(starts: tape.inputStarts, elements: tape.localDerivatives)
    groups = InternedColumn(values: tape.paths, codes: tape.groups)
    passes = SparseColumn(tape.passes, nothing: 0)
    for (row, role, isDropped) in tape.marks {
      marks.set(NodeMarks(role, isDropped: isDropped), at: row, of: ids.count)
    }
    for (row, name) in tape.customNames { customNames.set(name, at: row, of: ids.count) }
    for (row, label) in tape.labels { labels.set(label, at: row, of: ids.count) }
  }
}
