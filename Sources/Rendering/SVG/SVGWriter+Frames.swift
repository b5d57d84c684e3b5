internal import Diagrams
internal import Drawings
internal import Text

extension SVGWriter {
  mutating func writeFrame(
    _ frame: Diagram.Frame, depth: Int, frames: inout IndexingIterator<[Layout.Frame]>
  ) {
    guard let box = frames.next()?.box else { return }
    let theme = diagram.theme
    text += "<g class=\"frame\"><rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\""
    text += " width=\"\(number(box.width))\" height=\"\(number(box.height))\" rx=\"\(number(6))\""
    text += "\(paint(fill: theme.frameFill(depth: depth), stroke: theme.frameLine))/>"
    text += "</g>\n"
    for inner in frame.frames { writeFrame(inner, depth: depth + 1, frames: &frames) }
  }

  /// The title of a frame, on a ground of the frame's colour, over the arrows that cross it.
  mutating func writeTitle(
    of frame: Diagram.Frame, depth: Int, frames: inout IndexingIterator<[Layout.Frame]>
  ) {
    guard let room = frames.next() else { return }
    text += "<g class=\"title\">"
    if let label = room.title, !frame.title.isEmpty {
      let (size, theme) = (TextStyle.frameTitleSize, diagram.theme)
      let left = label.minX + Double(TextStyle.padding)
      let width = TextMetrics.width(of: frame.title, size: size) + 4
      text += "<rect x=\"\(number(left - 2))\" y=\"\(number(label.center.y - 7))\""
      text += " width=\"\(number(width))\" height=\"\(number(14))\""
      text += "\(paint(fill: theme.frameFill(depth: depth)))/>"
      let baseline = label.center.y + TextStyle.baseline * size
      text += "<text x=\"\(number(left))\" y=\"\(number(baseline))\" font-size=\"\(number(size))\""
      text += fittedLength(of: frame.title, size: size)
      text += "\(paint(fill: theme.mutedText))>\(XMLText.escape(frame.title))</text>"
    }
    text += "</g>\n"
    for inner in frame.frames { writeTitle(of: inner, depth: depth + 1, frames: &frames) }
  }

  /// The rows over the picture.
  mutating func writeHeader() {
    guard !diagram.header.isEmpty, let label = layout.header else { return }
    text += "<g class=\"header\">"
    let (width, height) = (Int(label.width), Int(label.height))
    let header = animation?.after.header.withoutCaption ?? diagram.header
    write(header.rows(width: width, height: height), left: label.minX, top: label.minY)
    if let captions = animation?.after.header {
      let top = label.minY + Double(captions.captionTop(in: width))
      for (stage, lines) in captions.captions.enumerated() {
        text += "<g class=\"t\(stage)\"\(stage == captions.stage ? "" : " opacity=\"0\"")>"
        write(captions.captionRows(lines, width), left: label.minX, top: top)
        text += "</g>"
      }
    }
    text += "</g>\n"
  }

  private mutating func write(_ rows: [Diagram.Row], left: Double, top: Double) {
    var top = top
    for row in rows {
      writeCells(of: row, left: left, top: top)
      top += Double(row.height)
    }
  }
}
