public import ComputationGraph
internal import Autograd

extension GraphOutline {
  /// Every node on a card of its own, or grouped by the first parts of the groups' paths.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - depth: How many parts of a path are distinguished: 1 for layers, 2 for neurons; `nil` to group
  ///     nothing.
  ///   - folding: What is drawn on the card of its user.
  public init(_ graph: GraphSnapshot, depth: Int? = nil, folding: GraphFolding = []) {
    let folded = FoldedNodes(graph, folding)
    var sorter = CardSorter(depth: depth)
    var cardOf = [Int?](repeating: nil, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() where folded.owner[index] == index {
      if folded.isInlined[index] && (depth == nil || node.group == nil) { continue }
      cardOf[index] = sorter.card(of: node, at: index)
    }
    cards = sorter.finishedCards()
    for index in graph.nodes.indices {
      cardOf[index] = cardOf[folded.owner[index]]
      if let card = cardOf[index] { cards[card].members.append(index) }
    }
    edges = []
    var isUsedAtHome = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs where cardOf[input] == cardOf[index] { isUsedAtHome[input] = true }
    }
    var isKnown: Set<Edge> = []
    var isOutput = [Bool](repeating: false, count: graph.nodes.count)
    isOutput[graph.root] = true
    for (index, node) in graph.nodes.enumerated() {
      guard let head = cardOf[index] else { continue }
      for (operand, input) in node.inputs.enumerated() {
        guard let tail = cardOf[input], tail != head else { continue }
        // A penalty on what is a parameter of its own group.
        if isUsedAtHome[input] && graph.nodes[input].role == .parameter { continue }
        isOutput[input] = true
        if cards[tail].kind == .node && cards[head].kind == .node {
          edges.append(
            Edge(tail: tail, head: head, operand: Operand(node: index, index: operand)))
        } else {
          let edge = Edge(tail: tail, head: head)
          if isKnown.insert(edge).inserted { edges.append(edge) }
        }
      }
    }
    for card in cards.indices { cards[card].outputs = cards[card].members.filter { isOutput[$0] } }
  }
}

/// Sorts nodes into cards, which come in the order of the first nodes that are drawn of each.
private struct CardSorter {
  /// What the nodes of a card have in common.
  private struct Key: Hashable {
    var group: GroupPath?
    /// The name of nodes that lie over each other sample by sample.
    var label: String?
    /// The index of a node that stands alone.
    var index: Int?
  }

  private struct Draft {
    var key: Key
    var frame: GroupPath?
    var nodeCount = 0
    var samples: Set<Int> = []
  }

  let depth: Int?
  private var drafts: [Draft] = []
  private var cardOfKey: [Key: Int] = [:]
  /// The groups' paths taken apart, each once.
  private var paths: [GroupPath: (group: GroupPath?, sample: Int?)] = [:]

  init(depth: Int?) {
    self.depth = depth
  }

  mutating func card(of node: GraphSnapshot.Node, at index: Int) -> Int {
    guard let depth, let group = node.group else {
      drafts.append(Draft(key: Key(index: index), frame: node.group, nodeCount: 1))
      return drafts.count - 1
    }
    let path = parts(of: group, depth: depth)
    let key =
      path.group != nil
      ? Key(group: path.group) : Key(label: node.label, index: node.label == nil ? index : nil)
    let card = cardOfKey[key] ?? drafts.count
    if card == drafts.count {
      cardOfKey[key] = card
      drafts.append(Draft(key: key, frame: path.group?.parent))
    }
    drafts[card].nodeCount += 1
    if let sample = path.sample { drafts[card].samples.insert(sample) }
    return card
  }

  /// The first parts of a path without that of the sample, and the sample.
  private mutating func parts(
    of path: GroupPath, depth: Int
  ) -> (group: GroupPath?, sample: Int?) {
    if let known = paths[path] { return known }
    let parts = (group: path.withoutSample?.prefix(depth), sample: path.sample)
    paths[path] = parts
    return parts
  }

  /// The cards, still without members.
  func finishedCards() -> [GraphOutline.Card] {
    drafts.map { draft in
      let isNode = draft.key.group == nil && draft.nodeCount == 1
      return GraphOutline.Card(
        kind: isNode ? .node : .group, group: draft.key.group, frame: draft.frame, members: [],
        sampleCount: max(1, draft.samples.count))
    }
  }
}
