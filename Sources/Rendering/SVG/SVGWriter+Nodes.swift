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
    // A joint is not a card, and is not counted as one.
    var classes = (node.shape == .point ? [] : ["node"]) + node.classes
    if node.isDimmed { classes.append("dimmed") }
    if let animation { classes.append(animation.arrivalClass(of: index)) }
    if let link = node.link { text += "<a href=\"\(XMLText.escape(link))\">" }
    text += "<g class=\"\(classes.joined(separator: " "))\" id=\"\(node.id)\">"
    text += "<title>\(XMLText.escape(node.tooltip))</title>"
    switch node.shape {
    case .box: writeBox(node, at: box)
    case .round:
      text += "<ellipse cx=\"\(number(box.center.x))\" cy=\"\(number(box.center.y))\""
      text += " rx=\"\(number(box.width / 2))\" ry=\"\(number(box.height / 2))\""
      text += "\(paint(fill: node.fill ?? diagram.theme.card, stroke: node.outline))"
      text += "\(line(of: node))/>"
    case .point:
      text += "<circle cx=\"\(number(box.center.x))\" cy=\"\(number(box.center.y))\""
      text += " r=\"\(number(box.width / 2))\"\(paint(fill: node.outline))/>"
    }
    var top = box.minY + Double(Diagram.Node.inset)
    for (rowIndex, row) in node.rows.enumerated() {
      let isReplaced = animation.map { $0.after.nodes[index].rows[rowIndex] != row } ?? false
      // What the way back replaces is only seen where something moves.
      if isReplaced, let name = animation?.departureClass(of: index) {
        text += "<g class=\"\(name)\" opacity=\"0\">"
      }
      writeCells(of: row, left: box.minX + Double(Diagram.Node.inset), top: top)
      if isReplaced { text += "</g>" }
      top += Double(row.height)
    }
    writeReturn(to: index, at: box)
    if let strike = node.strike { writeStrike(strike, through: node, at: box) }
    text += node.link == nil ? "</g>\n" : "</g></a>\n"
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
    let (before, after) = (animation.before.nodes[index], animation.after.nodes[index])
    text += "<g class=\"\(name)\">"
    var top = box.minY + Double(Diagram.Node.inset)
    let left = box.minX + Double(Diagram.Node.inset)
    for (old, row) in zip(before.rows, after.rows) {
      if old != row {
        if let fill = row.fill {
          text += "<rect x=\"\(number(left))\" y=\"\(number(top))\""
          text += " width=\"\(number(box.width - 2 * Double(Diagram.Node.inset)))\""
          text += " height=\"\(row.height)\"\(paint(fill: fill))/>"
        }
        writeCells(of: row, left: left, top: top)
        if after.hasDividers {
          writeDividers(
            of: row, outline: after.outline, left: left, top: top, height: Double(row.height))
        }
      }
      top += Double(row.height)
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
    for cell in row.cells.dropLast() {
      left += Double(cell.width)
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
