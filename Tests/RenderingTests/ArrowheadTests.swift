import Autograd
import ComputationGraph
import Diagrams
import Drawings
import Rendering
import Testing

/// Heads that grow with their lines.
@Suite struct ArrowheadTests {
  private func point(_ x: Double, _ y: Double) -> Layout.Point { Layout.Point(x: x, y: y) }

  /// A line of a length to a head of 7 points at (100, 0), and the ring before it where there is one.
  private func edge(length: Double, hasRing: Bool = false) -> Layout.Edge {
    Layout.Edge(
      curves: [Layout.Edge.straightCurve(from: point(93 - length, 0), to: point(93, 0))],
      arrowheads: (hasRing
        ? [
          Layout.Arrowhead(
            outline: .ellipse(center: point(103, 0), radii: point(3, 3)), isFilled: false,
            isAtTail: false)
        ] : [])
        + [
          Layout.Arrowhead(
            outline: .polygon([point(93, -2.5), point(100, 0), point(93, 2.5)]), isFilled: true,
            isAtTail: false)
        ])
  }

  @Test(arguments: [0.5, 1]) func thinLinesAreAsTheyWere(_ width: Double) {
    #expect(edge(length: 50).widened(to: width) == edge(length: 50))
  }

  @Test(arguments: [(2.0, 1.25), (8, 2.75)]) func headsGrowAboutTheirTips(
    _ width: Double, _ factor: Double
  ) throws {
    let wide = edge(length: 50, hasRing: true).widened(to: width)
    let (first, tip, last) = try #require(wide.arrowheads[1].triangle)
    #expect(tip == point(100, 0))
    #expect(first == point(100 - 7 * factor, -2.5 * factor))
    #expect(last == point(100 - 7 * factor, 2.5 * factor))
    // It is wider than its line, which ends where it begins.
    #expect(last.y - first.y > width)
    let end = try #require(wide.curves[0].last)
    #expect(end.distance(to: point(100 - 7 * factor, 0)) < 1e-6)
    #expect(wide.curves[0][0] == point(43, 0))
    #expect(wide.arrowheads[0] == edge(length: 50, hasRing: true).arrowheads[0])
  }

  /// What is left of a curve is the curve that it was.
  @Test func curvesAreCutAndNotBent() throws {
    var edge = edge(length: 50)
    edge.curves = [[point(0, 80), point(60, 80), point(60, 0), point(93, 0)]]
    let cut = edge.widened(to: 8).curves[0]
    #expect(cut.count == 4 && cut[0] == point(0, 80))
    // On the same line from the start, and level at the end.
    #expect(cut[1].y == 80 && abs(cut[3].y) < 1e-6 && abs(cut[3].x - 80.75) < 1e-6)
    let segments = Layout.Edge(
      curves: [
        Layout.Edge.straightCurve(from: point(0, 0), to: point(85, 0))
          + Layout.Edge.straightCurve(from: point(85, 0), to: point(93, 0)).dropFirst()
      ], arrowheads: edge.arrowheads)
    #expect(segments.widened(to: 8).curves[0].count == 4)
  }

  @Test func aLineThatIsShorterThanItsHead() {
    let wide = edge(length: 3).widened(to: 8)
    #expect(wide.curves[0].first == point(90, 0) && wide.curves[0].last == point(80.75, 0))
  }

  /// For Graphviz, a wide line has no head, and each part of its head is an edge with a thin pen.
  @Test func headsOfWideLinesForGraphviz() throws {
    let tape = Tape()
    let root = Value(3, label: "x", on: tape) * 2 - Value(5, label: "y", on: tape)
    root.backward()
    let diagram = DiagramBuilder(
      stages: [GraphSnapshot(root: root)], options: DiagramOptions(edges: .flow)
    ).diagrams()[0]
    #expect(diagram.edges.map(\.width) == [8, 1, 1, 1])
    let text = String(decoding: try Picture(of: [diagram]).dot()[0], as: UTF8.self)
    let edges = text.split(separator: "\n").filter { $0.contains("->") }
    #expect(edges.count == 5)
    #expect(edges[0].contains("penwidth=8, arrowhead=none") && !edges[0].contains("pos=\"e"))
    #expect(edges[4].contains("arrowhead=normal, arrowsize=1.925, pos=\"e"))
    #expect(!edges[4].contains("penwidth"))
  }

  @Test func linesWithoutHeads() {
    let line = Layout.Edge(
      curves: [Layout.Edge.straightCurve(from: point(0, 0), to: point(9, 9))])
    #expect(line.widened(to: 8) == line)
  }
}
