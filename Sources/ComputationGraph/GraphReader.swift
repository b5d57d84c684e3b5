internal import Autograd
internal import JSON

/// Turns the values of a JSON document into a snapshot, checking each.
struct GraphReader {
  struct Failure: Error {
    let fault: GraphFileError.Fault
    let offset: Int
  }

  private typealias Node = GraphSnapshot.Node

  /// The nodes as a file has them: what `inputs` holds are ids, and no indices yet.
  struct FileNodes {
    var nodes: [GraphSnapshot.Node] = []
    /// Where each begins in the file.
    var offsets: [Int] = []
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

    var nodes = FileNodes()
    nodes.nodes.reserveCapacity(values.count)
    for value in values {
      nodes.nodes.append(try node(value))
      nodes.offsets.append(value.offset)
    }
    return try graph(stage ?? .before, rootID: rootID, rootOffset: rootValue.offset, of: nodes)
  }

  /// The graph of nodes that are read.
  func graph(
    _ stage: GraphSnapshot.Stage, rootID: Int, rootOffset: Int, of fileNodes: consuming FileNodes
  ) throws(Failure) -> GraphSnapshot {
    var fileNodes = fileNodes
    try check(&fileNodes)
    let nodes = try ordered(fileNodes)
    guard let root = nodes.indices.first(where: { nodes[$0].id == rootID }) else {
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

  private func node(_ value: JSONValue) throws(Failure) -> Node {
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
      inputs: inputs, tensor: tensor)
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
    return node
  }

  /// Checks each node by itself.
  ///
  /// What is computed from tensors has no local derivatives, and no rule of ours holds for it, whatever it is
  /// called.
  private func check(_ file: inout FileNodes) throws(Failure) {
    // By index, since a node that is taken out holds references to all its texts and lists.
    let tensors = Set(
      file.nodes.indices.filter { file.nodes[$0].isTensor }.map { file.nodes[$0].id })
    for index in file.nodes.indices {
      if !tensors.isEmpty, !file.nodes[index].inputs.isEmpty,
        file.nodes[index].isTensor || file.nodes[index].inputs.contains(where: tensors.contains)
      {
        file.nodes[index].operation = .custom(file.nodes[index].operation.name)
        file.nodes[index].localDerivatives = file.nodes[index].inputs.map { _ in .nan }
      }
      if let fault = file.fault(at: index) {
        throw Failure(fault: fault, offset: file.offsets[index])
      }
    }
  }

  /// The nodes in a topological order, with indices for ids: that of the file where it is one.
  private func ordered(_ file: consuming FileNodes) throws(Failure) -> [Node] {
    // In most files an id is the index.
    if file.isInOrder { return file.nodes }
    var positions: [Int: Int] = [:]
    positions.reserveCapacity(file.nodes.count)
    for position in file.nodes.indices {
      let id = file.nodes[position].id
      if positions.updateValue(position, forKey: id) != nil {
        throw Failure(fault: .duplicateID(id), offset: file.offsets[position])
      }
    }
    var inputs: [[Int]] = []
    inputs.reserveCapacity(file.nodes.count)
    for user in file.nodes.indices {
      var row: [Int] = []
      for input in file.nodes[user].inputs {
        guard let position = positions[input] else {
          throw Failure(
            fault: .unknownInput(node: file.nodes[user].id, input: input),
            offset: file.offsets[user])
        }
        row.append(position)
      }
      inputs.append(row)
    }
    switch TopologicalOrder.of(inputs: inputs) {
    case .cycle(let members):
      throw Failure(
        fault: .cycle(members.map { [file] in file.nodes[$0].id }),
        offset: file.offsets[members[0]])
    case .order(let order):
      var indices = [Int](repeating: 0, count: order.count)
      for (index, position) in order.enumerated() { indices[position] = index }
      return order.map { [file] position in
        var node = file.nodes[position]
        node.inputs = inputs[position].map { indices[$0] }
        return node
      }
    }
  }
}

extension GraphReader.FileNodes {
  /// Whether each id is the index of its node, and inputs stand before their users.
  fileprivate var isInOrder: Bool {
    nodes.indices.allSatisfy { index in
      nodes[index].id == index && nodes[index].inputs.allSatisfy { $0 < index }
    }
  }

  /// What is wrong with a node by itself.
  fileprivate func fault(at index: Int) -> GraphFileError.Fault? {
    let count = nodes[index].inputs.count
    let id = nodes[index].id
    switch nodes[index].operation {
    case .custom(let name):
      if count > 0 && nodes[index].localDerivatives.isEmpty {
        return .missingLocal(node: id, operation: name)
      }
    case .builtIn(let operation):
      if let wanted = operation.inputCount, wanted != count {
        return .wrongInputCount(
          node: id, operation: operation.symbol, found: count,
          expected: operation == .power ? "two, or one and a \"parameter\"" : "\(wanted)")
      }
      if operation.hasParameter && nodes[index].parameter == nil {
        return .missing(key: "parameter", node: id)
      }
      if operation == .constant && nodes[index].gradient != nil {
        return .gradientOfConstant(node: id)
      }
    }
    let found = nodes[index].localDerivatives.count
    return found == 0 || found == count
      ? nil : .wrongLocalCount(node: id, found: found, expected: count)
  }
}
