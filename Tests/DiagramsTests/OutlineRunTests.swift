import Autograd
import ComputationGraph
import Diagrams
import Mathematics
import Testing

/// An outline made from runs of groups is the one that is made node by node.
@Suite struct OutlineRunTests {
  /// What a card is, as far as it follows from the groups of its nodes.
  private struct Card: Equatable {
    var group: GroupPath?
    var members: [Int]
    var samples: Int
  }

  /// The cards, each node by itself and each path taken apart for it.
  private static func cards(of graph: GraphSnapshot, depth: Int) -> [Card] {
    var cards: [(key: String, card: Card, samples: Set<Int>)] = []
    for (index, node) in graph.nodes.enumerated() {
      var key = "alone \(index)"
      let parts = node.group?.parts ?? []
      let rest = parts.filter { if case .sample = $0 { false } else { true } }
      if !rest.isEmpty {
        key = "group " + rest.prefix(depth).map(\.description).joined(separator: "/")
      } else if !parts.isEmpty, let label = node.label {
        key = "label \(label)"
      }
      var sample: Int?
      if case .sample(let number) = parts.first { sample = number }
      let place = cards.firstIndex { $0.key == key } ?? cards.count
      if place == cards.count {
        let group = rest.prefix(depth).map(\.description).joined(separator: "/")
        cards.append(
          (key, Card(group: rest.isEmpty ? nil : GroupPath(group), members: [], samples: 0), []))
      }
      cards[place].card.members.append(index)
      if let sample { cards[place].samples.insert(sample) }
    }
    return cards.map {
      Card(group: $0.card.group, members: $0.card.members, samples: max(1, $0.samples.count))
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>, [1, 2, 3])
  func cardsAreThoseOfTheNodes(seed: UInt64, depth: Int) {
    var random = SeededGenerator(seed: seed)
    let paths: [GroupPath?] = [
      nil, "sample 1", "sample 2", "sample 1/layer 1/neuron 1", "sample 2/layer 1/neuron 1",
      "sample 3/layer 1/neuron 2", "layer 1/neuron 1", "layer 2", "loss", "sample 1/loss", "a//b",
      "é/layer 1", "sample 12/a/b/c/d",
    ]
    var nodes: [GraphSnapshot.Node] = []
    while nodes.count < 60 {
      let path = paths.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let inputs = nodes.isEmpty ? [] : [Int.random(in: 0..<nodes.count, using: &random)]
        nodes.append(
          .init(
            id: nodes.count, operation: .builtIn(inputs.isEmpty ? .leaf : .exp),
            label: ["x", "y", nil, nil].randomElement(using: &random)!, data: 1, inputs: inputs,
            localDerivatives: inputs.map { _ in 1 }, group: path))
      }
    }
    let graph = GraphSnapshot(stage: .before, root: nodes.count - 1, nodes: nodes)
    let outline = GraphOutline(graph, depth: depth)
    let wanted = Self.cards(of: graph, depth: depth)
    #expect(
      outline.cards.map { Card(group: $0.group, members: $0.members, samples: $0.sampleCount) }
        == wanted)
    // A line for each pair of cards, or for each operand between two nodes; outputs are their tails.
    let cardOf = { (node: Int) in wanted.firstIndex { $0.members.contains(node) }! }
    let crossings = nodes.indices.flatMap { user in
      nodes[user].inputs.filter { cardOf($0) != cardOf(user) }.map { (input: $0, user: user) }
    }
    let outputs = Set(crossings.map(\.input) + [graph.root])
    #expect(Set(outline.cards.flatMap(\.outputs)) == outputs)
    #expect(
      Set(outline.edges.map { [$0.tail, $0.head] })
        == Set(crossings.map { [cardOf($0.input), cardOf($0.user)] }))
    let bundles = outline.edges.filter { $0.operand == nil }.map { [$0.tail, $0.head] }
    #expect(Set(bundles).count == bundles.count)
  }

  /// A graph from which a group was taken is as if it had never been there.
  @Test func groupsThatNobodyHasDoNotCount() {
    var graph = GraphSnapshot(
      stage: .before, root: 1,
      nodes: [
        .init(id: 0, operation: .builtIn(.leaf), data: 1, group: "a/b/c/d"),
        .init(id: 1, operation: .builtIn(.exp), data: 1, inputs: [0], localDerivatives: [1]),
      ])
    #expect(GraphOutline.deepestGroup(of: graph) == 4)
    graph.nodes[0].group = "a/b"
    #expect(GraphOutline.deepestGroup(of: graph) == 2)
    graph.nodes[0].group = nil
    #expect(GraphOutline.deepestGroup(of: graph) == 0)
  }
}
