internal import Autograd
internal import JSON

/// Turns the values of a JSON document into a snapshot, checking each.
struct GraphReader {
  struct Failure: Error {
    let fault: GraphFileError.Fault
    let offset: Int
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
    for value in values { try append(value, to: &nodes) }
    return try graph(stage ?? .before, rootID: rootID, rootOffset: rootValue.offset, of: nodes)
  }

  /// The graph of nodes that are read.
  func graph(
    _ stage: GraphSnapshot.Stage, rootID: Int, rootOffset: Int, of fileNodes: consuming FileNodes
  ) throws(Failure) -> GraphSnapshot {
    var columns = try fileNodes.checkedColumns()
    guard let root = columns.ids.firstIndex(of: rootID) else {
      throw Failure(fault: .unknownRoot(rootID), offset: rootOffset)
    }
    if columns.operations[root] == .constant {
      throw Failure(fault: .constantRoot(rootID), offset: rootOffset)
    }
    columns.fillLocalsByRule()
    return GraphSnapshot(stage: stage, root: root, nodes: GraphSnapshot.Nodes(columns))
  }

  /// Reads a node.
  private func append(_ value: JSONValue, to nodes: inout FileNodes) throws(Failure) {
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
    var node = GraphSnapshot.Node(
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
    nodes.columns.append(node)
    nodes.inputs.append(inputs)
    nodes.offsets.append(value.offset)
  }
}
