import Autograd
import ComputationGraph
import Testing

@Suite struct MergedGraphTests {
  /// x → abs → sin → L became x → sin → ** → L.
  private let comparison = GraphPair(
    name: "",
    a: { Value(0, label: "x", on: $0).abs().sin().tanh().named("L") },
    b: { Value(0, label: "x", on: $0).sin().pow(2).tanh().named("L") },
    expected: []
  ).comparison()

  @Test func everyNodeOfBothIsInItOnce() throws {
    let merged = comparison.merged()
    try #require(merged.graph.nodes.count == 5)
    #expect(merged.graph.nodes.map(\.operation.name) == ["leaf", "sin", "**", "tanh", "abs"])
    #expect(merged.origins.map(\.presence) == [.both, .both, .added, .both, .removed])
    #expect(merged.origins.map(\.a) == [0, 2, nil, 3, 1])
    #expect(merged.origins.map(\.b) == [0, 1, 2, 3, nil])
    #expect(Set(merged.graph.nodes.map(\.id)).count == 5)
    #expect(merged.graph.root == 3)
    #expect(merged.origins[3].changes.map(\.aspect).contains(.inputs([2], [2])))
  }

  @Test func arrowsOfBothAreInIt() throws {
    let merged = comparison.merged()
    try #require(merged.graph.nodes.count == 5)
    // What is removed keeps its own arrows.
    #expect(merged.graph.nodes[4].inputs == [0])
    #expect(merged.removedEdges == [.init(tail: 4, head: 1), .init(tail: 1, head: 3)])
    #expect(merged.addedEdges == [.init(tail: 0, head: 1), .init(tail: 2, head: 3)])
    for (index, node) in merged.graph.nodes.enumerated() {
      #expect(node.inputs.allSatisfy { $0 < index })
    }
  }

  /// Of x + x and x + y one arrow went and one came.
  @Test func arrowsAreCounted() {
    let pair = ComparisonTests.structure.first { $0.name == "x + x and x + y" }
    let merged = pair?.comparison().merged()
    #expect(merged?.removedEdges == [.init(tail: 0, head: 2)])
    #expect(merged?.addedEdges == [.init(tail: 1, head: 2)])
  }

  /// What is removed may depend on what the other graph computes later, and no cycle comes of it.
  @Test func namesThatChangedTheirOrder() {
    let merged = GraphPair(
      name: "",
      a: { tape in
        let u = Value(1, label: "x", on: tape).sin().named("u")
        return u.cos().tanh().named("v")
      },
      b: { tape in
        let v = Value(1, label: "x", on: tape).tanh().named("v")
        return v.sin().named("u")
      }, expected: []
    ).comparison().merged()
    for (index, node) in merged.graph.nodes.enumerated() {
      #expect(node.inputs.allSatisfy { $0 < index })
    }
    #expect(merged.origins.map(\.presence) == [.both, .both, .both, .removed])
    #expect(merged.removedEdges.count == 2)
  }

  @Test(arguments: ComparisonTests.structure)
  func nothingIsLost(_ pair: GraphPair) {
    let comparison = pair.comparison()
    let merged = comparison.merged()
    let edges = merged.graph.nodes.reduce(0) { $0 + $1.inputs.count } + merged.removedEdges.count
    let edgesOfA = comparison.a.nodes.reduce(0) { $0 + $1.inputs.count }
    // All arrows but the added ones and those of added nodes are of the first graph.
    let added = comparison.onlyInB.reduce(0) { $0 + comparison.b.nodes[$1].inputs.count }
    #expect(edges - merged.addedEdges.count - added == edgesOfA)
    #expect(merged.origins.compactMap(\.a).sorted() == Array(comparison.a.nodes.indices))
    #expect(merged.origins.compactMap(\.b) == Array(comparison.b.nodes.indices))
    #expect(merged.origins.flatMap(\.changes).count == comparison.changes.count)
  }

  @Test func namesAreUnique() {
    let tape = Tape()
    let x = Value(2, label: "x", on: tape)
    let w = tape.group("layer 1") { Value(3, label: "w", on: tape) }
    let v = tape.group("layer 2") { Value(3, label: "w", on: tape) }
    let y = (x * w + 1).tanh()
    let z = (x * v).pow(2) + x.tanh()
    _ = x.tanh()
    let graph = GraphSnapshot(root: (y - z).named("x"), extent: .wholeTape)
    let names = GraphComparison.names(in: graph)
    #expect(
      names == [
        "x #0", "layer 1/w", "layer 2/w", "x * w #3", "1", "+ #5", "tanh", "x * w #7", "**",
        "tanh(x) #9", "+ #10", "tanh(x) #11", "x #12",
      ])
    #expect(Set(names).count == names.count)
  }
}
