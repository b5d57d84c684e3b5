import Autograd
import ComputationGraph
import Diagrams
import Drawings
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Rendering

@Suite struct SheetTests {
  private func diagrams(
    _ style: DiagramOptions.Style, title: String? = nil, hasLegend: Bool = false
  ) -> [Diagram] {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([3, 2, 1], using: &generator, on: tape)
    let output = tape.group("sample 1") {
      model([2, 3, -1].map { Value($0, role: .input, on: tape) })
    }
    let loss = output[0] * 2
    loss.backward()
    let after = GraphSnapshot(root: loss, extent: .wholeTape)
    return DiagramBuilder(
      stages: [after.beforeBackward(), after],
      options: DiagramOptions(style: style, title: title, hasLegend: hasLegend)
    ).diagrams()
  }

  /// The second panel is the first one, moved as a whole.
  @Test(arguments: DiagramOptions.Style.allCases)
  func panelsHaveOneGeometry(_ style: DiagramOptions.Style) throws {
    let stages = diagrams(style)
    let sheet = try Picture(of: stages).sheet(names: ["before", ""])
    let (diagram, layout) = (try #require(sheet.diagrams.first), try sheet.layout())
    let count = stages[0].nodes.count
    #expect(diagram.nodes.count == 2 * (count + 1))
    #expect(diagram.edges.count == 2 * stages[0].edges.count)
    let (dx, dy) = (
      layout.nodes[count + 2].center.x - layout.nodes[1].center.x,
      layout.nodes[count + 2].center.y - layout.nodes[1].center.y
    )
    #expect(dx > 0 || dy > 0)
    for node in 1...count {
      let (a, b) = (layout.nodes[node], layout.nodes[count + 1 + node])
      #expect(abs(a.center.x + dx - b.center.x) < 1e-9)
      #expect(abs(a.center.y + dy - b.center.y) < 1e-9)
      #expect(diagram.nodes[node].name == "before-\(stages[0].nodes[node - 1].id)")
      #expect(diagram.nodes[count + 1 + node].name == "\(stages[1].nodes[node - 1].id)")
    }
    for (a, b) in zip(diagram.edges, diagram.edges.dropFirst(stages[0].edges.count)) {
      #expect(a.tail + count + 1 == b.tail && a.head + count + 1 == b.head)
    }
    // And it is what the stage alone looks like.
    var alone = stages[1]
    alone.header = Diagram.Header()
    let single = try Picture(of: [alone]).layout()
    for node in 0..<count {
      let way = single.nodes[node].center.x - single.nodes[0].center.x
      let found = layout.nodes[count + 2 + node].center.x - layout.nodes[count + 2].center.x
      #expect(abs(way - found) < 1e-9)
    }
    #expect(
      LayoutQuality(of: layout, edges: diagram.edges.map { ($0.tail, $0.head) }).overlaps == 0)
    for box in layout.nodes {
      #expect(box.minX >= 0 && box.maxX <= layout.width + 0.01)
      #expect(box.minY >= 0 && box.maxY <= layout.height + 0.01)
    }
  }

  @Test func titleAndLegendStandOnceAndCaptionsTwice() throws {
    for (style, caption) in [
      (DiagramOptions.Style.cards, "before backward"),
      (.network, "before backward: activations and weights"),
    ] {
      let stages = diagrams(style, title: "A title", hasLegend: true)
      let sheet = try Picture(of: stages).sheet(names: ["before", ""])
      let svg = try #require(SVGStructure(Data(try sheet.svg()[0])))
      #expect(svg.texts.filter { $0 == "A title" }.count == 1)
      #expect(svg.texts.filter { $0 == "– no gradient yet" }.count == 1)
      #expect(svg.texts.contains(caption))
      // A panel may be too narrow for the line.
      #expect(
        svg.texts.joined(separator: " ").contains(
          caption.replacing("before", with: "after").replacing(
            "activations and weights", with: "gradients of activations and weights")))
      let ids = svg.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      #expect(svg.groups("node").count == 2 * stages[0].nodes.count)
    }
  }

  /// Text of 12 points has 9 pixels or more in a README: 830 / 0.75 points, less margins and the room
  /// between panels.
  @Test(arguments: [
    (2, 100.0, 2), (2, 527, 2), (2, 528, 1), (2, 5000, 1), (9, 100, 8), (9, 342, 3), (9, 343, 2),
    (1, 100, 1),
  ])
  func panelsStandSideBySideWhereTheyCanBeRead(count: Int, width: Double, columns: Int) {
    let height = 100.0
    #expect(Sheet.columnCount(of: count, width: width, height: height, on: Canvas()) == columns)
    // So do they in a README that is asked for.
    let readme = Canvas(room: .readme)
    #expect(Sheet.columnCount(of: count, width: width, height: height, on: readme) == columns)
  }

  /// On a slide they are as large as they can be: 16 : 9.
  @Test(arguments: [(2, 300.0, 300.0, 2), (2, 600, 100, 1), (6, 300, 200, 3), (9, 300, 300, 5)])
  func panelsFillASlide(count: Int, width: Double, height: Double, columns: Int) {
    let slide = Canvas(room: .slide)
    #expect(Sheet.columnCount(of: count, width: width, height: height, on: slide) == columns)
  }

  @Test func everyFormatDrawsASheet() throws {
    let sheet = try Picture(of: diagrams(.circuit)).sheet(names: ["before", ""])
    let header = try #require(PNGHeader(Data(try sheet.png()[0])))
    let layout = try sheet.layout()
    #expect(abs(Double(header.width) - (layout.width + 24) * 96 / 72) < 3)
    #expect(try sheet.pdf()[0].starts(with: Array("%PDF-".utf8)))
    #expect(String(decoding: try sheet.dot()[0], as: UTF8.self).contains("\"before-n0\""))
    #expect(String(decoding: sheet.text()[0], as: UTF8.self).contains("after backward"))
  }
}
