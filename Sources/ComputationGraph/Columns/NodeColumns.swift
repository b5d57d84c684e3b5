package import Autograd

/// The nodes of a graph as columns: an array for each thing that is known of them, and nothing made for a
/// node.
package struct NodeColumns: Sendable, Equatable {
  package var ids: [Int] = []
  /// What each was computed by; `custom` for an operation of the user's, whose name is in ``customNames``.
  package var operations: [Value.Operation] = []
  package var customNames = InternedColumn<String>()
  package var labels = InternedColumn<String>()
  package var groups = InternedColumn<GroupPath>()
  package var data: [Double] = []
  package var gradients = SparseColumn(nothing: OptionalNumber.none)
  package var parameters = SparseColumn(nothing: OptionalNumber.none)
  package var inputs = ListColumn<Int32>()
  package var locals = ListColumn<Double>()
  package var marks = SparseColumn(nothing: NodeMarks())
  package var passes = SparseColumn(nothing: 0)
  package var tensors = SparseColumn(nothing: Tensor?.none)

  package init() {}

  package var count: Int { ids.count }

  mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    operations.reserveCapacity(count)
    data.reserveCapacity(count)
    inputs.reserveCapacity(rows: count, elements: 2 * count)
    locals.reserveCapacity(rows: count, elements: 2 * count)
  }

  /// The inputs of all nodes, without a copy.
  package var adjacency: Adjacency {
    Adjacency(starts: inputs.starts, targets: inputs.elements)
  }

  /// The local derivatives beside the elements of ``inputs``.
  ///
  /// A graph made by hand may lack some, or have too many; what is not there is not a number.
  var slopes: [Double] {
    if locals.starts == inputs.starts { return locals.elements }
    var slopes: [Double] = []
    slopes.reserveCapacity(inputs.elements.count)
    for row in 0..<count {
      let wanted = inputs.count(of: row)
      slopes += locals[row].prefix(wanted)
      for _ in 0..<max(0, wanted - locals.count(of: row)) { slopes.append(.nan) }
    }
    return slopes
  }

  /// Whether a node is a tensor of more than one number, or of one that was not kept.
  package func isTensor(_ row: Int) -> Bool { tensors[row].map { !$0.isNumber } ?? false }

  /// Whether a node is one or is computed from one.
  package func isOverTensors(_ row: Int) -> Bool {
    isTensor(row) || inputs[row].contains { isTensor(Int($0)) }
  }

  package func inputs(of row: Int) -> NodeInputs { NodeInputs(inputs[row]) }

  package func localDerivatives(of row: Int) -> NodeDerivatives { NodeDerivatives(locals[row]) }

  package func operation(of row: Int) -> NodeOperation {
    customNames[row].map { .custom($0) } ?? .builtIn(operations[row])
  }
}

/// Rows.
extension NodeColumns {
  /// Gives a node the gradient of one pass, or none.
  package mutating func setGradient(_ gradient: Double?, at row: Int) {
    gradients.set(OptionalNumber(gradient), at: row, of: count)
    let isReached = gradient != nil && operations[row] == .leaf
    passes.set(isReached ? 1 : 0, at: row, of: count)
  }

  mutating func append(_ node: GraphSnapshot.Node) {
    let count = count
    ids.append(node.id)
    operations.append(node.builtIn)
    customNames.append(node.operation.customName, behind: count)
    labels.append(node.label, behind: count)
    groups.append(node.group, behind: count)
    data.append(node.data)
    gradients.append(OptionalNumber(node.gradient), behind: count)
    parameters.append(OptionalNumber(node.parameter), behind: count)
    inputs.append(node.inputs.indices32)
    locals.append(node.localDerivatives.slopes)
    marks.append(node.marks, behind: count)
    passes.append(node.passes, behind: count)
    tensors.append(node.tensor, behind: count)
  }

  /// Puts a node in the place of another.
  mutating func set(_ node: GraphSnapshot.Node, at row: Int) {
    ids[row] = node.id
    operations[row] = node.builtIn
    customNames.set(node.operation.customName, at: row, of: count)
    labels.set(node.label, at: row, of: count)
    groups.set(node.group, at: row, of: count)
    data[row] = node.data
    gradients.set(OptionalNumber(node.gradient), at: row, of: count)
    parameters.set(OptionalNumber(node.parameter), at: row, of: count)
    inputs.set(node.inputs.indices32, at: row)
    locals.set(node.localDerivatives.slopes, at: row)
    marks.set(node.marks, at: row, of: count)
    passes.set(node.passes, at: row, of: count)
    tensors.set(node.tensor, at: row, of: count)
  }

  /// The rows of some indices, in their order.
  func rows(_ indices: [Int]) -> NodeColumns {
    var result = NodeColumns()
    result.ids = indices.map { ids[$0] }
    result.operations = indices.map { operations[$0] }
    result.customNames = customNames.rows(indices)
    result.labels = labels.rows(indices)
    result.groups = groups.rows(indices)
    result.data = indices.map { data[$0] }
    result.gradients = gradients.rows(indices)
    result.parameters = parameters.rows(indices)
    result.inputs = inputs.rows(indices)
    result.locals = locals.rows(indices)
    result.marks = marks.rows(indices)
    result.passes = passes.rows(indices)
    result.tensors = tensors.rows(indices)
    return result
  }
}
