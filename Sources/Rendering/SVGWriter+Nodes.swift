internal import Diagrams
internal import Graphviz

extension SVGWriter {
  /// The radius of a card's corners, in points.
  private static let radius = 3.0

  mutating func writeNode(_ node: Diagram.Node, at box: Places.Box) {
    let classes = node.classes + (node.isDimmed ? ["dimmed"] : [])
    text += "<g class=\"node \(classes.joined(separator: " "))\" id=\"\(node.id)\">"
    text += "<title>\(XMLText.escape(node.tooltip))</title>"
    switch node.shape {
    case .box: writeBox(node, at: box)
    case .round:
      text += "<ellipse cx=\"\(number(box.center.x))\" cy=\"\(number(box.center.y))\""
      text += " rx=\"\(number(box.width / 2))\" ry=\"\(number(box.height / 2))\""
      text += " fill=\"\(diagram.theme.card.hexadecimal)\"\(outline(of: node))/>"
    }
    var top = box.minY + Double(Diagram.Node.inset)
    for row in node.rows {
      writeCells(of: row, left: box.minX + Double(Diagram.Node.inset), top: top)
      top += Double(row.height)
    }
    text += "</g>\n"
  }

  /// The ground of a card, the colours of its rows, and its outline over both.
  private mutating func writeBox(_ node: Diagram.Node, at box: Places.Box) {
    let size = "width=\"\(number(box.width))\" height=\"\(number(box.height))\""
    let rectangle = "<rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\" \(size)"
    let corners = " rx=\"\(number(SVGWriter.radius))\""
    text += "\(rectangle)\(corners) fill=\"\(diagram.theme.card.hexadecimal)\"/>"
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
    text += "\(rectangle)\(corners) fill=\"none\"\(outline(of: node))/>"
    if node.hasDividers { writeDividers(of: node, at: box) }
  }

  private func outline(of node: Diagram.Node) -> String {
    var attributes = " stroke=\"\(node.outline.hexadecimal)\""
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
    func corner(_ radius: Double, _ dx: Double, _ dy: Double) -> String {
      radius == 0
        ? "" : "a\(number(radius)) \(number(radius)) 0 0 1 \(number(dx)) \(number(dy))"
    }
    text += "<path fill=\"\(fill.hexadecimal)\" d=\"M\(number(x)) \(number(y + top))"
    text += corner(top, top, -top) + "h\(number(width - 2 * top))" + corner(top, top, top)
    text += "v\(number(height - top - bottom))" + corner(bottom, -bottom, bottom)
    text += "h\(number(2 * bottom - width))" + corner(bottom, -bottom, -bottom) + "z\"/>"
  }

  private mutating func writeDividers(of node: Diagram.Node, at box: Places.Box) {
    for row in node.rows {
      var left = box.minX + Double(Diagram.Node.inset)
      for cell in row.cells.dropLast() {
        left += Double(cell.width)
        text += "<path stroke=\"\(node.outline.hexadecimal)\""
        text += " d=\"M\(number(left)) \(number(box.minY))v\(number(box.height))\"/>"
      }
    }
  }

  private mutating func writeCells(of row: Diagram.Row, left: Double, top: Double) {
    let baseline = number(top + Double(row.height) / 2 + TextStyle.baseline * TextStyle.size)
    var left = left
    for cell in row.cells {
      let right = left + Double(cell.width)
      if !cell.text.isEmpty {
        let padding = Double(TextStyle.padding)
        let (x, anchor) =
          switch cell.alignment {
          case .left: (left + padding, "")
          case .center: ((left + right) / 2, " text-anchor=\"middle\"")
          case .right: (right - padding, " text-anchor=\"end\"")
          }
        text += "<text x=\"\(number(x))\" y=\"\(baseline)\"\(anchor)"
        if cell.isBold { text += " font-weight=\"bold\"" }
        text += " fill=\"\(cell.color.hexadecimal)\">\(XMLText.escape(cell.text))</text>"
      }
      left = right
    }
  }
}
