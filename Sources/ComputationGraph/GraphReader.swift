internal import Autograd
internal import JSON

/// Turns the values of a JSON document into a snapshot, checking each.
struct GraphReader {
  struct Failure: Error {
    let fault: GraphFileError.Fault
    let offset: Int
  }

  private typealias Node = GraphSnapshot.Node

  /// A node as the file has it, its inputs still ids.
  struct Entry {
    var node: GraphSnapshot.Node
    var inputs: [Int]
    var offset: Int
  }

  func graph(from document: JSONValue) throws(Failure) -> GraphSnapshot {
    guard document["format"]?.string == GraphFile.format else {
      let isNotebook = document["cells"]?.array != nil
      throw Failure(fault: isNotebook ? .notebook : .notAGraphFile, offset: document.offset)
    }
    let version = try required("version", of: document)
    guard version.integer == GraphFile.version else {
      let shown = version.double.map { Int(exactly: $0).map(String.init) ?? "\($0)" }
      throw Failure(
        fault: .unknownVersion(shown ?? version.string.map { "\"\($0)\"" } ?? "?"),
        offset: version.offset)
    }
    let stage = try word("stage", of: document, GraphSnapshot.Stage.self)
    let rootValue = try required("root", of: document)
    let rootID = try integer(rootValue, "root", node: nil)
    let list = try required("nodes", of: document)
    guard let values = list.array else {
      throw Failure(
        fault: .wrongType(key: "nodes", node: nil, expected: "a list"), offset: list.offset)
    }
    if values.isEmpty { throw Failure(fault: .noNodes, offset: list.offset) }

    var entries: [Entry] = []
    entries.reserveCapacity(values.count)
    for value in values { entries.append(try entry(value)) }
    return try graph(
      stage ?? .before, rootID: rootID, rootOffset: rootValue.offset, entries: entries)
  }

  /// The graph of nodes that are read.
  func graph(
    _ stage: GraphSnapshot.Stage, rootID: Int, rootOffset: Int, entries: consuming [Entry]
  ) throws(Failure) -> GraphSnapshot {
    var entries = entries
    try check(&entries)
    let nodes = try ordered(entries)
    guard let root = nodes.firstIndex(where: { $0.id == rootID }) else {
      throw Failure(fault: .unknownRoot(rootID), offset: rootOffset)
    }
    if nodes[root].builtIn == .constant {
      throw Failure(fault: .constantRoot(rootID), offset: rootOffset)
    }
    var graph = GraphSnapshot(stage: stage, root: root, nodes: nodes)
    for index in nodes.indices where nodes[index].localDerivatives.isEmpty {
      graph.nodes[index].localDerivatives = graph.localDerivativesByRule(at: index)
      graph.nodes[index].hasLocalsByRule = !nodes[index].inputs.isEmpty
    }
    return graph
  }

  private func entry(_ value: JSONValue) throws(Failure) -> Entry {
    guard case .object = value.content else {
      throw Failure(
        fault: .wrongType(key: "nodes", node: nil, expected: "a list of objects"),
        offset: value.offset)
    }
    guard let idValue = present("id", of: value) else {
      throw Failure(fault: .nodeWithoutID, offset: value.offset)
    }
    let id = try integer(idValue, "id", node: nil)
    guard let name = try string("op", of: value, node: id), !name.isEmpty else {
      throw Failure(fault: .missing(key: "op", node: id), offset: value.offset)
    }
    var inputs: [Int] = []
    for input in try list("inputs", of: value, node: id) {
      inputs.append(try integer(input, "inputs", node: id))
    }
    let tensor = try tensor(of: value, node: id)
    let data =
      tensor?.isNumber == false
      ? tensor?.summary?.mean ?? 0
      : try number(try required("data", of: value, node: id), "data", node: id)
    var node = Node(
      id: id, operation: NodeOperation(name: name, inputCount: inputs.count), data: data,
      tensor: tensor)
    node.label = try string("label", of: value, node: id)
    node.group = try string("group", of: value, node: id).map { GroupPath($0) }
    node.gradient = try optionalNumber("grad", of: value, node: id)
    node.parameter = try optionalNumber("parameter", of: value, node: id)
    node.role = try word("role", of: value, LeafRole.self, node: id)
    let isReached = node.builtIn == .leaf && node.gradient != nil
    node.passes = try optionalInteger("passes", of: value, node: id) ?? (isReached ? 1 : 0)
    node.isDropped = present("dropped", of: value)?.bool ?? false
    for local in try list("local", of: value, node: id) {
      node.localDerivatives.append(try number(local, "local", node: id))
    }
    return Entry(node: node, inputs: inputs, offset: value.offset)
  }

  /// Checks each node by itself.
  ///
  /// What is computed from tensors has no local derivatives, and no rule of ours holds for it, whatever it is
  /// called.
  private func check(_ entries: inout [Entry]) throws(Failure) {
    let tensors = Set(entries.lazy.filter(\.node.isTensor).map(\.node.id))
    for index in entries.indices {
      let entry = entries[index]
      let isOverTensors =
        !tensors.isEmpty && !entry.inputs.isEmpty
        && (entry.node.isTensor || entry.inputs.contains(where: tensors.contains))
      if isOverTensors {
        entries[index].node.operation = .custom(entry.node.operation.name)
        entries[index].node.localDerivatives = entry.inputs.map { _ in .nan }
      }
      if let fault = fault(of: entries[index]) { throw Failure(fault: fault, offset: entry.offset) }
    }
  }

  /// What is wrong with a node by itself.
  private func fault(of entry: Entry) -> GraphFileError.Fault? {
    let (node, count) = (entry.node, entry.inputs.count)
    guard case .builtIn(let operation) = node.operation else {
      if count > 0 && node.localDerivatives.isEmpty {
        return .missingLocal(node: node.id, operation: node.operation.name)
      }
      return localFault(of: entry)
    }
    if let wanted = operation.inputCount, wanted != count {
      return .wrongInputCount(
        node: node.id, operation: operation.symbol, found: count,
        expected: operation == .power ? "two, or one and a \"parameter\"" : "\(wanted)")
    }
    if operation.hasParameter && node.parameter == nil {
      return .missing(key: "parameter", node: node.id)
    }
    if operation == .constant && node.gradient != nil { return .gradientOfConstant(node: node.id) }
    return localFault(of: entry)
  }

  private func localFault(of entry: Entry) -> GraphFileError.Fault? {
    let (found, expected) = (entry.node.localDerivatives.count, entry.inputs.count)
    return found == 0 || found == expected
      ? nil : .wrongLocalCount(node: entry.node.id, found: found, expected: expected)
  }

  /// The nodes in a topological order, with indices for ids: that of the file where it is one.
  private func ordered(_ entries: [Entry]) throws(Failure) -> [Node] {
    var positions: [Int: Int] = [:]
    positions.reserveCapacity(entries.count)
    for (position, entry) in entries.enumerated() {
      if positions.updateValue(position, forKey: entry.node.id) != nil {
        throw Failure(fault: .duplicateID(entry.node.id), offset: entry.offset)
      }
    }
    var inputs: [[Int]] = []
    inputs.reserveCapacity(entries.count)
    for entry in entries {
      var row: [Int] = []
      for input in entry.inputs {
        guard let position = positions[input] else {
          throw Failure(
            fault: .unknownInput(node: entry.node.id, input: input), offset: entry.offset)
        }
        row.append(position)
      }
      inputs.append(row)
    }
    switch TopologicalOrder.of(inputs: inputs) {
    case .cycle(let members):
      throw Failure(
        fault: .cycle(members.map { entries[$0].node.id }), offset: entries[members[0]].offset)
    case .order(let order):
      var indices = [Int](repeating: 0, count: order.count)
      for (index, position) in order.enumerated() { indices[position] = index }
      return order.map { position in
        var node = entries[position].node
        node.inputs = inputs[position].map { indices[$0] }
        return node
      }
    }
  }
}
