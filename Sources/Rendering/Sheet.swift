internal import Diagrams
internal import Drawings

/// Several stages of one geometry in one picture, each a panel with its caption.
struct Sheet {
  private(set) var diagram: Diagram
  private(set) var layout: Layout

  /// The width of a panel however small what it shows is, in points.
  private static let leastWidth = 220.0

  /// The room between panels, and between a caption and its panel, in points.
  private static let (gap, captionGap) = (28.0, 6.0)

  /// How many panels of a size stand side by side: as many as can be read, or as many as make them
  /// largest.
  ///
  /// Where nothing is said of the room, it is that of a README.
  static func columnCount(
    of count: Int, width: Double, height: Double, on canvas: Canvas
  ) -> Int {
    var canvas = canvas
    let room = canvas.room ?? .readme
    canvas.room = room
    func textSize(_ columns: Int) -> Double {
      let rows = (count + columns - 1) / columns
      let size = canvas.placing(
        ofWidth: Double(columns) * (width + gap) - gap,
        height: Double(rows) * (height + gap) - gap
      ).textSize
      return room.isFilled ? size : min(size, Canvas.readableSize)
    }
    let sizes = (1...count).map(textSize)
    let largest = sizes.max() ?? 0
    return (sizes.lastIndex { $0 == largest } ?? 0) + 1
  }

  /// Panels in rows, from left to right.
  ///
  /// - Parameters:
  ///   - stages: What the panels show, one or more.
  ///   - panel: The layout of all of them, without a header.
  ///   - names: What the nodes of each panel are called before their own names; empty for nothing.
  ///   - canvas: What the sheet is drawn on.
  init(of stages: [Diagram], in panel: Layout, names: [String], on canvas: Canvas) {
    var diagram = stages[stages.count - 1]
    diagram.header = diagram.header.withoutCaption
    (diagram.nodes, diagram.edges, diagram.frames) = ([], [], [])
    // What is placed already asks for no engine.
    (diagram.columns, diagram.hasSquareLines) = ([], false)
    var layout = Layout(width: 0, height: 0, warnings: panel.warnings)
    let width = max(panel.width, Sheet.leastWidth)
    let captions = stages.enumerated().map {
      Sheet.caption(of: $1, number: $0 + 1, over: Int(width))
    }
    let captionHeight = Double(captions.map(\.height).max() ?? 0)
    let height = captionHeight + Sheet.captionGap + panel.height
    let columns = Sheet.columnCount(of: stages.count, width: width, height: height, on: canvas)
    for (index, stage) in stages.enumerated() {
      let origin = Layout.Point(
        x: Double(index % columns) * (width + Sheet.gap),
        y: Double(index / columns) * (height + Sheet.gap))
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
    layout.width = Double(columns) * (width + Sheet.gap) - Sheet.gap
    layout.height = rows * (height + Sheet.gap) - Sheet.gap
    (self.diagram, self.layout) = (diagram, layout)
  }

  /// What stands over a panel: the lines of its stage, or what that is.
  private static func caption(
    of stage: Diagram, number: Int, over width: Int
  ) -> Diagram.Node {
    let lines = stage.header.caption.isEmpty ? [.init(stage.stageName)] : stage.header.caption
    let rows = stage.header.captionRows(lines, width - 2 * Diagram.Node.inset)
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

extension Picture {
  /// All stages in one picture, side by side or in rows, whichever can be read in a README.
  ///
  /// - Parameter names: What the nodes of each stage are called before their own names, as "before" of
  ///   "before-n12"; empty where a name is that of the node alone.
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  package func sheet(names: [String]) throws -> Picture {
    let stages = diagrams.map { $0 }
    var first = stages[0]
    first.header = Diagram.Header()
    let panel = try layout(of: first)
    let sheet = Sheet(
      of: stages.map { $0.fitted(to: panel) }, in: panel, names: names, on: canvas)
    return Picture(
      of: [sheet.diagram], on: canvas, raster: raster,
      laidOutBy: KnownLayout(layout: sheet.layout), warn: warn)
  }
}

/// A layout that is known already.
private struct KnownLayout: LayoutEngine {
  let layout: Layout

  func layout(of diagram: Diagram, willBegin: (DrawingPhase) -> Void) -> Layout { layout }
}
