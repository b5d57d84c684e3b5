import Drawings
import Graphviz
import Testing

@Suite struct ClusterTests {
  /// Nodes 0 to 8; clusters in pre-order: outer(0, 1), left(2, 3), deep(4), right(5), single(6).
  private func nested(newrank: Bool) -> GraphDescription {
    var graph = tree(9)
    graph.attributes.append(Attribute("newrank", .keyword("\(newrank)")))
    let title = [Attribute("label", .text("title")), Attribute("fontsize", .number(10))]
    let deep = GraphDescription.Cluster(name: "deep", nodes: [4])
    let left = GraphDescription.Cluster(
      name: "left", attributes: title, nodes: [2, 3], clusters: [deep])
    let right = GraphDescription.Cluster(name: "right", nodes: [5])
    graph.clusters = [
      .init(name: "outer", attributes: title, nodes: [0, 1], clusters: [left, right]),
      .init(name: "single", nodes: [6]),
    ]
    return graph
  }

  @Test(arguments: [false, true])
  func rectanglesContainWhatIsInside(newrank: Bool) throws {
    let layout = try nested(newrank: newrank).layout()
    #expect(layout.frames.count == 5)
    let boxes = layout.frames.map(\.box)
    let members = [[0, 1, 2, 3, 4, 5], [2, 3, 4], [4], [5], [6]]
    for (box, inside) in zip(boxes, members) {
      for node in layout.nodes.indices {
        #expect(box.contains(layout.nodes[node]) == inside.contains(node))
      }
    }
    #expect(boxes[0].contains(boxes[1]) && boxes[1].contains(boxes[2]))
    #expect(boxes[0].contains(boxes[3]) && !boxes[1].contains(boxes[3]))
    for (cluster, hasTitle) in zip(layout.frames, [true, true, false, false, false]) {
      #expect((cluster.title != nil) == hasTitle)
      if let label = cluster.title {
        #expect(cluster.box.contains(label))
        #expect(label.width >= 5 * 6)
        #expect(label.width > label.height)
      }
    }
  }

  @Test func titleOfTheGraphIsNotInherited() throws {
    var graph = nested(newrank: true)
    graph.attributes.append(Attribute("label", .text("graph")))
    let layout = try graph.layout()
    #expect(layout.header != nil)
    #expect(layout.frames[4].title == nil)
  }

  @Test func manyLevels() throws {
    var graph = pair()
    var cluster = GraphDescription.Cluster(name: "c0", nodes: [0, 1])
    for level in 1..<60 {
      cluster = GraphDescription.Cluster(name: "c\(level)", clusters: [cluster])
    }
    graph.clusters = [cluster]
    let boxes = try graph.layout().frames.map(\.box)
    #expect(boxes.count == 60)
    for (outer, inner) in zip(boxes, boxes.dropFirst()) { #expect(outer.contains(inner)) }
  }
}
