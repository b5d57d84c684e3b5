internal import Text

/// Many nodes of a tape at once.
extension Tape {
  /// What ``subscript(_:)`` says of some nodes, as an array for each thing that is known of them.
  ///
  /// What few nodes have, or none, is empty where none has it.
  package struct Columns: Sendable {
    package fileprivate(set) var operations: [Value.Operation] = []
    package fileprivate(set) var data: [Double] = []
    package fileprivate(set) var gradients: [OptionalNumber] = []
    package fileprivate(set) var parameters: [OptionalNumber] = []
    /// Where the inputs of each node begin, and where those of the last end.
    package fileprivate(set) var inputStarts: [Int32] = []
    /// The inputs: which of these nodes they are.
    package fileprivate(set) var inputs: [Int32] = []
    /// The local derivatives, beside the inputs.
    package fileprivate(set) var localDerivatives: [Double] = []
    package fileprivate(set) var passes: [Int] = []
    /// The nodes with a role, or that were dropped.
    package fileprivate(set) var marks: [(row: Int, role: LeafRole?, isDropped: Bool)] = []
    /// The nodes of the user's operations, with their names.
    package fileprivate(set) var customNames: [(row: Int, name: String)] = []
    /// The nodes with labels, ascending.
    package fileprivate(set) var labels: [(row: Int, label: String)] = []
    /// The paths of the groups, each once.
    package fileprivate(set) var paths: [GroupPath] = []
    /// For each node where its group's path is; -1 for none.
    package fileprivate(set) var groups: [Int32] = []
  }

  /// The nodes that one depends on, and itself, ascending.
  ///
  /// O(nodes up to it).
  package func ancestors(of root: Int) -> [Int] {
    expandBlocks()
    storage.pointee.reserveMarks(upTo: root)
    let storage = storage.pointee
    var result: [Int] = []
    storage.reached[root] = 1
    for index in storage.marked(in: 0..<root + 1) {
      result.append(index)
      storage.forEachInput(of: index) { storage.reached[$0] = 1 }
    }
    result.reverse()
    return result
  }

  /// What is known of some nodes.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameter indices: Indices on the tape, ascending, with those of all inputs.
  package func columns(of indices: [Int]) -> Columns {
    expandBlocks()
    storage.pointee.settle()
    var columns = Columns()
    copyNumbers(of: indices, to: &columns)
    copyInputs(of: indices, to: &columns)
    copyTexts(of: indices, to: &columns)
    return columns
  }
}

extension Tape {
  private func copyNumbers(of indices: [Int], to columns: inout Columns) {
    let storage = storage.pointee
    columns.operations = indices.map { storage.nodes[$0].operation }
    columns.data = indices.map { storage.data[$0] }
    if let first = indices.first, first < storage.gradientCount {
      columns.gradients = indices.map { OptionalNumber(storage.settledGradient(at: $0)) }
    }
    for (row, index) in indices.enumerated() {
      let node = storage.nodes[index]
      if node.isMarked { columns.marks.append((row, node.role, node.isDropped)) }
      switch node.operation {
      case .leaf where node.passes != 0:
        if columns.passes.isEmpty { columns.passes = Array(repeating: 0, count: indices.count) }
        columns.passes[row] = node.passes
      case .custom: columns.customNames.append((row, name(of: node)))
      case let operation where operation.hasParameter:
        if columns.parameters.isEmpty {
          columns.parameters = Array(repeating: .none, count: indices.count)
        }
        columns.parameters[row] = OptionalNumber(node.parameter)
      default: break
      }
    }
  }

  private func copyInputs(of indices: [Int], to columns: inout Columns) {
    let storage = storage.pointee
    var edgeCount = 0
    columns.inputStarts = [Int32](unsafeUninitializedCapacity: indices.count + 1) { starts, count in
      starts[0] = 0
      for (row, index) in indices.enumerated() {
        let node = storage.nodes[index]
        edgeCount += node.operation.inputCount ?? node.operandRange.count
        starts[row + 1] = Int32(edgeCount)
      }
      count = indices.count + 1
    }
    // Where each node of the tape stands among these; empty where it stands where it stood.
    var rows: [Int32] = []
    if indices.count < count {
      rows = Array(repeating: 0, count: count)
      for (row, index) in indices.enumerated() { rows[index] = Int32(row) }
    }
    var slopes: [Double] = []
    columns.inputs = [Int32](unsafeUninitializedCapacity: edgeCount) { inputs, inputCount in
      slopes = [Double](unsafeUninitializedCapacity: edgeCount) { slopes, slopeCount in
        var edge = 0
        func add(_ input: Int, _ slope: Double) {
          inputs[edge] = rows.isEmpty ? Int32(truncatingIfNeeded: input) : rows[input]
          slopes[edge] = slope
          edge += 1
        }
        for index in indices {
          storage.forEachEdge(of: index, custom: customOperations, add)
        }
        (inputCount, slopeCount) = (edge, edge)
      }
    }
    columns.localDerivatives = slopes
  }

  /// Copies labels and groups: those of a region at a time, and groups by their runs.
  private func copyTexts(of indices: [Int], to columns: inout Columns) {
    if regions.contains(where: { !$0.groupRuns.isEmpty }) {
      columns.groups = Array(repeating: -1, count: indices.count)
    }
    var codes = GroupCodes(count: columns.groups.isEmpty ? 0 : groups.count)
    var cursor = RowCursor(indices, isWhole: indices.count == count)
    for (number, region) in regions.enumerated() {
      let end = number + 1 < regions.count ? regions[number + 1].start : count
      let start = cursor.row
      for (place, run) in region.groupRuns.enumerated() {
        let next = place + 1 < region.groupRuns.count ? region.groupRuns[place + 1].start : end
        _ = cursor.rows(upTo: min(run.start, end))
        let rows = cursor.rows(upTo: min(next, end))
        guard let group = run.group, !rows.isEmpty else { continue }
        let code = codes.code(of: group, path: groups[group].path, in: &columns.paths)
        for row in rows { columns.groups[row] = code }
      }
      _ = cursor.rows(upTo: end)
      // The few labels that there are, and not every node by its name.
      var labels = RowCursor(indices, isWhole: indices.count == count, from: start)
      for index in region.labels.keys.sorted() {
        _ = labels.rows(upTo: index)
        guard labels.row < indices.count, indices[labels.row] == index,
          let label = region.labels[index]
        else { continue }
        columns.labels.append((labels.row, label))
      }
    }
  }
}

/// Goes along some indices of a tape.
private struct RowCursor {
  private let indices: [Int]
  /// Whether they are all that there are, so that each stands at its own place.
  private let isWhole: Bool
  /// The next of them.
  private(set) var row: Int

  init(_ indices: [Int], isWhole: Bool, from row: Int = 0) {
    (self.indices, self.isWhole, self.row) = (indices, isWhole, row)
  }

  /// Goes on to the first that is not before an index, and returns what it went over.
  mutating func rows(upTo end: Int) -> Range<Int> {
    let start = row
    if isWhole {
      row = max(row, end)
    } else {
      while row < indices.count, indices[row] < end { row += 1 }
    }
    return start..<row
  }
}

/// Numbers of paths: two groups have one path where a name has a slash in it.
private struct GroupCodes {
  private var known: [Int32]
  private var byPath: [ExactText: Int32] = [:]

  init(count: Int) { known = Array(repeating: -1, count: count) }

  mutating func code(of group: Int, path: GroupPath, in paths: inout [GroupPath]) -> Int32 {
    if known[group] >= 0 { return known[group] }
    let text = ExactText(path.description)
    let code = byPath[text] ?? Int32(paths.count)
    if code == paths.count {
      paths.append(path)
      byPath[text] = code
    }
    known[group] = code
    return code
  }
}
