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
    var isNeeded = [Bool](repeating: false, count: root + 1)
    isNeeded[root] = true
    var count = 0
    isNeeded.withUnsafeMutableBufferPointer { isNeeded in
      for node in stride(from: root, through: 0, by: -1) where isNeeded[node] {
        count += 1
        forEachInput(of: node) { isNeeded[$0] = true }
      }
    }
    var result: [Int] = []
    result.reserveCapacity(count)
    for node in isNeeded.indices where isNeeded[node] { result.append(node) }
    return result
  }

  /// What is known of some nodes.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameter indices: Indices on the tape, ascending, with those of all inputs; `nil` for all nodes.
  package func columns(of indices: [Int]?) -> Columns {
    var columns = Columns()
    copyNumbers(of: indices, to: &columns)
    copyInputs(of: indices, to: &columns)
    copyTexts(of: indices, to: &columns)
    return columns
  }
}

extension Tape {
  private func copyNumbers(of indices: [Int]?, to columns: inout Columns) {
    let count = indices?.count ?? count
    let (nodes, data) = (storage.pointee.nodes, storage.pointee.data)
    columns.operations.reserveCapacity(count)
    columns.data.reserveCapacity(count)
    var hasGradients = false
    for row in 0..<count {
      let index = indices?[row] ?? row
      let node = nodes[index]
      columns.operations.append(node.operation)
      columns.data.append(data[index])
      if index < storage.pointee.gradientCount { hasGradients = true }
      if node.operation.hasParameter {
        if columns.parameters.isEmpty {
          columns.parameters = Array(repeating: .none, count: count)
        }
        columns.parameters[row] = OptionalNumber(node.parameter)
      }
      if node.operation == .leaf, node.passes != 0 {
        if columns.passes.isEmpty { columns.passes = Array(repeating: 0, count: count) }
        columns.passes[row] = node.passes
      }
      if node.operation == .custom { columns.customNames.append((row, name(of: node))) }
      if node.marks != 0 { columns.marks.append((row, node.role, node.isDropped)) }
    }
    if !hasGradients { return }
    columns.gradients.reserveCapacity(count)
    for row in 0..<count {
      columns.gradients.append(
        OptionalNumber(storage.pointee.gradient(at: indices?[row] ?? row)))
    }
  }

  private func copyInputs(of indices: [Int]?, to columns: inout Columns) {
    let count = indices?.count ?? count
    let storage = storage.pointee
    // Where each node of the tape stands among these; empty where it stands where it stood.
    var rows: [Int32] = []
    if let indices {
      rows = Array(repeating: 0, count: self.count)
      for (row, index) in indices.enumerated() { rows[index] = Int32(row) }
    }
    columns.inputStarts.reserveCapacity(count + 1)
    columns.inputStarts.append(0)
    columns.inputs.reserveCapacity(2 * count)
    columns.localDerivatives.reserveCapacity(2 * count)
    func add(_ input: Int, _ slope: Double) {
      columns.inputs.append(
        rows.isEmpty ? Int32(truncatingIfNeeded: input) : rows[input])
      columns.localDerivatives.append(slope)
    }
    for row in 0..<count {
      let index = indices?[row] ?? row
      let node = storage.nodes[index]
      switch node.operation.inputCount {
      case 0: break
      case 1:
        let slope = node.operation.derivatives(
          storage.data[Int(node.first)], parameter: node.parameter, output: storage.data[index])
        add(Int(node.first), slope.x)
      case 2:
        let slope = node.operation.derivatives(
          storage.data[Int(node.first)], storage.data[node.second], output: storage.data[index])
        add(Int(node.first), slope.x)
        add(node.second, slope.y)
      default:
        let slopes = storage.listDerivatives(at: index, custom: customOperations)
        for (operand, slope) in zip(node.operandRange, slopes) {
          add(Int(storage.operands[operand]), slope)
        }
      }
      columns.inputStarts.append(Int32(columns.inputs.count))
    }
  }

  /// Copies labels and groups: those of a region at a time, and groups by their runs.
  private func copyTexts(of indices: [Int]?, to columns: inout Columns) {
    let count = indices?.count ?? count
    if regions.contains(where: { !$0.groupRuns.isEmpty }) {
      columns.groups = Array(repeating: -1, count: count)
    }
    var codes = GroupCodes(count: columns.groups.isEmpty ? 0 : groups.count)
    // The first of these nodes that belongs to what comes next.
    var row = 0
    func rows(upTo end: Int) -> Range<Int> {
      let start = row
      if let indices {
        while row < count, indices[row] < end { row += 1 }
      } else {
        row = max(row, end)
      }
      return start..<row
    }
    for (number, region) in regions.enumerated() {
      let end = number + 1 < regions.count ? regions[number + 1].start : self.count
      let ownRows = row
      for (run, next) in zip(region.groupRuns, region.groupRuns.dropFirst().map(\.start) + [end]) {
        _ = rows(upTo: min(run.start, end))
        let rows = rows(upTo: min(next, end))
        guard let group = run.group, !rows.isEmpty else { continue }
        let code = codes.code(of: group, path: groups[group].path, in: &columns.paths)
        for row in rows { columns.groups[row] = code }
      }
      _ = rows(upTo: end)
      // The few that there are, not all nodes by name.
      var own = ownRows
      for index in region.labels.keys.sorted() {
        if let indices {
          while own < row, indices[own] < index { own += 1 }
          if own == row { break }
          if indices[own] != index { continue }
        } else {
          own = index
        }
        if let label = region.labels[index] { columns.labels.append((own, label)) }
      }
    }
  }
}

/// Numbers of paths: two groups have one path where a name has a slash in it.
private struct GroupCodes {
  private var known: [Int32]
  private var byPath: [GroupPath: Int32] = [:]

  init(count: Int) { known = Array(repeating: -1, count: count) }

  mutating func code(of group: Int, path: GroupPath, in paths: inout [GroupPath]) -> Int32 {
    if known[group] >= 0 { return known[group] }
    let code = byPath[path] ?? Int32(paths.count)
    if code == paths.count {
      paths.append(path)
      byPath[path] = code
    }
    known[group] = code
    return code
  }
}
