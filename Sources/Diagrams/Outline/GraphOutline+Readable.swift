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
    let whole = GraphOutline(graph, folding: folding)
    if whole.cards.count <= limit { return whole }
    let folding = whole.folding(of: graph, folding, limit: limit)
    var outline = folding.contains(.sums) ? GraphOutline(graph, folding: folding) : whole
    if outline.cards.count <= limit { return outline }
    for depth in stride(from: deepestGroup(of: graph), to: 0, by: -1) {
      outline = GraphOutline(graph, depth: depth, folding: folding)
      if outline.cards.count <= limit { return outline }
    }
    return outline.limited(to: limit, around: [outline.card(of: graph.root) ?? 0])
  }

  /// What is folded of a graph whose outline is too big to be read: also sums, where one adds up more
  /// terms than can be read.
  ///
  /// Its partial sums say nothing, and hide its terms.
  fileprivate func folding(
    of graph: GraphSnapshot, _ folding: GraphFolding, limit: Int
  ) -> GraphFolding {
    let withSums = folding.union(.sums)
    let isLong = GraphOutline(graph, folding: withSums).cards.contains { card in
      card.kind == .node && card.members.count >= limit
    }
    return isLong ? withSums : folding
  }

  /// The most levels of groups that are distinguished.
  private static let deepest = 16

  /// How many parts the longest path of a group has, without that of the sample; 16 at most.
  package static func deepestGroup(of graph: GraphSnapshot) -> Int {
    var found = 0
    var last: GroupPath?
    for node in graph.nodes.indices {
      guard let group = graph.nodes[node].group, group != last else { continue }
      last = group
      found = max(found, group.withoutSample?.names.count ?? 0)
    }
    return min(found, deepest)
  }
}

extension GraphOutline {
  /// What is drawn on the card of its user, in the outline that the options ask for.
  static func folding(of graph: GraphSnapshot, _ options: DiagramOptions) -> GraphFolding {
    if options.depth != nil || options.collapse != .auto { return options.folding }
    let limit = DiagramOptions.readableCardCount
    let whole = GraphOutline(graph, folding: options.folding)
    if whole.cards.count <= limit { return options.folding }
    return whole.folding(of: graph, options.folding, limit: limit)
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
