public import ComputationGraph
internal import Autograd

extension GraphOutline {
  /// The finest outline of at most `limit` cards: every node, or the groups, or the cards that are
  /// nearest to the root and the rest counted.
  ///
  /// O(nodes + edges), a few times.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - limit: How many cards can be read at once; 3 or more.
  ///   - folding: What is drawn on the card of its user.
  public static func readable(
    _ graph: GraphSnapshot, limit: Int, folding: GraphFolding = []
  ) -> GraphOutline {
    let folded = FoldedNodes(graph, self.folding(of: graph, folding, limit: limit))
    let groups = SampledGroups(graph)
    if folded.cardCount <= limit { return GraphOutline(graph, groups, folded) }
    // Cards are counted before an outline is made, which of a million nodes takes much longer.
    let depth = stride(from: groups.depth, to: 0, by: -1).first {
      cardCount(of: graph, groups, depth: $0, folded) <= limit
    }
    if let depth { return GraphOutline(graph, groups, depth: depth, folded) }
    let outline = GraphOutline(graph, groups, depth: groups.depth == 0 ? nil : 1, folded)
    return outline.limited(to: limit, around: [outline.card(of: graph.root) ?? 0])
  }

  /// What is folded of a graph: where its outline is too big to be read, also sums, if one adds up more terms
  /// than can be read.
  ///
  /// Its partial sums say nothing, and hide its terms.
  fileprivate static func folding(
    of graph: GraphSnapshot, _ folding: GraphFolding, limit: Int
  ) -> GraphFolding {
    if FoldedNodes(graph, folding).cardCount <= limit { return folding }
    let withSums = folding.union(.sums)
    return FoldedNodes(graph, withSums).longestSum >= limit ? withSums : folding
  }

  /// How many parts the longest path of a group has, without that of the sample; 16 at most.
  package static func deepestGroup(of graph: GraphSnapshot) -> Int { SampledGroups(graph).depth }
}

extension GraphOutline {
  /// What is drawn on the card of its user, in the outline that the options ask for.
  static func folding(of graph: GraphSnapshot, _ options: DiagramOptions) -> GraphFolding {
    if options.depth != nil || options.collapse != .auto { return options.folding }
    return folding(of: graph, options.folding, limit: DiagramOptions.readableCardCount)
  }

  /// What the options say shall be drawn of a graph.
  static func automatic(_ graph: GraphSnapshot, _ options: DiagramOptions) -> GraphOutline {
    let limit = DiagramOptions.readableCardCount
    if options.depth == nil && options.collapse == .auto {
      return .readable(graph, limit: limit, folding: options.folding)
    }
    let outline = grouped(graph, options)
    if options.collapse == .none || outline.cards.count <= limit { return outline }
    return outline.limited(to: limit, around: [outline.card(of: graph.root) ?? 0])
  }

  /// A part of a graph, and the nodes that are drawn faintly beside it.
  static func part(
    _ selection: GraphSelection, of graph: GraphSnapshot, _ options: DiagramOptions
  ) throws(GraphSelectionError) -> (outline: GraphOutline, ghosts: Set<Int>) {
    let outline = options.showsGhosts ? automatic(graph, options) : grouped(graph, options)
    let (isSelected, centers) = try outline.cards(in: selection, of: graph)
    if options.showsGhosts {
      let rest = zip(outline.cards, isSelected).filter { !$0.1 }.flatMap(\.0.members)
      return (outline, Set(rest))
    }
    let part = outline.keeping(isSelected)
    let limit = DiagramOptions.readableCardCount
    if options.collapse == .none || part.cards.count <= limit { return (part, []) }
    return (outline.limited(to: limit, around: centers, within: isSelected), [])
  }

  /// Every node, or groups to the depth that the options say.
  private static func grouped(_ graph: GraphSnapshot, _ options: DiagramOptions) -> GraphOutline {
    let depth = options.depth ?? (options.collapse == .all ? 1 : nil)
    let isGrouped = depth.map { $0 <= deepestGroup(of: graph) } ?? false
    return GraphOutline(graph, depth: isGrouped ? depth : nil, folding: options.folding)
  }
}
