internal import Autograd

extension GraphOutline {
  /// The finest outline of at most so many units: every node, or the groups, or the units that are
  /// nearest to the root and the rest counted.
  ///
  /// O(nodes + edges), a few times.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - limit: How many units can be read at once; 3 or more.
  ///   - folding: What is drawn on the card of its user.
  public static func readable(
    _ graph: GraphSnapshot, limit: Int, folding: GraphFolding = []
  ) -> GraphOutline {
    let whole = GraphOutline(graph, folding: folding)
    if whole.units.count <= limit { return whole }
    var outline = whole
    for depth in stride(from: deepestGroup(of: graph), to: 0, by: -1) {
      outline = GraphOutline(graph, depth: depth, folding: folding)
      if outline.units.count <= limit { return outline }
    }
    return outline.limited(to: limit, around: [outline.unit(of: graph.root) ?? 0])
  }

  /// How deep groups are told apart at most.
  private static let deepest = 16

  /// How many parts the longest path of a group has, without that of the sample; 16 at most.
  package static func deepestGroup(of graph: GraphSnapshot) -> Int {
    var found = 0
    var last: GroupPath?
    for place in graph.nodes.indices {
      guard let group = graph.nodes[place].group, group != last else { continue }
      last = group
      found = max(found, group.withoutSample?.names.count ?? 0)
    }
    return min(found, deepest)
  }
}
