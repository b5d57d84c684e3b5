package import Diagrams
package import Drawings
internal import LayeredLayout
internal import Text

/// The layout of our own: columns, frames as bands, operands in their order.
package struct LayeredEngine: LayoutEngine {
  package init() {}

  package func layout(
    of diagram: Diagram, willBegin: (DrawingPhase) -> Void
  ) -> Layout {
    LayeredGraph(diagram).layout { willBegin(.layout($0)) }
  }
}

extension LayeredGraph {
  /// A diagram as a layered layout sees it.
  init(_ diagram: Diagram) {
    self.init(
      direction: Direction(diagram.direction),
      boxes: diagram.nodes.map { node in
        Box(
          size: Size(width: Double(node.width), height: Double(node.height)),
          isOrdered: node.ordersOperands, isRound: node.shape == .round || node.shape == .point,
          ellipse: node.wire == nil || node.shape != .round
            ? nil
            : Size(
              width: Double(node.outlineSize.width), height: Double(node.outlineSize.height)),
          hasLead: node.wire != nil, fillsColumn: node.fillsColumn && diagram.direction.isHorizontal
        )
      },
      edges: diagram.edges.map { edge in
        Edge(
          tail: edge.tail, head: edge.head,
          ending: !edge.hasHead ? .plain : edge.isMarked ? .ringedArrow : .arrow,
          isCentered: edge.isBundle,
          label: edge.label?.size)
      },
      frames: diagram.frames.map { Frame($0) },
      lineShape: diagram.hasSquareLines ? .square : .curved, longestLine: diagram.longestLine)
  }
}

extension LayeredGraph.Frame {
  fileprivate init(_ frame: Diagram.Frame) {
    self.init(
      title: frame.titleSize, boxes: frame.nodes,
      frames: frame.frames.map { LayeredGraph.Frame($0) })
  }
}

extension Diagram.Label {
  var size: LayeredGraph.Size {
    LayeredGraph.Size(width: Double(width), height: Double(height))
  }
}

extension Diagram.Frame {
  /// The room of the title.
  var titleSize: LayeredGraph.Size {
    LayeredGraph.Size(
      width: Double(TextStyle.frameTitleWidth(title)),
      height: Double(TextStyle.frameTitleHeight))
  }
}

extension LayeredGraph.Direction {
  init(_ direction: Diagram.Direction) {
    switch direction {
    case .leftToRight: self = .leftToRight
    case .topToBottom: self = .topToBottom
    case .rightToLeft: self = .rightToLeft
    case .bottomToTop: self = .bottomToTop
    }
  }
}

extension Diagram {
  /// The same with every card as wide as it was placed.
  func fitted(to layout: Layout) -> Diagram {
    var diagram = self
    for (index, box) in layout.nodes.enumerated() {
      let width = Int(box.width.rounded())
      diagram.nodes[index].stretchWire(toWidth: width, height: Int(box.height.rounded()))
      if diagram.nodes[index].width < width { diagram.nodes[index].widen(to: width) }
    }
    return diagram
  }
}

extension DiagramAnimation {
  /// The same with every card as wide as it was placed.
  func fitted(to layout: Layout) -> DiagramAnimation {
    mapped { $0.fitted(to: layout) }
  }
}

extension Diagram.Node {
  /// Whether the card looks well in another width than its own.
  fileprivate var fillsColumn: Bool { shape == .box && !hasDividers }
}
