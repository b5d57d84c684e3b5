public import ComputationGraph

extension DiagramBuilder {
  /// A builder for one picture of two graphs: the second, with what only the first has, and marks on
  /// what differs.
  ///
  /// Between values that have cards of their own, arrows that only one of the graphs has are coloured,
  /// and dashed where that is the first.
  ///
  /// - Parameters:
  ///   - comparison: The two graphs.
  ///   - options: What the picture looks like; its overlay is not looked at.
  public init(of comparison: GraphComparison, options: DiagramOptions = DiagramOptions()) {
    let merged = comparison.merged()
    var options = options
    options.overlay = .comparison(
      of: merged, outline: .automatic(merged.graph, options), numbers: options.numbers)
    if options.title == nil {
      options.title =
        comparison.isEqual ? "Two graphs that are equal" : "What changed between two graphs"
    }
    self.init(stages: [merged.graph], options: options)
    self.merged = merged
    descriptionOfComparison = DiagramBuilder.description(of: comparison)
  }

  /// One picture of two graphs: see ``init(of:options:)``.
  ///
  /// O(nodes + edges).
  public static func diagram(
    of comparison: GraphComparison, options: DiagramOptions = DiagramOptions()
  ) -> Diagram {
    DiagramBuilder(of: comparison, options: options).diagram(at: 0)
  }

  /// Colours the arrows that only one of the graphs has, and adds those that only the first has.
  ///
  /// - Parameters:
  ///   - merged: The two graphs.
  ///   - arrows: The places of the outline's lines among the arrows of the diagram.
  ///   - ports: The boxes of the outline's units.
  func markDifferences(
    of merged: MergedGraph, in diagram: inout Diagram, arrows: [Int], at ports: [Port]
  ) {
    let (added, removed) = (options.theme.color(of: .added), options.theme.color(of: .removed))
    var addedCounts = Dictionary(grouping: merged.addedEdges) { $0 }.mapValues(\.count)
    for (edge, index) in zip(outline.edges, arrows) {
      guard let operand = edge.operand else { continue }
      let tail = merged.graph.nodes[operand.node].inputs[operand.index]
      let key = MergedGraph.Edge(tail: tail, head: operand.node)
      let presence = merged.origins[operand.node].presence
      if presence == .removed {
        diagram.edges[index].color = removed
      } else if presence == .added || addedCounts[key, default: 0] > 0 {
        addedCounts[key, default: 0] -= 1
        diagram.edges[index].color = added
        diagram.edges[index].isDimmed = false
      }
    }
    let unitOf = outline.unitOfEachNode(of: merged.graph)
    for edge in merged.removedEdges {
      guard let tail = unitOf[edge.tail], let head = unitOf[edge.head], tail != head,
        outline.units[tail].kind == .node, outline.units[head].kind == .node
      else { continue }
      diagram.edges.append(
        Diagram.Edge(
          tail: ports[tail].exit, head: ports[head].entry, color: removed, isDimmed: true))
    }
  }

  private static func description(of comparison: GraphComparison) -> String {
    let counts = comparison.counts
    if comparison.isEqual { return "The two graphs of \(counts.matched) nodes are equal." }
    return
      "Two graphs laid over each other: \(counts.matched) nodes in both, \(counts.added) added, "
      + "\(counts.removed) removed, \(counts.structuralChanges) changes of structure, "
      + "\(counts.numericChanges) of numbers."
  }
}
