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
  /// Ids are places on the tape, so that snapshots of one graph agree. The stage is `after` once
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
      case .ancestors: GraphSnapshot.ancestors(of: root)
      }
    var places = [Int](repeating: 0, count: tape.count)
    for (place, index) in indices.enumerated() { places[index] = place }
    // Where nothing is left out, a place on the tape is one in the snapshot.
    let isWhole = indices.last == indices.count - 1
    self.init(
      stage: root.gradient == nil ? .before : .after, root: places[root.index],
      nodes: indices.map { index in
        let entry = tape[index]
        return Node(entry, inputs: isWhole ? entry.inputs : entry.inputs.map { places[$0] })
      })
  }

  /// The places on the tape of a value and of all that it depends on, ascending.
  private static func ancestors(of root: Value) -> [Int] {
    let tape = root.tape
    var isNeeded = [Bool](repeating: false, count: root.index + 1)
    isNeeded[root.index] = true
    for index in stride(from: root.index, through: 0, by: -1) where isNeeded[index] {
      tape.forEachInput(of: index) { isNeeded[$0] = true }
    }
    return isNeeded.indices.filter { isNeeded[$0] }
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
