internal import Diagrams
internal import Drawings
internal import Graphviz
internal import Plots
internal import Text

extension GraphDescription {
  /// The drawing of a plot for Graphviz's engine `nop2`.
  ///
  /// Rectangles, dots and texts are nodes, and a line is an edge from a node that is not seen to
  /// itself. Graphviz draws node by node in their order, each with its edges, and so does not change
  /// what lies over what.
  init(_ drawing: PlotDrawing) {
    self.init(
      name: "plot",
      attributes: [
        Attribute("bgcolor", .keyword(drawing.theme.graphvizGround)),
        Attribute("pad", .number(0)),
      ],
      nodeDefaults: [
        Attribute("shape", .keyword("box")),
        Attribute("label", .keyword("")),
        Attribute("margin", .number(0)),
        Attribute("width", .number(0)),
        Attribute("height", .number(0)),
      ],
      edgeDefaults: [Attribute("arrowhead", .keyword("none"))])
    let page = Layout.Box(
      center: Layout.Point(x: drawing.width / 2, y: drawing.height / 2), width: drawing.width,
      height: drawing.height)
    // Graphviz measures a drawing by what is in it.
    addBox(page, fill: drawing.theme.ground, outline: nil, on: page)
    for part in drawing.parts { add(part, on: page, drawing.theme) }
  }

  private mutating func add(_ part: PlotDrawing.Part, on page: Layout.Box, _ theme: Theme) {
    switch part {
    case .group(_, _, let parts): for part in parts { add(part, on: page, theme) }
    case .rectangle(let rectangle):
      addBox(rectangle.box, fill: rectangle.fill, outline: rectangle.outline, on: page)
    case .line(let line): add(line, on: page)
    case .dot(let dot): addDot(at: dot.center, radius: dot.radius, dot.color, on: page)
    case .text(let text): add(text, on: page, theme)
    }
  }

  private mutating func addBox(
    _ box: Layout.Box, fill: Color?, outline: Color?, on page: Layout.Box
  ) {
    addNode(
      at: box.center, on: page,
      GraphDescription.size(box.width, box.height) + [
        Attribute("style", .keyword(fill == nil ? "solid" : "filled")),
        Attribute("fillcolor", .keyword(fill?.hexadecimal ?? "transparent")),
        Attribute("color", .keyword(outline?.hexadecimal ?? "transparent")),
      ])
  }

  private mutating func add(_ line: PlotDrawing.Line, on page: Layout.Box) {
    for piece in line.pieces where piece.count == 1 {
      addDot(at: piece[0], radius: line.width / 2, line.color, on: page)
    }
    let curves = line.strokes.map { stroke in
      let points = stroke.map { GraphDescription.place($0, on: page) }
      // A curve whose inner points are those at its ends is a straight line.
      return zip(points, points.dropFirst()).reduce(into: [points[0]]) { $0 += [$1.0, $1.1, $1.1] }
    }
    if curves.isEmpty { return }
    addNode(at: page.center, on: page, [Attribute("style", .keyword("invis"))])
    edges.append(
      Edge(
        tail: nodes.count - 1, head: nodes.count - 1,
        attributes: [
          Attribute("color", .keyword(line.color.hexadecimal)),
          Attribute("penwidth", .number(line.width)),
          Attribute("pos", .geometry(.curves(curves, tip: nil))),
        ]))
  }

  private mutating func addDot(
    at center: Layout.Point, radius: Double, _ color: Color, on page: Layout.Box
  ) {
    addNode(
      at: center, on: page,
      GraphDescription.size(2 * radius, 2 * radius) + [
        Attribute("shape", .keyword("circle")), Attribute("style", .keyword("filled")),
        Attribute("fillcolor", .keyword(color.hexadecimal)),
        Attribute("color", .keyword("transparent")),
      ])
  }

  private mutating func add(_ text: PlotDrawing.Text, on page: Layout.Box, _ theme: Theme) {
    let size = text.size - NodeLabel.hinting
    var center = text.place
    let half = TextMetrics.width(of: text.words, size: size) / 2
    switch text.anchor {
    case .start: center.x += half
    case .middle: break
    case .end: center.x -= half
    }
    center.y += (TextStyle.baseline - GraphDescription.baseline) * size
    addNode(
      at: center, on: page,
      [
        Attribute("shape", .keyword("none")),
        Attribute("fontname", .keyword(theme.graphvizFontNames + (text.isBold ? " Bold" : ""))),
        Attribute("fontsize", .number(size)),
        Attribute("fontcolor", .keyword(text.color.hexadecimal)),
        Attribute("label", .html(HTMLText.escape(text.words))),
      ])
  }

  /// How far below the middle of a line Graphviz has its baseline, as a part of the font size.
  private static let baseline = 0.2

  private mutating func addNode(
    at center: Layout.Point, on page: Layout.Box, _ attributes: [Attribute]
  ) {
    let place = Attribute("pos", .geometry(.point(GraphDescription.place(center, on: page))))
    nodes.append(Node(name: "\(nodes.count)", attributes: attributes + [place]))
  }

  private static func size(_ width: Double, _ height: Double) -> [Attribute] {
    [
      Attribute("fixedsize", .keyword("true")), Attribute("width", .number(width / 72)),
      Attribute("height", .number(height / 72)),
    ]
  }

  /// A point as Graphviz has it, with y pointing up.
  private static func place(_ point: Layout.Point, on page: Layout.Box) -> Layout.Point {
    Layout.Point(x: point.x, y: page.maxY - point.y)
  }
}
