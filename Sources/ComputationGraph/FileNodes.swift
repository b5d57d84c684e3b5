internal import Autograd

/// The nodes of a graph file in the file's order, before anybody has looked whether they are a graph.
struct FileNodes {
  /// All that is known of the nodes but their inputs.
  var columns = NodeColumns()
  /// The ids of the inputs, which may be any number.
  var inputs = ListColumn<Int>()
  /// Where each begins in the file; nothing where nobody will ask.
  var offsets: [Int] = []

  private func failure(_ fault: GraphFileError.Fault, at row: Int) -> GraphReader.Failure {
    GraphReader.Failure(fault: fault, offset: row < offsets.count ? offsets[row] : 0)
  }

  /// The nodes in a topological order, with indices for ids: the order of the file where it is one.
  consuming func checkedColumns() throws(GraphReader.Failure) -> NodeColumns {
    giveUpRulesOverTensors()
    for row in 0..<columns.count {
      if let fault = fault(at: row) { throw failure(fault, at: row) }
    }
    // In most files an id is the index.
    if isInOrder {
      columns.inputs = ListColumn(
        starts: inputs.starts, elements: inputs.elements.map { Int32(truncatingIfNeeded: $0) })
      return columns
    }
    let positions = try positions()
    columns.inputs = ListColumn(starts: inputs.starts, elements: positions)
    switch TopologicalOrder.of(columns.adjacency) {
    case .cycle(let members):
      throw failure(.cycle(members.map { [columns] in columns.ids[$0] }), at: members[0])
    case .order(let order):
      var indices = [Int32](repeating: 0, count: order.count)
      for (index, position) in order.enumerated() { indices[position] = Int32(index) }
      let ordered = columns.inputs.rows(order)
      columns = columns.rows(order)
      columns.inputs = ListColumn(
        starts: ordered.starts, elements: ordered.elements.map { indices[Int($0)] })
      return columns
    }
  }

  /// Whether each id is the index of its node, and inputs stand before their users.
  private var isInOrder: Bool {
    (0..<columns.count).allSatisfy { row in
      columns.ids[row] == row
        && inputs.range(of: row).allSatisfy { inputs.elements[$0] < row }
    }
  }

  /// Where the nodes are that inputs name by their ids.
  private func positions() throws(GraphReader.Failure) -> [Int32] {
    var positions: [Int: Int32] = [:]
    positions.reserveCapacity(columns.count)
    for (position, id) in columns.ids.enumerated() {
      if positions.updateValue(Int32(position), forKey: id) != nil {
        throw failure(.duplicateID(id), at: position)
      }
    }
    var result: [Int32] = []
    result.reserveCapacity(inputs.elements.count)
    for user in 0..<columns.count {
      for edge in inputs.range(of: user) {
        guard let position = positions[inputs.elements[edge]] else {
          throw failure(
            .unknownInput(node: columns.ids[user], input: inputs.elements[edge]), at: user)
        }
        result.append(position)
      }
    }
    return result
  }
}

/// Each node by itself.
extension FileNodes {
  /// What is computed from tensors has no local derivatives, and no rule of ours holds for it, whatever it is
  /// called.
  private mutating func giveUpRulesOverTensors() {
    let tensors = Set(
      (0..<columns.count).lazy.filter { [columns] in columns.isTensor($0) }
        .map { [columns] in columns.ids[$0] })
    if tensors.isEmpty { return }
    var locals = ListColumn<Double>()
    for row in 0..<columns.count {
      if !inputs[row].isEmpty,
        columns.isTensor(row) || inputs[row].contains(where: tensors.contains)
      {
        columns.customNames.set(columns.operation(of: row).name, at: row, of: columns.count)
        columns.operations[row] = .custom
        locals.append(inputs[row].map { _ in .nan })
      } else {
        locals.append(columns.locals[row])
      }
    }
    columns.locals = locals
  }

  /// What is wrong with a node by itself.
  private func fault(at row: Int) -> GraphFileError.Fault? {
    let (inputCount, localCount) = (inputs.count(of: row), columns.locals.count(of: row))
    let operation = columns.operations[row]
    if operation == .custom {
      if inputCount > 0 && localCount == 0 {
        return .missingLocal(node: columns.ids[row], operation: columns.operation(of: row).name)
      }
    } else {
      if let wanted = operation.inputCount, wanted != inputCount {
        return .wrongInputCount(
          node: columns.ids[row], operation: operation.symbol, found: inputCount,
          expected: operation == .power ? "two, or one and a \"parameter\"" : "\(wanted)")
      }
      if operation.hasParameter && columns.parameters[row].isNone {
        return .missing(key: "parameter", node: columns.ids[row])
      }
      if operation == .constant && !columns.gradients[row].isNone {
        return .gradientOfConstant(node: columns.ids[row])
      }
    }
    return localCount == 0 || localCount == inputCount
      ? nil
      : .wrongLocalCount(node: columns.ids[row], found: localCount, expected: inputCount)
  }
}
