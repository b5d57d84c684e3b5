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
    let places = try graph.places()
    for (index, node) in places.nodes.enumerated() {
      #expect(node.width == Double(40 + 7 * index))
      #expect(node.height == Double(61 - 3 * index))
    }
    let whole = Places.Box(
      center: .init(x: places.width / 2, y: places.height / 2), width: places.width,
      height: places.height)
    #expect(places.nodes.allSatisfy { whole.contains($0) })
    for (index, node) in places.nodes.enumerated() {
      for other in places.nodes[(index + 1)...] {
        #expect(
          node.maxX <= other.minX || other.maxX <= node.minX || node.maxY <= other.minY
            || other.maxY <= node.minY)
      }
    }
  }

  @Test func yPointsDown() throws {
    let places = try pair().places()
    #expect(places.nodes[0].center.y < places.nodes[1].center.y)
    #expect(places.nodes[0].minY == 0)
    #expect(places.nodes[1].maxY == places.height)
    #expect(places.nodes[0].minX == 0)
    #expect(places.width == 72)
    let upward = try pair(graph: [Attribute("rankdir", .keyword("BT"))]).places()
    #expect(upward.nodes[0].center.y > upward.nodes[1].center.y)
  }

  /// Each edge runs between the nodes that it was given, whichever way the names would be sorted.
  @Test func edgesKeepTheirIndices() throws {
    var graph = tree(12)
    graph.nodes.indices.forEach { graph.nodes[$0].name = "z\(97 * ($0 + 5) % 101)" }
    graph.edges.reverse()
    let places = try graph.places()
    #expect(places.edges.count == graph.edges.count)
    for (edge, place) in zip(graph.edges, places.edges) {
      let curve = try #require(place.curves.first)
      #expect(curve.count % 3 == 1)
      let start = try #require(curve.first)
      #expect(distance(start, places.nodes[edge.tail]) < 2)
      let head = try #require(place.arrowheads.first)
      guard case .polygon(let corners) = head.outline else {
        Issue.record("no polygon")
        continue
      }
      #expect(head.isFilled && !head.isAtTail)
      #expect(corners.contains { distance($0, places.nodes[edge.head]) < 2 })
    }
  }

  @Test func parallelEdgesAreKept() throws {
    var graph = pair()
    graph.edges = [
      .init(tail: 0, head: 1), .init(tail: 0, head: 1), .init(tail: 1, head: 0),
      .init(tail: 1, head: 1), .init(tail: 0, head: 1),
    ]
    let places = try graph.places()
    #expect(places.edges.count == 5)
    for (index, edge) in places.edges.enumerated() {
      #expect(edge.curves.count == 1)
      #expect(!edge.arrowheads.isEmpty)
      #expect(places.edges[..<index].allSatisfy { $0.curves != edge.curves })
    }
  }

  @Test func arrowheads() throws {
    func heads(_ attributes: [Attribute]) throws -> [Places.Arrowhead] {
      try pair(edge: attributes).places().edges[0].arrowheads
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

  @Test func invisiblePartsHavePlaces() throws {
    let hidden = [Attribute("style", .keyword("invis"))]
    let places = try pair(node: hidden, edge: hidden).places()
    #expect(places.nodes[0].width == 72)
    #expect(places.edges[0].curves.isEmpty)
    #expect(places.edges[0].arrowheads.isEmpty)
  }

  @Test func labelsHavePlaces() throws {
    let graph = pair(
      graph: [Attribute("label", .text("below")), Attribute("fontsize", .number(10))],
      edge: [Attribute("label", .text("on the edge")), Attribute("fontsize", .number(10))])
    let places = try graph.places()
    let label = try #require(places.label)
    #expect(label.center.y > places.nodes[1].maxY)
    #expect(label.width >= 5 * 6)
    let onEdge = try #require(places.edges[0].label)
    #expect(onEdge.width >= 11 * 6)
    #expect(onEdge.minY > places.nodes[0].maxY)
    #expect(onEdge.maxY < places.nodes[1].minY)
    // A label's table is not taken for an arrowhead.
    let table = "<TABLE><TR><TD BGCOLOR=\"red\">x</TD></TR></TABLE>"
    let framed = try pair(edge: [Attribute("label", .html(table))]).places()
    #expect(framed.edges[0].arrowheads.count == 1)
    #expect(framed.edges[0].curves.count == 1)
  }

  @Test(arguments: [[], [(0, 0)], [(0, 1)]])
  func smallGraphs(edges: [(Int, Int)]) throws {
    let count = edges.isEmpty ? 0 : 2
    let graph = GraphDescription(
      name: "g", nodes: (0..<count).map { .init(name: "n\($0)") },
      edges: edges.map { .init(tail: $0.0, head: $0.1) })
    let places = try graph.places()
    #expect(places.nodes.count == count)
    #expect(places.edges.count == edges.count)
    #expect((places.width > 0) == (count > 0))
  }

  @Test func samePlacesTwice() throws {
    let graph = tree(40)
    let first = try graph.places()
    #expect(try graph.places() == first)
    _ = try tree(17, rankdir: "TB").places()
    _ = refusal(of: labelled(.html("<b")))
    _ = try pair().bitmap()
    #expect(try graph.places() == first)
  }

  private func distance(_ point: Places.Point, _ box: Places.Box) -> Double {
    let x = max(box.minX - point.x, point.x - box.maxX, 0)
    let y = max(box.minY - point.y, point.y - box.maxY, 0)
    return (x * x + y * y).squareRoot()
  }
}
