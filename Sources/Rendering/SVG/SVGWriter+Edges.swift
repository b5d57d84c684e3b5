internal import Diagrams
internal import Drawings
internal import Text

extension SVGWriter {
  /// The radius of the dot where a line parts, in points.
  static let junctionRadius = 2.5

  mutating func writeEdge(_ index: Int, along line: Layout.Edge) {
    let edge = diagram.edges[index]
    let (tail, head) = (diagram.nodes[edge.tail].name, diagram.nodes[edge.head].name)
    text += "<g class=\"edge\(edge.isDimmed ? " dimmed" : "")\" data-from=\"\(tail)\""
    text += " data-to=\"\(head)\">"
    let tooltip = animation?.after.edges[index].tooltip ?? edge.tooltip
    if let tooltip { text += "<title>\(XMLText.escape(tooltip))</title>" }
    if let animation {
      writeEdge(index, of: animation, along: line)
    } else {
      writeStrokes(of: edge, along: line)
      writeLabel(of: edge, along: line)
    }
    text += "</g>\n"
  }

  /// An arrow that appears with what it leads to, changes with the gradient that flows back, and over
  /// which something runs both ways.
  private mutating func writeEdge(
    _ index: Int, of animation: DiagramAnimation, along line: Layout.Edge
  ) {
    let (first, last) = (animation.before.edges[index], animation.after.edges[index])
    text += "<g class=\"\(animation.arrivalClass(of: first.head))\">"
    writeStrokes(of: first, along: line)
    let (departure, back) = (
      animation.departureClass(of: first.tail), animation.returnClass(of: first.tail)
    )
    if last != first, let departure, let back {
      text += "<g class=\"\(departure)\" opacity=\"0\">"
      writeLabel(of: first, along: line)
      text += "</g><g class=\"\(back)\">"
      writeStrokes(of: last, along: line)
      writeLabel(of: last, along: line)
      text += "</g>"
    } else {
      writeLabel(of: first, along: line)
    }
    text += "</g>"
    writePulses(over: last, of: animation, along: line)
  }

  /// The line and its head.
  private mutating func writeStrokes(of edge: Diagram.Edge, along line: Layout.Edge) {
    let line = line.drawn(of: edge)
    for curve in line.curves {
      text += "<path\(paint(fill: nil, stroke: edge.color))"
      if edge.width != 1 { text += " stroke-width=\"\(number(edge.width))\"" }
      if edge.isDimmed {
        text += " stroke-dasharray=\"4 3\""
      } else if edge.isDashed {
        text += " stroke-dasharray=\"7 4\""
      }
      text += " d=\"\(path(of: curve))\"/>"
    }
    for arrowhead in line.arrowheads {
      switch arrowhead.outline {
      case .polygon(let corners):
        text += "<polygon\(paint(fill: edge.color)) points=\"\(points(of: corners))\"/>"
      case .ellipse(let center, let radii):
        text += "<ellipse cx=\"\(number(center.x))\" cy=\"\(number(center.y))\""
        text += " rx=\"\(number(radii.x))\" ry=\"\(number(radii.y))\""
        text += "\(paint(fill: diagram.theme.background, stroke: edge.color))/>"
      case .line: break
      }
    }
  }

  private mutating func writeLabel(of edge: Diagram.Edge, along line: Layout.Edge) {
    guard let label = edge.label, label.ground == nil, let box = line.label else { return }
    write(label, in: box)
  }

  private mutating func write(_ label: Diagram.Label, in box: Layout.Box) {
    let baseline = box.center.y + TextStyle.baseline * TextStyle.size
    text += "<text x=\"\(number(box.center.x))\" y=\"\(number(baseline))\""
    text += " text-anchor=\"middle\"\(paint(fill: label.color, classes: "label"))>"
    text += "\(XMLText.escape(label.text))</text>"
  }

  /// A number that stands on its line, and hides all lines behind it.
  mutating func writeNumber(on index: Int, along line: Layout.Edge) {
    guard let label = diagram.edges[index].label, let ground = label.ground, let box = line.label
    else { return }
    let width = label.groundWidth
    text += "<g class=\"number\"><rect x=\"\(number(box.center.x - Double(width) / 2))\""
    text += " y=\"\(number(box.minY))\" width=\"\(number(width))\" height=\"\(number(box.height))\""
    text += "\(paint(fill: ground))/>"
    write(label, in: box)
    text += "</g>\n"
  }

  /// The dots where lines part that run upon each other.
  mutating func writeJunctions() {
    for point in layout.junctions {
      text += "<circle cx=\"\(number(point.x))\" cy=\"\(number(point.y))\""
      text += " r=\"\(number(SVGWriter.junctionRadius))\""
      text += "\(paint(fill: diagram.theme.line, classes: "junction"))/>\n"
    }
  }

  /// What runs over an arrow, one way and back; invisible where nothing moves.
  private mutating func writePulses(
    over edge: Diagram.Edge, of animation: DiagramAnimation, along line: Layout.Edge
  ) {
    let classes = animation.pulseClasses(over: edge)
    for name in [classes.forward, classes.back].compactMap(\.self) {
      for curve in line.curves {
        let color = paint(fill: nil, stroke: diagram.theme.accent, classes: name)
        text += "<path\(color) stroke-width=\"3\" stroke-linecap=\"round\""
        text += " pathLength=\"1\" stroke-dasharray=\"0.3 2\" opacity=\"0\""
        text += " d=\"\(path(of: curve))\"/>"
      }
    }
    // The way back has a head that points back.
    if let name = classes.back { writeBackwardHead(over: edge, along: line, classes: name) }
  }

  private mutating func writeBackwardHead(
    over edge: Diagram.Edge, along line: Layout.Edge, classes: String
  ) {
    for head in line.turnedBack.widened(to: 3).arrowheads where head.isAtTail {
      guard case .polygon(let corners) = head.outline else { continue }
      text += "<polygon\(paint(fill: diagram.theme.accent, classes: classes)) opacity=\"0\""
      text += " points=\"\(points(of: corners))\"/>"
    }
  }

  private func points(of corners: [Layout.Point]) -> Markup {
    var points = Markup()
    for (index, corner) in corners.enumerated() {
      points += "\(index == 0 ? "" : " ")\(number(corner.x)),\(number(corner.y))"
    }
    return points
  }

  /// A start, then cubic segments.
  func path(of curve: [Layout.Point]) -> Markup {
    var path = Markup()
    path.reserveCapacity(16 * curve.count)
    for (index, point) in curve.enumerated() {
      path.append(index == 0 ? "M" : index == 1 ? "C" : " ")
      path.append(number(point.x))
      path.append(",")
      path.append(number(point.y))
    }
    return path
  }
}
