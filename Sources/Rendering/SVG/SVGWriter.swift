public import Diagrams
public import Graphviz
internal import Text

/// Writes a diagram as SVG, given the places of its boxes; it does not know who placed them.
public struct SVGWriter {
  /// The room round the drawing, in points.
  static let margin = 12.0

  let diagram: Diagram
  let places: Places
  /// How the drawing moves; `nil` where it stands still.
  let animation: DiagramAnimation?
  var text = ""
  /// The colours that follow the reader's colour scheme.
  var adaptiveColors = AdaptiveColors()

  /// The file of a diagram.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - diagram: What to draw.
  ///   - places: Where: a box for each node and frame, in the diagram's order, and lines for each
  ///     edge.
  public static func file(of diagram: Diagram, at places: Places) -> [UInt8] {
    file(of: diagram, at: places, animation: nil)
  }

  /// The file of a picture that moves, by style sheets alone, and shows its end where nothing may.
  ///
  /// - Parameters:
  ///   - animation: What to draw.
  ///   - places: Where, as for a diagram that stands still.
  public static func file(of animation: DiagramAnimation, at places: Places) -> [UInt8] {
    file(of: animation.before, at: places, animation: animation)
  }

  private static func file(
    of diagram: Diagram, at places: Places, animation: DiagramAnimation?
  ) -> [UInt8] {
    var writer = SVGWriter(diagram: diagram, places: places, animation: animation)
    writer.text.reserveCapacity(512 * (diagram.nodes.count + diagram.edges.count) + 1024)
    writer.writeDrawing()
    return Array(writer.document().utf8)
  }

  /// The drawing from back to front: ground, frames, edges, nodes, and what is written over them.
  private mutating func writeDrawing() {
    let size = "width=\"\(number(width))\" height=\"\(number(height))\""
    let ground = paint(fill: diagram.theme.background, classes: "background")
    text += "<rect \(size)\(ground)/>\n"
    text += "<g transform=\"translate(\(number(SVGWriter.margin)) \(number(SVGWriter.margin)))\""
    text += " font-family=\"\(SVGWriter.fontFamilies)\" font-size=\"\(number(TextStyle.size))\">\n"
    var frames = places.clusters.makeIterator()
    for frame in diagram.frames { writeFrame(frame, depth: 0, boxes: &frames) }
    for (index, place) in places.edges.enumerated() { writeEdge(index, at: place) }
    frames = places.clusters.makeIterator()
    for frame in diagram.frames { writeTitle(of: frame, depth: 0, boxes: &frames) }
    for (index, place) in places.nodes.enumerated() { writeNode(index, at: place) }
    writeHeader()
    text += "</g>\n"
  }

  /// The drawing in its document, once it is known which styles it needs.
  private func document() -> String {
    let (width, height) = (number(width), number(height))
    let diagram = animation?.after ?? diagram
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)">
      <title>\(XMLText.escape(diagram.title))</title>
      <desc>\(XMLText.escape(diagram.description))</desc>
      \(adaptiveColors.styleSheet)\(animation?.styleSheet ?? "")\(text)</svg>

      """
  }

  private var width: Double { (places.width + 2 * SVGWriter.margin).rounded(.up) }
  private var height: Double { (places.height + 2 * SVGWriter.margin).rounded(.up) }

  /// The fonts of all text, as CSS has them.
  static let fontFamilies =
    (["ui-monospace"] + TextStyle.fontNames.map { $0.contains(" ") ? "'\($0)'" : $0 } + [
      "monospace"
    ])
    .joined(separator: ", ")

  func number(_ value: Double) -> String { DecimalText.text(value) }

  /// The attributes that colour an element; `nil` for what is not drawn.
  ///
  /// Colours are attributes, which every viewer knows; those of an adaptive picture have a class
  /// beside them, by which a style sheet changes them.
  mutating func paint(fill: Color?, stroke: Color? = nil, classes: String = "") -> String {
    var attributes = " fill=\"\(fill?.hexadecimal ?? "none")\""
    if let stroke { attributes += " stroke=\"\(stroke.hexadecimal)\"" }
    let names = [classes, adaptiveColors.name(fill: fill, stroke: stroke)].filter { !$0.isEmpty }
    return names.isEmpty ? attributes : attributes + " class=\"\(names.joined(separator: " "))\""
  }
}
