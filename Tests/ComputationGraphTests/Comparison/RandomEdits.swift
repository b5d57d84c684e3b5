import Autograd
import ComputationGraph

/// Random graphs and edits of them, for which it is known which node became which.
struct RandomEdits {
  private var state: UInt64

  /// A node and what it is called in both graphs.
  struct Tagged {
    var tag: Int
    var node: GraphSnapshot.Node
    /// The tags of the inputs.
    var inputs: [Int]
  }

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private static let unary = ["tanh", "exp", "sin", "cos", "relu", "log", "abs", "sqrt"]
  private static let binary = ["+", "*", "-", "/", "max"]
  /// What edits put in: of one's own, so that it is known to be new.
  private static let new = ["snap", "crackle", "pop"].map(NodeOperation.custom)

  /// A graph in which no two nodes compute the same: leaves with names, and operations of which one
  /// in `named` has a name.
  mutating func graph(count: Int, leaves: Int, named: Int) -> [Tagged] {
    var nodes: [Tagged] = []
    var known: Set<String> = []
    while nodes.count < count {
      let tag = nodes.count
      if tag < leaves {
        nodes.append(
          Tagged(
            tag: tag,
            node: .init(id: tag, operation: .builtIn(.leaf), label: "x\(tag)", data: Double(tag)),
            inputs: []))
        continue
      }
      let isBinary = next(2) == 0
      // Mostly from what was made lately, so that the graph is deep.
      let recent = (0..<2).map { _ in max(0, tag - 1 - next(next(4) == 0 ? tag : min(tag, 12))) }
      let inputs = isBinary ? recent : [recent[0]]
      let operation =
        isBinary
        ? RandomEdits.binary[next(RandomEdits.binary.count)]
        : RandomEdits.unary[next(RandomEdits.unary.count)]
      if !known.insert("\(operation) \(inputs)").inserted { continue }
      nodes.append(
        Tagged(
          tag: tag,
          node: .init(
            id: tag, operation: NodeOperation(name: operation, inputCount: inputs.count),
            label: next(named) == 0 ? "n\(tag)" : nil,
            data: Double(tag)), inputs: inputs))
    }
    return nodes
  }

  /// What is done to a graph.
  enum Edit: CaseIterable {
    case insert, remove, changeOperation, rename, changeData
  }

  /// Does something to one node; the nodes stay in a topological order.
  mutating func apply(_ edit: Edit, at index: Int, to nodes: inout [Tagged], newTag: Int) {
    let target = nodes[index]
    switch edit {
    case .insert:
      guard let input = target.inputs.first else { return }
      let operation = RandomEdits.new[next(RandomEdits.new.count)]
      nodes[index].inputs[0] = newTag
      nodes.insert(
        Tagged(
          tag: newTag, node: .init(id: newTag, operation: operation, data: 0), inputs: [input]),
        at: index)
    case .remove:
      guard target.inputs.count == 1, target.node.label == nil, !isInRow(target, nodes) else {
        return
      }
      var rest = nodes
      rest.remove(at: index)
      for other in rest.indices {
        rest[other].inputs = rest[other].inputs.map { $0 == target.tag ? target.inputs[0] : $0 }
      }
      // Of two nodes that compute the same, nobody knows which is which.
      let expressions = rest.map { "\($0.node.operation) \($0.inputs) \($0.node.label ?? "")" }
      if Set(expressions).count == rest.count { nodes = rest }
    case .changeOperation:
      if target.inputs.isEmpty || isInRow(target, nodes) { return }
      nodes[index].node.operation = RandomEdits.new[next(RandomEdits.new.count)]
    case .rename:
      if target.node.label != nil { nodes[index].node.label = "renamed\(newTag)" }
    case .changeData:
      nodes[index].node.data += 0.5
    }
  }

  /// Whether a user of a node has its operation: nobody knows which of the two was edited.
  private func isInRow(_ target: Tagged, _ nodes: [Tagged]) -> Bool {
    target.node.label == nil
      && nodes.contains {
        $0.inputs.contains(target.tag) && $0.node.operation == target.node.operation
      }
  }

  /// The nodes as a graph, whose root is the last.
  static func snapshot(_ nodes: [Tagged]) -> GraphSnapshot {
    var indices: [Int: Int] = [:]
    for (index, tagged) in nodes.enumerated() { indices[tagged.tag] = index }
    return GraphSnapshot(
      stage: .before, root: nodes.count - 1,
      nodes: nodes.enumerated().map { index, tagged in
        var node = tagged.node
        node.id = index
        node.inputs = NodeInputs(tagged.inputs.map { indices[$0]! })
        node.localDerivatives = NodeDerivatives(node.inputs.map { _ in 1 })
        return node
      })
  }
}
