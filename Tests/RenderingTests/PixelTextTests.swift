import Autograd
import ComputationGraph
import Diagrams
import Drawings
import NeuralNetworks
import TestSupport
import Testing

@testable import Rendering

/// Where cairo draws text: the pixels that change with its colour.
@Suite struct PixelTextTests {
  /// Names that are long, wide or made of several characters, and numbers of all lengths.
  private static func graph() -> GraphSnapshot {
    let tape = Tape()
    return withExtendedLifetime(tape) {
      let x = Value(-1.2345678901234567e-300, label: "a name that is far too long", on: tape)
      let w = Value(0.1, label: "WWWWWWWWWWWWWWWW", role: .parameter, on: tape)
      let z = Value(-123456789.01234567, label: "日本語の名前", on: tape)
      let n = tape.group("a group") { x * w - z * 1e-9 }
      n.label = "n"
      let root = n.tanh() + w * w
      root.label = "L"
      root.backward()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
  }

  private static func network() -> GraphSnapshot {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    return withExtendedLifetime(tape) {
      let model = MLP([3, 2, 1], using: &generator, on: tape)
      let output = tape.group("sample 1") {
        model([2, 3, -1].map { Value($0, role: .input, on: tape) })
      }
      output[0].backward()
      return GraphSnapshot(root: output[0], extent: .wholeTape)
    }
  }

  private func diagram(_ style: DiagramOptions.Style, _ direction: Diagram.Direction) -> Diagram {
    let graph = style == .network ? PixelTextTests.network() : PixelTextTests.graph()
    return DiagramBuilder(
      stages: [graph],
      options: DiagramOptions(
        style: style, edges: style == .network ? .weights : .local, direction: direction,
        title: "A title of some length over the picture", hasLegend: true)
    ).diagrams()[0]
  }

  /// No text leaves its cell, in any style, direction and size, and so none lies over another.
  @Test(
    arguments: DiagramOptions.Style.allCases,
    [
      Canvas(), Canvas(room: .readme), Canvas(room: .column), Canvas(room: .slide),
      Canvas(room: .page),
    ]
  )
  func textStaysInItsCell(_ style: DiagramOptions.Style, _ canvas: Canvas) throws {
    for direction in [Diagram.Direction.leftToRight, .topToBottom] {
      let diagram = diagram(style, direction)
      let raster = RasterOptions(scale: 2)
      let picture = Picture(of: [diagram], on: canvas, raster: raster)
      let layout = try picture.layout()
      let fitted = diagram.fitted(to: layout)
      let bitmaps = try [Color(0xFF0000), Color(0x0000FF)].map { color in
        try Picture(
          of: [fitted.withText(in: color)], on: canvas, raster: raster,
          laidOutBy: Fixed(layout: layout)
        ).bitmaps()[0]
      }
      let (with, without) = (bitmaps[0], bitmaps[1])
      try #require(with.width == without.width && with.height == without.height)
      let placing = canvas.placing(of: layout)
      let scale = Double(with.width) / placing.width
      // Letters may reach a pixel over the side of a cell, where they are antialiased.
      let slack = 1
      var isCell = [Bool](repeating: false, count: with.pixels.count)
      for cell in fitted.cells(in: layout) {
        let left = Int(((cell.minX + placing.origin.x) * scale).rounded(.down)) - slack
        let right = Int(((cell.maxX + placing.origin.x) * scale).rounded(.up)) + slack
        let top = Int(((cell.minY + placing.origin.y) * scale).rounded(.down)) - slack
        let bottom = Int(((cell.maxY + placing.origin.y) * scale).rounded(.up)) + slack
        for y in max(0, top)...min(with.height - 1, bottom) {
          for x in max(0, left)...min(with.width - 1, right) { isCell[y * with.width + x] = true }
        }
      }
      let ink = with.pixels.indices.filter { with.pixels[$0] != without.pixels[$0] }
      #expect(ink.count > 500)
      let outside = ink.filter { !isCell[$0] }
      #expect(
        outside.isEmpty,
        "\(style) \(direction) \(canvas): \(outside.count) pixels, as \(outside.prefix(3).map { ($0 % with.width, $0 / with.width) })"
      )
    }
  }

  private struct Fixed: LayoutEngine {
    let layout: Layout

    func layout(of diagram: Diagram, willBegin: (DrawingPhase) -> Void) -> Layout {
      // Its header is added again.
      guard let header = layout.header else { return layout }
      var rest = layout.moved(by: Layout.Point(x: 0, y: -header.height))
      rest.height -= header.height
      return rest
    }
  }
}

extension Diagram {
  /// The same with all text in one colour.
  fileprivate func withText(in color: Color) -> Diagram {
    var result = self
    // What is placed already asks for no engine.
    (result.columns, result.hasSquareLines) = ([], false)
    (result.theme.text, result.theme.invertedText, result.theme.mutedText) = (color, color, color)
    result.header.theme = result.theme
    for node in nodes.indices {
      result.nodes[node].rows = nodes[node].rows.map { $0.withText(in: color) }
      if let wire = nodes[node].wire {
        result.nodes[node].wire?.above = wire.above.map { $0.withText(in: color) }
        result.nodes[node].wire?.below = wire.below.map { $0.withText(in: color) }
        result.nodes[node].wire?.end?.color = color
      }
    }
    for edge in edges.indices { result.edges[edge].label?.color = color }
    return result
  }

  /// Where text may be: cells, numbers on lines, titles of frames, and the header.
  fileprivate func cells(in layout: Layout) -> [Layout.Box] {
    var boxes: [Layout.Box] = []
    for (node, box) in zip(nodes, layout.nodes) {
      for placed in NodeParts(of: node, in: box).rows {
        var left = placed.left
        for cell in placed.row.cells {
          let (width, height) = (Double(cell.width), Double(placed.row.height))
          if !cell.text.isEmpty {
            boxes.append(
              Layout.Box(
                center: Layout.Point(x: left + width / 2, y: placed.top + height / 2),
                width: width, height: height))
          }
          left += width
        }
      }
    }
    for (edge, line) in zip(edges, layout.edges) where edge.label != nil {
      if let box = line.label { boxes.append(box) }
    }
    boxes += layout.frames.compactMap(\.title)
    // Graphviz moves it by what it puts around a label.
    if let header = layout.header {
      boxes.append(
        Layout.Box(center: header.center, width: header.width + 24, height: header.height + 8))
    }
    return boxes
  }
}

extension Diagram.Row {
  fileprivate func withText(in color: Color) -> Diagram.Row {
    var row = self
    for cell in row.cells.indices { (row.cells[cell].color, row.cells[cell].pieces) = (color, []) }
    return row
  }
}
