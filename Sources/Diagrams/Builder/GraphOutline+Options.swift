internal import ComputationGraph

extension GraphOutline {
  /// What the options say shall be drawn of a graph.
  static func automatic(_ graph: GraphSnapshot, _ options: DiagramOptions) -> GraphOutline {
    let limit = DiagramOptions.readableCardCount
    if options.depth == nil && options.collapse == .auto {
      return .readable(graph, limit: limit, folding: options.folding)
    }
    let outline = grouped(graph, options)
    if options.collapse == .none || outline.units.count <= limit { return outline }
    return outline.limited(to: limit, around: [outline.unit(of: graph.root) ?? 0])
  }

  /// A part of a graph, and the nodes that are drawn faintly beside it.
  static func part(
    _ selection: GraphSelection, of graph: GraphSnapshot, _ options: DiagramOptions
  ) throws(GraphSelectionError) -> (outline: GraphOutline, ghosts: Set<Int>) {
    let outline = options.showsGhosts ? automatic(graph, options) : grouped(graph, options)
    let (isSelected, centers) = try outline.units(in: selection, of: graph)
    if options.showsGhosts {
      let rest = zip(outline.units, isSelected).filter { !$0.1 }.flatMap(\.0.members)
      return (outline, Set(rest))
    }
    let part = outline.keeping(isSelected)
    let limit = DiagramOptions.readableCardCount
    if options.collapse == .none || part.units.count <= limit { return (part, []) }
    return (outline.limited(to: limit, around: centers, within: isSelected), [])
  }

  /// Every node, or groups to the depth that the options say.
  private static func grouped(_ graph: GraphSnapshot, _ options: DiagramOptions) -> GraphOutline {
    let depth = options.depth ?? (options.collapse == .all ? 1 : nil)
    let isGrouped = depth.map { $0 <= deepestGroup(of: graph) } ?? false
    return GraphOutline(graph, depth: isGrouped ? depth : nil, folding: options.folding)
  }
}
