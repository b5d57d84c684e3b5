internal import Diagrams
internal import Drawings

/// The lines and texts of a picture that are neither an outline nor an edge: lines through nodes,
/// wires and what stands beside them, numbers that hide lines, and dots where lines part.
struct PlacedMarks {
  struct Line {
    /// The node that it belongs to.
    let node: Int
    let start: Layout.Point
    let end: Layout.Point
    let color: Color
    let width: Double
    var isDashed = false
  }

  /// A text, or a dot.
  struct Text {
    let box: Layout.Box
    /// `nil` for a dot.
    let markup: String?
    /// The colour behind it; `nil` for nothing.
    let fill: Color?
  }

  private(set) var lines: [Line] = []
  private(set) var texts: [Text] = []

  init(of diagram: Diagram, in layout: Layout) {
    for (index, box) in layout.nodes.enumerated() { add(diagram.nodes[index], index, in: box) }
    let size = 2 * SVGWriter.junctionRadius
    for point in layout.junctions {
      let box = Layout.Box(center: point, width: size, height: size)
      texts.append(Text(box: box, markup: nil, fill: diagram.theme.line))
    }
    for (index, line) in layout.edges.enumerated() {
      guard var label = diagram.edges[index].label, let ground = label.ground, var box = line.label
      else { continue }
      label.width = label.groundWidth
      box.width = Double(label.width)
      texts.append(Text(box: box, markup: NodeLabel.markup(of: label), fill: ground))
    }
  }

  private mutating func add(_ node: Diagram.Node, _ index: Int, in box: Layout.Box) {
    for (start, end) in node.strike?.lines(through: box) ?? [] {
      lines.append(Line(node: index, start: start, end: end, color: node.outline, width: 2))
    }
    guard let wire = node.wire else { return }
    let parts = NodeParts(of: node, in: box)
    if let (start, end) = parts.wire {
      lines.append(
        Line(
          node: index, start: start, end: end, color: wire.color, width: wire.lineWidth,
          isDashed: node.isDimmed))
    }
    for placed in parts.rows.dropFirst(node.rows.count)
    where placed.row.cells.contains(where: { !$0.text.isEmpty || $0.frame != nil }) {
      let (width, height) = (Double(placed.row.width), Double(placed.row.height))
      texts.append(
        Text(
          box: Layout.Box(
            center: Layout.Point(x: placed.left + width / 2, y: placed.top + height / 2),
            width: width, height: height),
          markup: NodeLabel.markup(of: [placed.row], divider: nil), fill: nil))
    }
  }
}
