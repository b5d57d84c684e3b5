public import Diagrams
public import Graphviz

/// Writes a diagram as SVG, given the places of its boxes; it does not know who placed them.
public struct SVGWriter {
  /// The room round the drawing, in points.
  static let margin = 12.0

  let diagram: Diagram
  let places: Places
  var text = ""

  /// The file of a diagram.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - diagram: What to draw.
  ///   - places: Where: a box for each node and frame, in the diagram's order, and lines for each
  ///     edge.
  public static func file(of diagram: Diagram, at places: Places) -> [UInt8] {
    var writer = SVGWriter(diagram: diagram, places: places)
    writer.text.reserveCapacity(512 * (diagram.nodes.count + diagram.edges.count) + 1024)
    writer.writeDocument()
    return Array(writer.text.utf8)
  }

  /// The document from back to front: frames, edges, nodes.
  private mutating func writeDocument() {
    let width = number((places.width + 2 * SVGWriter.margin).rounded(.up))
    let height = number((places.height + 2 * SVGWriter.margin).rounded(.up))
    text += """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)">
      <title>\(XMLText.escape(diagram.title))</title>
      <desc>\(XMLText.escape(diagram.description))</desc>
      <rect class="background" width="\(width)" height="\(height)" \
      fill="\(diagram.theme.background.hexadecimal)"/>
      <g transform="translate(\(number(SVGWriter.margin)) \(number(SVGWriter.margin)))" \
      font-family="\(SVGWriter.fontFamilies)" font-size="\(number(TextStyle.size))">

      """
    var frames = places.clusters.makeIterator()
    for frame in diagram.frames { writeFrame(frame, depth: 0, boxes: &frames) }
    for (edge, place) in zip(diagram.edges, places.edges) { writeEdge(edge, at: place) }
    for (node, place) in zip(diagram.nodes, places.nodes) { writeNode(node, at: place) }
    text += "</g>\n</svg>\n"
  }

  /// The fonts of all text, as CSS has them.
  static let fontFamilies =
    (["ui-monospace"] + TextStyle.fontNames.map { $0.contains(" ") ? "'\($0)'" : $0 } + [
      "monospace"
    ])
    .joined(separator: ", ")

  func number(_ value: Double) -> String { DecimalText.text(value) }
}

extension SVGWriter {
  private mutating func writeFrame(
    _ frame: Diagram.Frame, depth: Int, boxes: inout IndexingIterator<[Places.Cluster]>
  ) {
    guard let place = boxes.next() else { return }
    let (box, theme) = (place.box, diagram.theme)
    text += "<g class=\"frame\"><rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\""
    text += " width=\"\(number(box.width))\" height=\"\(number(box.height))\" rx=\"6\""
    text += " fill=\"\(theme.frameFill(depth: depth).hexadecimal)\""
    text += " stroke=\"\(theme.frameLine.hexadecimal)\"/>"
    if let label = place.label {
      let baseline = label.center.y + TextStyle.baseline * TextStyle.frameTitleSize
      text += "<text x=\"\(number(label.minX + Double(TextStyle.padding)))\""
      text += " y=\"\(number(baseline))\" font-size=\"\(number(TextStyle.frameTitleSize))\""
      text += " fill=\"\(theme.mutedText.hexadecimal)\">\(XMLText.escape(frame.title))</text>"
    }
    text += "</g>\n"
    for inner in frame.frames { writeFrame(inner, depth: depth + 1, boxes: &boxes) }
  }

  private mutating func writeEdge(_ edge: Diagram.Edge, at place: Places.Edge) {
    let color = edge.color.hexadecimal
    let tail = diagram.nodes[edge.tail].id
    let head = diagram.nodes[edge.head].id
    text += "<g class=\"edge\(edge.isDimmed ? " dimmed" : "")\" data-from=\"\(tail)\""
    text += " data-to=\"\(head)\">"
    for curve in place.curves {
      text += "<path fill=\"none\" stroke=\"\(color)\""
      if edge.isDimmed { text += " stroke-dasharray=\"4 3\"" }
      text += " d=\""
      writePath(of: curve)
      text += "\"/>"
    }
    for arrowhead in place.arrowheads {
      if case .polygon(let corners) = arrowhead.outline {
        text += "<polygon fill=\"\(color)\" points=\""
        text += corners.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
        text += "\"/>"
      }
    }
    text += "</g>\n"
  }

  /// A start, then cubic segments.
  private mutating func writePath(of curve: [Places.Point]) {
    for (index, point) in curve.enumerated() {
      text += index == 0 ? "M" : index == 1 ? "C" : " "
      text += "\(number(point.x)),\(number(point.y))"
    }
  }
}
