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
    self.init(graph, depth: depth, FoldedNodes(graph, folding))
  }

  init(_ graph: GraphSnapshot, depth: Int? = nil, _ folded: FoldedNodes) {
    var cardOf = [Int?](repeating: nil, count: graph.nodes.count)
    var sorter = CardSorter(depth: depth)
    sorter.sort(graph, folded) { cardOf[$0] = $1 }
    cards = sorter.finishedCards()
    for index in graph.nodes.indices {
      cardOf[index] = cardOf[folded.owner[index]]
      if let card = cardOf[index] { cards[card].members.append(index) }
    }
    edges = []
    var isUsedAtHome = [Bool](repeating: false, count: graph.nodes.count)
    // By index, since a node that is taken out holds references to all its texts and lists.
    for index in graph.nodes.indices {
      for input in graph.nodes[index].inputs where cardOf[input] == cardOf[index] {
        isUsedAtHome[input] = true
      }
    }
    // Tail and head in one word, which is quicker to look up than a line.
    var isKnown: Set<UInt64> = []
    var isOutput = [Bool](repeating: false, count: graph.nodes.count)
    isOutput[graph.root] = true
    for index in graph.nodes.indices {
      guard let head = cardOf[index] else { continue }
      for (operand, input) in graph.nodes[index].inputs.enumerated() {
        guard let tail = cardOf[input], tail != head else { continue }
        // A penalty on what is a parameter of its own group.
        if isUsedAtHome[input] && graph.nodes[input].role == .parameter { continue }
        isOutput[input] = true
        if cards[tail].kind == .node && cards[head].kind == .node {
          edges.append(
            Edge(tail: tail, head: head, operand: Operand(node: index, index: operand)))
        } else if isKnown.insert(UInt64(tail) << 32 | UInt64(head)).inserted {
          edges.append(Edge(tail: tail, head: head))
        }
      }
    }
    for card in cards.indices { cards[card].outputs = cards[card].members.filter { isOutput[$0] } }
  }
}

extension GraphOutline {
  /// How many cards an outline has; without its lines, and so more quickly than by making it.
  static func cardCount(of graph: GraphSnapshot, depth: Int, _ folded: FoldedNodes) -> Int {
    var sorter = CardSorter(depth: depth)
    sorter.sort(graph, folded) { _, _ in }
    return sorter.cardCount
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

  private let depth: Int?
  private var drafts: [Draft] = []
  private var cardOfKey: [Key: Int] = [:]
  /// The groups' paths taken apart, each once.
  private var paths: [GroupPath: (group: GroupPath?, sample: Int?)] = [:]
  /// The group and the card of the last node that was sorted by its group: most have that of the one before.
  private var last: (path: GroupPath, card: Int)?

  init(depth: Int?) {
    self.depth = depth
  }

  var cardCount: Int { drafts.count }

  /// Calls a closure with each node that is drawn and the card that it is on.
  mutating func sort(
    _ graph: GraphSnapshot, _ folded: FoldedNodes, _ place: (_ node: Int, _ card: Int) -> Void
  ) {
    for index in graph.nodes.indices where folded.owner[index] == index {
      let group = graph.nodes[index].group
      if folded.isInlined[index] && (depth == nil || group == nil) { continue }
      place(index, card(of: group, label: graph.nodes[index].label, at: index))
    }
  }

  private mutating func card(of group: GroupPath?, label: String?, at index: Int) -> Int {
    guard let depth, let group else {
      drafts.append(Draft(key: Key(index: index), frame: group, nodeCount: 1))
      return drafts.count - 1
    }
    if let last, last.path == group {
      drafts[last.card].nodeCount += 1
      return last.card
    }
    let path = parts(of: group, depth: depth)
    let key =
      path.group != nil
      ? Key(group: path.group) : Key(label: label, index: label == nil ? index : nil)
    let card = cardOfKey[key] ?? drafts.count
    if card == drafts.count {
      cardOfKey[key] = card
      drafts.append(Draft(key: key, frame: path.group?.parent))
    }
    drafts[card].nodeCount += 1
    if let sample = path.sample { drafts[card].samples.insert(sample) }
    last = path.group == nil ? nil : (group, card)
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
