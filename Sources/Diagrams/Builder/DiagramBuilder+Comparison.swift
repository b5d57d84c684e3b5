public import ComputationGraph

extension DiagramBuilder {
  /// One picture of two graphs: the second, with what only the first has, and marks on what differs.
  ///
  /// O(nodes + edges).
  ///
  /// Where values are cards of their own, arrows that only one of the graphs has are coloured, and
  /// dashed where that is the first.
  ///
  /// - Parameters:
  ///   - comparison: The two graphs.
  ///   - options: What the picture looks like; its overlay is not looked at.
  public static func diagram(
    of comparison: GraphComparison, options: DiagramOptions = DiagramOptions()
  ) -> Diagram {
    let merged = comparison.merged()
    var options = options
    options.overlay = .comparison(
      of: merged, outline: DiagramBuilder(stages: [merged.graph], options: options).outline,
      numbers: options.numbers)
    if options.title == nil {
      options.title =
        comparison.isEqual ? "Two graphs that are equal" : "What changed between two graphs"
    }
    let builder = DiagramBuilder(stages: [merged.graph], options: options)
    var diagram = builder.diagrams()[0]
    diagram.description = description(of: comparison)
    guard builder.outline.isWhole, options.folding.isEmpty, options.style == .cards else {
      return diagram
    }
    let (added, removed) = (
      options.theme.color(of: .added), options.theme.color(of: .removed)
    )
    var addedCounts = Dictionary(grouping: merged.addedEdges) { $0 }.mapValues(\.count)
    for index in diagram.edges.indices {
      let edge = diagram.edges[index]
      let key = MergedGraph.Edge(tail: edge.tail, head: edge.head)
      let presence = merged.places[edge.head].presence
      if presence == .removed {
        diagram.edges[index].color = removed
      } else if presence == .added || addedCounts[key, default: 0] > 0 {
        addedCounts[key, default: 0] -= 1
        diagram.edges[index].color = added
        diagram.edges[index].isDimmed = false
      }
    }
    diagram.edges += merged.removedEdges.map {
      Diagram.Edge(tail: $0.tail, head: $0.head, color: removed, isDimmed: true)
    }
    return diagram
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
