package import Diagrams
package import Drawings
internal import LayeredLayout

/// The layout of pictures whose columns are known, as those of networks.
package struct CircleEngine: LayoutEngine {
  package init() {}

  package func layout(
    of diagram: Diagram, willBegin: (DrawingPhase) -> Void
  ) -> Layout {
    willBegin(.layout(.places))
    return CircleGraph(diagram).layout()
  }
}

extension CircleGraph {
  /// A diagram of columns as its layout sees it.
  init(_ diagram: Diagram) {
    var columnOf: [Int: Int] = [:]
    for (column, nodes) in diagram.columns.enumerated() {
      for node in nodes { columnOf[node] = column }
    }
    self.init(
      direction: LayeredGraph.Direction(diagram.direction),
      diameter: Double(diagram.nodes.map(\.width).max() ?? 0), columns: diagram.columns,
      lines: diagram.edges.map { Line(tail: $0.tail, head: $0.head, label: $0.label?.size) },
      bands: diagram.frames.compactMap { frame in
        frame.nodes.first.flatMap { columnOf[$0] }.map {
          Band(column: $0, title: frame.titleSize)
        }
      })
  }
}
