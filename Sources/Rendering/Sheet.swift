internal import Diagrams
internal import Drawings

/// Several stages of one geometry in one picture, each a panel with its caption.
struct Sheet {
  private(set) var diagram: Diagram
  private(set) var layout: Layout

  /// The room between panels, and between a caption and its panel, in points.
  private static let (gap, captionGap) = (28.0, 6.0)

  /// The width of a README, in pixels, and the least that text of 12 points may shrink to there.
  private static let (pageWidth, leastScale) = (830.0, 0.75)

  /// How many panels of a width stand side by side: as many as can be read in a README.
  static func columnCount(of count: Int, width: Double) -> Int {
    let room = pageWidth / leastScale - 2 * SVGWriter.margin
    return max(1, min(count, Int((room + gap) / (width + gap))))
  }

  /// Panels in rows, from left to right.
  ///
  /// - Parameters:
  ///   - stages: What the panels show, one or more.
  ///   - panel: The layout of all of them, without a header.
  ///   - names: What the nodes of each panel are called before their own names; empty for nothing.
  init(of stages: [Diagram], in panel: Layout, names: [String]) {
    let last = stages[stages.count - 1]
    let header = last.header.enumerated().filter { !last.captionRows.contains($0.offset) }
    var diagram = last
    // Of captions alone nothing is left but the room below them.
    diagram.header =
      last.captionRows.count == last.header.count - 1 ? [] : header.map(\.element)
    (diagram.nodes, diagram.edges, diagram.frames) = ([], [], [])
    // What is placed already asks for no engine.
    (diagram.columns, diagram.hasSquareLines) = ([], false)
    var layout = Layout(width: 0, height: 0, warnings: panel.warnings)
    let captions = stages.enumerated().map { Sheet.caption(of: $1, number: $0 + 1) }
    let captionHeight = Double(captions.map(\.height).max() ?? 0)
    let width = max(panel.width, Double(captions.map(\.width).max() ?? 0))
    let height = captionHeight + Sheet.captionGap + panel.height
    let columns = Sheet.columnCount(of: stages.count, width: width)
    let top = Double(diagram.header.height)
    let headerWidth = Double(diagram.header.width)
    for (index, stage) in stages.enumerated() {
      let origin = Layout.Point(
        x: Double(index % columns) * (width + Sheet.gap),
        y: top + Double(index / columns) * (height + Sheet.gap))
      let caption = captions[index]
      layout.nodes.append(
        Layout.Box(
          center: Layout.Point(
            x: origin.x + Double(caption.width) / 2, y: origin.y + Double(caption.height) / 2),
          width: Double(caption.width), height: Double(caption.height)))
      diagram.nodes.append(caption)
      let first = diagram.nodes.count
      diagram.append(stage, called: names[index], from: first)
      layout.append(
        panel.moved(by: Layout.Point(x: origin.x, y: origin.y + captionHeight + Sheet.captionGap)))
    }
    let rows = Double((stages.count + columns - 1) / columns)
    layout.width = max(Double(columns) * (width + Sheet.gap) - Sheet.gap, headerWidth)
    layout.height = top + rows * (height + Sheet.gap) - Sheet.gap
    if !diagram.header.isEmpty {
      layout.header = Layout.Box(
        center: Layout.Point(x: headerWidth / 2, y: top / 2), width: headerWidth, height: top)
    }
    (self.diagram, self.layout) = (diagram, layout)
  }

  /// What stands over a panel: the lines of its stage, or what that is.
  private static func caption(of stage: Diagram, number: Int) -> Diagram.Node {
    var rows = stage.header[stage.captionRows].map { row in
      // Without what makes all rows of a header as wide as its legend.
      Diagram.Row(height: row.height, fill: row.fill, cells: row.cells.filter { !$0.text.isEmpty })
    }
    if rows.isEmpty { rows = [stage.row(of: stage.stageName)] }
    return Diagram.Node(
      id: .caption(number), classes: ["caption"], shape: .plain, rows: rows,
      outline: stage.theme.text, tooltip: stage.stageName)
  }
}

extension Diagram {
  /// Appends what another diagram shows.
  fileprivate mutating func append(_ other: Diagram, called panel: String, from first: Int) {
    nodes += other.nodes.map { node in
      var node = node
      node.panel = panel
      return node
    }
    edges += other.edges.map { edge in
      var edge = edge
      edge.tail += first
      edge.head += first
      return edge
    }
    frames += other.frames.map { $0.moved(by: first) }
  }
}

extension Diagram.Frame {
  fileprivate func moved(by first: Int) -> Diagram.Frame {
    Diagram.Frame(
      title: title, nodes: nodes.map { $0 + first }, frames: frames.map { $0.moved(by: first) })
  }
}

extension Layout {
  fileprivate mutating func append(_ other: Layout) {
    nodes += other.nodes
    edges += other.edges
    frames += other.frames
    junctions += other.junctions
  }

  /// Everything but the header, in another place.
  fileprivate func moved(by offset: Point) -> Layout {
    func moved(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
    func moved(_ box: Box) -> Box {
      Box(center: moved(box.center), width: box.width, height: box.height)
    }
    var result = self
    result.header = nil
    result.nodes = nodes.map(moved)
    result.junctions = junctions.map(moved)
    result.frames = frames.map { Frame(box: moved($0.box), title: $0.title.map(moved)) }
    result.edges = edges.map { edge in
      Edge(
        curves: edge.curves.map { $0.map(moved) },
        arrowheads: edge.arrowheads.map { head in
          var head = head
          switch head.outline {
          case .polygon(let points): head.outline = .polygon(points.map(moved))
          case .line(let points): head.outline = .line(points.map(moved))
          case .ellipse(let center, let radii):
            head.outline = .ellipse(center: moved(center), radii: radii)
          }
          return head
        }, label: edge.label.map(moved))
    }
    return result
  }
}

extension Picture {
  /// All stages in one picture, side by side or in rows, whichever can be read in a README.
  ///
  /// - Parameter names: What the nodes of each stage are called before their own names, as "before" of
  ///   "before-n12"; empty where a name is that of the node alone.
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  package func sheet(names: [String]) throws -> Picture {
    let stages = diagrams.map { $0 }
    var first = stages[0]
    first.header = []
    let panel = try layout(of: first)
    let sheet = Sheet(of: stages.map { $0.fitted(to: panel) }, in: panel, names: names)
    return Picture(
      of: [sheet.diagram], raster: raster, laidOutBy: KnownLayout(layout: sheet.layout), warn: warn)
  }
}

/// A layout that is known already.
private struct KnownLayout: LayoutEngine {
  let layout: Layout

  func layout(of diagram: Diagram, willBegin: (DrawingPhase) -> Void) -> Layout { layout }
}
