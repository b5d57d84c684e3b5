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
    self.init(graph, SampledGroups(graph), depth: depth, FoldedNodes(graph, folding))
  }

  init(
    _ graph: GraphSnapshot, _ groups: SampledGroups, depth: Int? = nil, _ folded: FoldedNodes
  ) {
    let nodes = graph.nodes.columns
    var cardOf = [Int32](repeating: -1, count: nodes.count)
    var sorter = CardSorter(depth: depth, groups)
    sorter.sort(nodes, folded) { run, card in
      for index in run { cardOf[index] = Int32(card) }
    }
    cards = sorter.finishedCards()
    if !folded.isEmpty {
      for index in 0..<nodes.count { cardOf[index] = cardOf[folded.owner(of: index)] }
    }
    for (run, card) in SampledGroups.Runs(cardOf) {
      if let card { cards[card].members.append(contentsOf: run) }
    }
    var flows = CardFlows(nodes, root: graph.root, cardOf)
    flows.follow(cards)
    edges = flows.edges
    for card in cards.indices {
      cards[card].outputs = cards[card].members.filter { flows.isOutput[$0] }
    }
  }
}

extension GraphOutline {
  /// How many cards an outline has; without its lines, and so more quickly than by making it.
  static func cardCount(
    of graph: GraphSnapshot, _ groups: SampledGroups, depth: Int, _ folded: FoldedNodes
  ) -> Int {
    var sorter = CardSorter(depth: depth, groups)
    sorter.sort(graph.nodes.columns, folded) { _, _ in }
    return sorter.cardCount
  }
}
