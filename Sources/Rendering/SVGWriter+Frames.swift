internal import Diagrams
internal import Graphviz

extension SVGWriter {
  mutating func writeFrame(
    _ frame: Diagram.Frame, depth: Int, boxes: inout IndexingIterator<[Places.Cluster]>
  ) {
    guard let place = boxes.next() else { return }
    let (box, theme) = (place.box, diagram.theme)
    text += "<g class=\"frame\"><rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\""
    text += " width=\"\(number(box.width))\" height=\"\(number(box.height))\" rx=\"6\""
    text += "\(paint(fill: theme.frameFill(depth: depth), stroke: theme.frameLine))/>"
    if let label = place.label {
      let baseline = label.center.y + TextStyle.baseline * TextStyle.frameTitleSize
      text += "<text x=\"\(number(label.minX + Double(TextStyle.padding)))\""
      text += " y=\"\(number(baseline))\" font-size=\"\(number(TextStyle.frameTitleSize))\""
      text += fittedLength(of: frame.title, size: TextStyle.frameTitleSize)
      text += "\(paint(fill: theme.mutedText))>\(XMLText.escape(frame.title))</text>"
    }
    text += "</g>\n"
    for inner in frame.frames { writeFrame(inner, depth: depth + 1, boxes: &boxes) }
  }

  /// The rows over the picture.
  mutating func writeHeader() {
    guard !diagram.header.isEmpty, let label = places.label else { return }
    text += "<g class=\"header\">"
    var top = label.minY
    for row in diagram.header {
      writeCells(of: row, left: label.minX, top: top)
      top += Double(row.height)
    }
    text += "</g>\n"
  }
}
