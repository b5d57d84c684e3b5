internal import Diagrams
internal import Drawings
internal import Text

/// Writes the drawing of a plot as SVG.
struct PlotSVG {
  private var text = ""
  /// The colours that follow the reader's colour scheme.
  private var adaptiveColors = AdaptiveColors()

  /// The whole file.
  ///
  /// - Parameters:
  ///   - drawing: What is drawn.
  ///   - title: What the picture is called.
  ///   - description: What there is to see.
  static func file(of drawing: PlotDrawing, title: String, description: String) -> String {
    var writer = PlotSVG()
    let ground = writer.paint("background", fill: drawing.theme.ground)
    for part in drawing.parts {
      writer.write(part)
      writer.text += "\n"
    }
    let (width, height) = (number(drawing.width), number(drawing.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)">
      <title>\(XMLText.escape(title))</title>
      <desc>\(XMLText.escape(description))</desc>
      \(writer.adaptiveColors.styleSheet)<rect width="\(width)" height="\(height)"\(ground)/>
      <g font-family="\(drawing.theme.cssFontFamilies)" font-size="\(number(PlotLayout.textSize))">
      \(writer.text)</g>
      </svg>

      """
  }

  private mutating func write(_ part: PlotDrawing.Part) {
    switch part {
    case .group(let role, let title, let parts):
      text += "<g class=\"\(role)\">"
      if let title { text += "<title>\(XMLText.escape(title))</title>" }
      for part in parts { write(part) }
      text += "</g>\n"
    case .rectangle(let rectangle):
      let box = rectangle.box
      text += "<rect x=\"\(number(box.minX))\" y=\"\(number(box.minY))\""
      text += " width=\"\(number(box.width))\" height=\"\(number(box.height))\""
      text += "\(paint(rectangle.role, fill: rectangle.fill, stroke: rectangle.outline))/>"
    case .line(let line): write(line)
    case .dot(let dot):
      text += "<circle cx=\"\(number(dot.center.x))\" cy=\"\(number(dot.center.y))\""
      text += " r=\"\(number(dot.radius))\"\(paint(fill: dot.color))/>"
    case .text(let words): write(words)
    }
  }

  private mutating func write(_ line: PlotDrawing.Line) {
    text += "<path\(paint(line.role, stroke: line.color))"
    if line.width != 1 { text += " stroke-width=\"\(number(line.width))\"" }
    text += " stroke-linejoin=\"round\" stroke-linecap=\"round\""
    if !line.style.dashes.isEmpty {
      text += " stroke-dasharray=\"\(line.style.dashes.map(number).joined(separator: " "))\""
    }
    text += " d=\""
    for piece in line.pieces {
      for (index, point) in piece.enumerated() {
        text += index == 0 ? "M" : index == 1 ? "L" : " "
        text += "\(number(point.x)),\(number(point.y))"
      }
      // A line of no length, which round ends make a dot.
      if piece.count == 1 { text += "h0" }
    }
    text += "\"/>"
  }

  private mutating func write(_ words: PlotDrawing.Text) {
    let baseline = words.place.y + TextStyle.baseline * words.size
    text += "<text x=\"\(number(words.place.x))\" y=\"\(number(baseline))\""
    if words.anchor != .start { text += " text-anchor=\"\(words.anchor.rawValue)\"" }
    if words.size != PlotLayout.textSize { text += " font-size=\"\(number(words.size))\"" }
    if words.isBold { text += " font-weight=\"bold\"" }
    text += "\(paint(words.role, fill: words.color))>\(XMLText.escape(words.words))</text>"
  }

  /// How an element is painted, with its classes: its own, and one for colours that follow the
  /// reader's scheme.
  private mutating func paint(
    _ role: String? = nil, fill: Color? = nil, stroke: Color? = nil
  ) -> String {
    let names = [role ?? "", adaptiveColors.name(fill: fill, stroke: stroke)]
      .filter { !$0.isEmpty }
    return (names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\"")
      + " fill=\"\(fill?.hexadecimal ?? "none")\""
      + (stroke.map { " stroke=\"\($0.hexadecimal)\"" } ?? "")
  }

  private static func number(_ value: Double) -> String { DecimalText.text(value) }
  private func number(_ value: Double) -> String { PlotSVG.number(value) }
}
