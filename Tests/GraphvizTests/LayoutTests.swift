import Drawings
import Graphviz
import Testing

@Suite struct LayoutTests {
  @Test(arguments: ["LR", "TB", "RL", "BT"], [false, true])
  func fixedSizesComeBack(rankdir: String, newrank: Bool) throws {
    var graph = tree(15, rankdir: rankdir)
    graph.attributes.append(Attribute("newrank", .keyword("\(newrank)")))
    // In whole points: older versions round to them.
    for index in graph.nodes.indices {
      graph.nodes[index].attributes = [
        Attribute("width", .number(Double(40 + 7 * index) / 72)),
        Attribute("height", .number(Double(61 - 3 * index) / 72)),
      ]
    }
    let layout = try graph.layout()
    for (index, node) in layout.nodes.enumerated() {
      #expect(node.width == Double(40 + 7 * index))
      #expect(node.height == Double(61 - 3 * index))
    }
    let whole = Layout.Box(
      center: .init(x: layout.width / 2, y: layout.height / 2), width: layout.width,
      height: layout.height)
    #expect(layout.nodes.allSatisfy { whole.contains($0) })
    for (index, node) in layout.nodes.enumerated() {
      for other in layout.nodes[(index + 1)...] {
        #expect(
          node.maxX <= other.minX || other.maxX <= node.minX || node.maxY <= other.minY
            || other.maxY <= node.minY)
      }
    }
  }

  @Test func yPointsDown() throws {
    let layout = try pair().layout()
    #expect(layout.nodes[0].center.y < layout.nodes[1].center.y)
    #expect(layout.nodes[0].minY == 0)
    #expect(layout.nodes[1].maxY == layout.height)
    #expect(layout.nodes[0].minX == 0)
    #expect(layout.width == 72)
    let upward = try pair(graph: [Attribute("rankdir", .keyword("BT"))]).layout()
    #expect(upward.nodes[0].center.y > upward.nodes[1].center.y)
  }

  /// Each edge runs between the nodes that it was given, whichever way the names would be sorted.
  @Test func edgesKeepTheirIndices() throws {
    var graph = tree(12)
    graph.nodes.indices.forEach { graph.nodes[$0].name = "z\(97 * ($0 + 5) % 101)" }
    graph.edges.reverse()
    let layout = try graph.layout()
    #expect(layout.edges.count == graph.edges.count)
    for (edge, line) in zip(graph.edges, layout.edges) {
      let curve = try #require(line.curves.first)
      #expect(curve.count % 3 == 1)
      let start = try #require(curve.first)
      #expect(distance(start, layout.nodes[edge.tail]) < 2)
      let head = try #require(line.arrowheads.first)
      guard case .polygon(let corners) = head.outline else {
        Issue.record("no polygon")
        continue
      }
      #expect(head.isFilled && !head.isAtTail)
      #expect(corners.contains { distance($0, layout.nodes[edge.head]) < 2 })
    }
  }

  @Test func parallelEdgesAreKept() throws {
    var graph = pair()
    graph.edges = [
      .init(tail: 0, head: 1), .init(tail: 0, head: 1), .init(tail: 1, head: 0),
      .init(tail: 1, head: 1), .init(tail: 0, head: 1),
    ]
    let layout = try graph.layout()
    #expect(layout.edges.count == 5)
    for (index, edge) in layout.edges.enumerated() {
      #expect(edge.curves.count == 1)
      #expect(!edge.arrowheads.isEmpty)
      #expect(layout.edges[..<index].allSatisfy { $0.curves != edge.curves })
    }
  }

  @Test func arrowheads() throws {
    func heads(_ attributes: [Attribute]) throws -> [Layout.Arrowhead] {
      try pair(edge: attributes).layout().edges[0].arrowheads
    }
    #expect(try heads([Attribute("arrowhead", .keyword("none"))]).isEmpty)
    let open = try heads([Attribute("arrowhead", .keyword("onormal"))])
    #expect(open.allSatisfy { !$0.isFilled } && !open.isEmpty)
    let dot = try heads([Attribute("arrowhead", .keyword("dot"))])
    let isCircle = dot.contains {
      if case .ellipse(_, let radii) = $0.outline {
        return abs(abs(radii.x) - abs(radii.y)) < 1e-6 && radii.x > 0 && radii.y > 0
      }
      return false
    }
    #expect(isCircle)
    let both = try heads([Attribute("dir", .keyword("both"))])
    #expect(both.count { $0.isAtTail } == 1)
    #expect(both.count { !$0.isAtTail } == 1)
  }

  @Test func invisiblePartsAreLaidOut() throws {
    let hidden = [Attribute("style", .keyword("invis"))]
    let layout = try pair(node: hidden, edge: hidden).layout()
    #expect(layout.nodes[0].width == 72)
    #expect(layout.edges[0].curves.isEmpty)
    #expect(layout.edges[0].arrowheads.isEmpty)
  }

  @Test func labelsAreLaidOut() throws {
    let graph = pair(
      graph: [Attribute("label", .text("below")), Attribute("fontsize", .number(10))],
      edge: [Attribute("label", .text("on the edge")), Attribute("fontsize", .number(10))])
    let layout = try graph.layout()
    let label = try #require(layout.header)
    #expect(label.center.y > layout.nodes[1].maxY)
    #expect(label.width >= 5 * 6)
    let onEdge = try #require(layout.edges[0].label)
    #expect(onEdge.width >= 11 * 6)
    #expect(onEdge.minY > layout.nodes[0].maxY)
    #expect(onEdge.maxY < layout.nodes[1].minY)
    // A label's table is not taken for an arrowhead.
    let table = "<TABLE><TR><TD BGCOLOR=\"red\">x</TD></TR></TABLE>"
    let framed = try pair(edge: [Attribute("label", .html(table))]).layout()
    #expect(framed.edges[0].arrowheads.count == 1)
    #expect(framed.edges[0].curves.count == 1)
  }

  @Test(arguments: [[], [(0, 0)], [(0, 1)]])
  func smallGraphs(edges: [(Int, Int)]) throws {
    let count = edges.isEmpty ? 0 : 2
    let graph = GraphDescription(
      name: "g", nodes: (0..<count).map { .init(name: "n\($0)") },
      edges: edges.map { .init(tail: $0.0, head: $0.1) })
    let layout = try graph.layout()
    #expect(layout.nodes.count == count)
    #expect(layout.edges.count == edges.count)
    #expect((layout.width > 0) == (count > 0))
  }

  @Test func sameLayoutTwice() throws {
    let graph = tree(40)
    let first = try graph.layout()
    #expect(try graph.layout() == first)
    _ = try tree(17, rankdir: "TB").layout()
    _ = refusal(of: labelled(.html("<b")))
    _ = try pair().bitmap()
    #expect(try graph.layout() == first)
  }

  private func distance(_ point: Layout.Point, _ box: Layout.Box) -> Double {
    let x = max(box.minX - point.x, point.x - box.maxX, 0)
    let y = max(box.minY - point.y, point.y - box.maxY, 0)
    return (x * x + y * y).squareRoot()
  }
}
