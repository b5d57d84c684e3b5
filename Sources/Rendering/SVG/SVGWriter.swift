internal import Diagrams
internal import Drawings
internal import Text

/// Writes a diagram as SVG, given its layout; it does not know which engine made that.
struct SVGWriter {
  /// The room around the drawing, in points.
  static let margin = 12.0
  /// How many cards are written before that is reported again.
  private static let cardsBetweenReports = 20_000

  let diagram: Diagram
  let layout: Layout
  let canvas: Canvas
  /// What every length is multiplied by, so that text has its size.
  private let unit: Double
  /// How the drawing moves; `nil` where it stands still.
  let animation: DiagramAnimation?
  /// Called from time to time with how far the writing is.
  private var willBegin: (DrawingPhase) -> Void = { _ in }
  var text = Markup()
  /// The colours that follow the reader's colour scheme.
  var adaptiveColors = AdaptiveColors()

  /// The file of a diagram.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameter willBegin: Called from time to time with how far the writing is.
  static func file(
    of diagram: Diagram, in layout: Layout, on canvas: Canvas = Canvas(),
    willBegin: @escaping (DrawingPhase) -> Void = { _ in }
  ) -> [UInt8] {
    file(of: diagram, in: layout, on: canvas, animation: nil, willBegin: willBegin)
  }

  /// The file of a picture that moves, by style sheets alone, and shows its end where nothing may.
  static func file(
    of animation: DiagramAnimation, in layout: Layout, on canvas: Canvas = Canvas()
  ) -> [UInt8] {
    file(of: animation.before, in: layout, on: canvas, animation: animation)
  }

  private static func file(
    of diagram: Diagram, in layout: Layout, on canvas: Canvas, animation: DiagramAnimation?,
    willBegin: @escaping (DrawingPhase) -> Void = { _ in }
  ) -> [UInt8] {
    var writer = SVGWriter(
      diagram: diagram, layout: layout, canvas: canvas, unit: canvas.unit, animation: animation,
      willBegin: willBegin)
    writer.text.reserveCapacity(512 * (diagram.nodes.count + diagram.edges.count) + 1024)
    writer.writeDrawing()
    return writer.document().bytes
  }

  /// The drawing from back to front: ground, frames, edges, nodes, and what is written over them.
  private mutating func writeDrawing() {
    let placing = canvas.placing(of: layout)
    let size: Markup =
      "width=\"\(number(placing.width))\" height=\"\(number(placing.height))\""
    let ground = paint(fill: diagram.theme.ground, classes: "background")
    text += "<rect \(size)\(ground)/>\n"
    let origin = placing.origin
    text += "<g transform=\"translate(\(number(origin.x)) \(number(origin.y)))\""
    text += " font-family=\"\(diagram.theme.cssFontFamilies)\""
    text += " font-size=\"\(number(TextStyle.size))\""
    // Of other lines the width is written where it is not 1.
    if unit != 1 { text += " stroke-width=\"\(number(1))\"" }
    text += ">\n"
    var frames = layout.frames.makeIterator()
    for frame in diagram.frames { writeFrame(frame, depth: 0, frames: &frames) }
    for (index, line) in layout.edges.enumerated() { writeEdge(index, along: line) }
    writeJunctions()
    for (index, line) in layout.edges.enumerated() { writeNumber(on: index, along: line) }
    frames = layout.frames.makeIterator()
    for frame in diagram.frames { writeTitle(of: frame, depth: 0, frames: &frames) }
    for (index, box) in layout.nodes.enumerated() {
      if index % SVGWriter.cardsBetweenReports == 0 {
        willBegin(.writing(card: index, of: layout.nodes.count))
      }
      writeNode(index, at: box)
    }
    writeHeader()
    text += "</g>\n"
  }

  /// The drawing in its document, once it is known which styles it needs.
  private func document() -> Markup {
    let placing = canvas.placing(of: layout)
    let (width, height) = (Markup.Number(placing.pixelWidth), Markup.Number(placing.pixelHeight))
    let box: Markup = "0 0 \(number(placing.width)) \(number(placing.height))"
    let diagram = animation?.after ?? diagram
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="\(box)">
      <title>\(XMLText.escape(diagram.title))</title>
      <desc>\(XMLText.escape(diagram.description))</desc>
      \(adaptiveColors.styleSheet)\(animation?.styleSheet ?? "")\(text)</svg>

      """
  }

  /// A length or a place as the file has it: in points of 12-point text, times what makes that larger.
  func number(_ value: Double) -> Markup.Number { Markup.Number(value * unit) }

  func number(_ value: Int) -> Markup.Number { number(Double(value)) }

  /// The attributes that colour an element; `nil` for what is not drawn.
  ///
  /// Colours are attributes, which every viewer knows; those of an adaptive picture have a class
  /// beside them, by which a style sheet changes them.
  mutating func paint(fill: Color?, stroke: Color? = nil, classes: String = "") -> Markup {
    var attributes: Markup =
      switch (fill, stroke) {
      case (let fill?, let stroke?): " fill=\"\(fill)\" stroke=\"\(stroke)\""
      case (let fill?, nil): " fill=\"\(fill)\""
      case (nil, let stroke?): " fill=\"none\" stroke=\"\(stroke)\""
      case (nil, nil): " fill=\"none\""
      }
    let name = adaptiveColors.name(fill: fill, stroke: stroke)
    if classes.isEmpty && name.isEmpty { return attributes }
    let space = classes.isEmpty || name.isEmpty ? "" : " "
    attributes += " class=\"\(classes)\(space)\(name)\""
    return attributes
  }
}
