internal import Diagrams
internal import Drawings
internal import Text

extension SVGWriter {
  /// The radius of a card's corners, in points.
  private static let radius = 3.0

  mutating func writeNode(_ index: Int, at box: Layout.Box) {
    var node = diagram.nodes[index]
    if let after = animation?.after.nodes[index] {
      // A style of its own holds all the time.
      (node.outline, node.outlineWidth) = (after.outline, after.outlineWidth)
      (node.link, node.tooltip) = (after.link, after.tooltip)
    }
    // Joints and captions are not cards, and are not counted as such.
    var classes = (node.isCard ? ["node"] : []) + node.classes
    if node.isDimmed { classes.append("dimmed") }
    if let animation { classes.append(animation.arrivalClass(of: index)) }
    if let link = node.link { text += "<a href=\"\(XMLText.escape(link))\">" }
    text += "<g class=\"\(classes.joined(separator: " "))\" id=\"\(node.name)\">"
    text += "<title>\(XMLText.escape(node.tooltip))</title>"
    let parts = NodeParts(of: node, in: box)
    writeOutline(of: node, parts)
    let last = animation.map { NodeParts(of: $0.after.nodes[index], in: box).rows }
    // A new ground hides all that stood on the old one.
    let isHidden = animation.map { $0.after.nodes[index].fill != node.fill } ?? false
    for (place, placed) in parts.rows.enumerated() {
      let isReplaced = last.map { isHidden || $0[place].row != placed.row } ?? false
      // What the way back replaces is only seen where something moves.
      if isReplaced, let name = animation?.departureClass(of: index) {
        text += "<g class=\"\(name)\" opacity=\"0\">"
      }
      writeCells(of: placed.row, left: placed.left, top: placed.top)
      if isReplaced { text += "</g>" }
    }
    writeReturn(to: index, at: box)
    if let strike = node.strike { writeStrike(strike, through: node, at: box) }
    text += node.link == nil ? "</g>\n" : "</g></a>\n"
  }

  private mutating func writeOutline(of node: Diagram.Node, _ parts: NodeParts) {
    let outline = parts.outline
    if node.wire != nil {
      // The whole of it shows the tooltip.
      let box = parts.box
      text += "<rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\""
      text += " width=\"\(number(box.width))\" height=\"\(number(box.height))\" fill=\"none\""
      text += " pointer-events=\"all\"/>"
    }
    switch node.shape {
    case .box: writeBox(node, at: outline)
    case .round:
      text += "<ellipse cx=\"\(number(outline.center.x))\" cy=\"\(number(outline.center.y))\""
      text += " rx=\"\(number(outline.width / 2))\" ry=\"\(number(outline.height / 2))\""
      text += "\(paint(fill: node.fill ?? diagram.theme.card, stroke: node.outline))"
      text += "\(line(of: node))/>"
    case .point:
      text += "<circle cx=\"\(number(outline.center.x))\" cy=\"\(number(outline.center.y))\""
      text += " r=\"\(number(outline.width / 2))\"\(paint(fill: node.outline))/>"
    case .plain: break
    }
    if let wire = node.wire, let (start, end) = parts.wire {
      text += "<path\(paint(fill: nil, stroke: wire.color, classes: "wire"))"
      if wire.lineWidth != 1 { text += " stroke-width=\"\(number(wire.lineWidth))\"" }
      if node.isDimmed { text += " stroke-dasharray=\"4 3\"" }
      text += " d=\"M\(number(start.x)) \(number(start.y))L\(number(end.x)) \(number(end.y))\"/>"
    }
  }

  /// Lines through a round, from rim to rim.
  private mutating func writeStrike(
    _ strike: Diagram.Node.Strike, through node: Diagram.Node, at box: Layout.Box
  ) {
    for (start, end) in strike.lines(through: box) {
      text += "<path\(paint(fill: nil, stroke: node.outline)) stroke-width=\"2\""
      text += " d=\"M\(number(start.x)) \(number(start.y))L\(number(end.x)) \(number(end.y))\"/>"
    }
  }

  /// What the way back changes on a card.
  private mutating func writeReturn(to index: Int, at box: Layout.Box) {
    guard let animation, let name = animation.returnClass(of: index) else { return }
    let after = animation.after.nodes[index]
    let parts = NodeParts(of: after, in: box)
    let before = animation.before.nodes[index]
    text += "<g class=\"\(name)\">"
    let hidesRows = before.fill != after.fill
    if hidesRows { writeOutline(of: after, parts) }
    for (old, new) in zip(NodeParts(of: before, in: box).rows, parts.rows)
    where hidesRows || old.row != new.row {
      let (row, left, top) = (new.row, new.left, new.top)
      if let fill = row.fill {
        text += "<rect x=\"\(number(left))\" y=\"\(number(top))\""
        text += " width=\"\(number(box.width - 2 * Double(Diagram.Node.inset)))\""
        text += " height=\"\(number(row.height))\"\(paint(fill: fill))/>"
      }
      writeCells(of: row, left: left, top: top)
      if after.hasDividers {
        writeDividers(
          of: row, outline: after.outline, left: left, top: top, height: Double(row.height))
      }
    }
    text += "</g>"
  }

  /// The ground of a card, the colours of its rows, and its outline over both.
  private mutating func writeBox(_ node: Diagram.Node, at box: Layout.Box) {
    let size: Markup = "width=\"\(number(box.width))\" height=\"\(number(box.height))\""
    let rectangle: Markup = "<rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\" \(size)"
    let corners: Markup = " rx=\"\(number(SVGWriter.radius))\""
    text += "\(rectangle)\(corners)\(paint(fill: diagram.theme.card))/>"
    let inset = Double(Diagram.Node.inset)
    var top = box.minY
    for (index, row) in node.rows.enumerated() {
      let isFirst = index == 0
      let isLast = index == node.rows.count - 1
      // The outermost rows reach under the outline.
      let height = Double(row.height) + (isFirst ? inset : 0) + (isLast ? inset : 0)
      if let fill = row.fill {
        writeRow(
          fill, x: box.minX, y: top, width: box.width, height: height, roundTop: isFirst,
          roundBottom: isLast)
      }
      top += height
    }
    text += "\(rectangle)\(corners)\(paint(fill: nil, stroke: node.outline))\(line(of: node))/>"
    if node.hasDividers { writeDividers(of: node, at: box) }
  }

  private func line(of node: Diagram.Node) -> Markup {
    var attributes = Markup()
    if node.outlineWidth != 1 { attributes += " stroke-width=\"\(number(node.outlineWidth))\"" }
    if node.isDimmed { attributes += " stroke-dasharray=\"4 3\"" }
    return attributes
  }

  /// The ground of a row, round where the card is.
  private mutating func writeRow(
    _ fill: Color, x: Double, y: Double, width: Double, height: Double, roundTop: Bool,
    roundBottom: Bool
  ) {
    let top = roundTop ? SVGWriter.radius : 0
    let bottom = roundBottom ? SVGWriter.radius : 0
    func corner(_ radius: Double, _ dx: Double, _ dy: Double) -> Markup {
      radius == 0
        ? "" : "a\(number(radius)) \(number(radius)) 0 0 1 \(number(dx)) \(number(dy))"
    }
    text += "<path\(paint(fill: fill)) d=\"M\(number(x)) \(number(y + top))"
    text += corner(top, top, -top) + "h\(number(width - 2 * top))" + corner(top, top, top)
    text += "v\(number(height - top - bottom))" + corner(bottom, -bottom, bottom)
    text += "h\(number(2 * bottom - width))" + corner(bottom, -bottom, -bottom) + "z\"/>"
  }

  private mutating func writeDividers(of node: Diagram.Node, at box: Layout.Box) {
    let inset = Double(Diagram.Node.inset)
    var top = box.minY
    for (index, row) in node.rows.enumerated() {
      let isLast = index == node.rows.count - 1
      let height = Double(row.height) + (index == 0 ? inset : 0) + (isLast ? inset : 0)
      writeDividers(
        of: row, outline: node.outline, left: box.minX + inset, top: top, height: height)
      top += height
    }
  }

  /// The lines between the cells of a row, from its top to its bottom.
  private mutating func writeDividers(
    of row: Diagram.Row, outline: Color, left: Double, top: Double, height: Double
  ) {
    // Rows of marks have a word and a number, and no line between them.
    if row.cells.count < 3 { return }
    var left = left
    for (cell, next) in zip(row.cells, row.cells.dropFirst()) {
      left += Double(cell.width)
      // A box belongs to the word before it.
      if next.frame != nil { continue }
      text += "<path\(paint(fill: nil, stroke: outline))"
      text += " d=\"M\(number(left)) \(number(top))v\(number(height))\"/>"
    }
  }
}

extension Diagram.Node.Strike {
  /// The lines through an ellipse, at 45°.
  func lines(through box: Layout.Box) -> [(start: Layout.Point, end: Layout.Point)] {
    let half = 0.5.squareRoot() / 2
    let (dx, dy) = (half * box.width, half * box.height)
    let (x, y) = (box.center.x, box.center.y)
    let rising = (Layout.Point(x: x - dx, y: y + dy), Layout.Point(x: x + dx, y: y - dy))
    let falling = (Layout.Point(x: x - dx, y: y - dy), Layout.Point(x: x + dx, y: y + dy))
    return self == .once ? [rising] : [rising, falling]
  }
}

extension Diagram.Node {
  fileprivate var isCard: Bool {
    switch id {
    case .node, .operation, .group, .rest: true
    case .joint, .caption: false
    }
  }
}
