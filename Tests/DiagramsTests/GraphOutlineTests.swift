import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct GraphOutlineTests {
  /// Two samples through a layer of two neurons and a loss, with groups as a network has them.
  private func graph() -> GraphSnapshot {
    let tape = Tape()
    func group<T>(_ names: String..., body: () -> T) -> T {
      let path = names.joined(separator: "/")
      return tape.group(path, body)
    }
    let weights = (1...2).map { index in
      group("layer 1", "neuron \(index)") {
        Value(Double(index), label: "w", role: .parameter, on: tape)
      }
    }
    var outputs: [Value] = []
    for sample in 1...2 {
      let x = group("sample \(sample)") {
        Value(Double(sample), label: "x", role: .input, on: tape)
      }
      for (index, weight) in weights.enumerated() {
        outputs.append(
          group("sample \(sample)", "layer 1", "neuron \(index + 1)") { (x * weight).tanh() })
      }
    }
    let loss = group("loss") { (outputs[0] - outputs[1] + outputs[2] - outputs[3]).pow(2) }
    let alone = loss + 1
    return GraphSnapshot(root: alone, extent: .wholeTape)
  }

  /// A sum that has more terms than can be read is one card among its terms; a shorter one in a graph
  /// that is too big stays as it is.
  @Test(arguments: [(149, true), (150, true), (151, true), (100_000, true), (60, false)])
  func aLongSumIsFolded(terms: Int, isFolded: Bool) {
    let limit = DiagramOptions.readableCardCount
    let graph = snapshot { tape in
      let values = (0..<terms).map { Value(Double($0), label: "x\($0)", on: tape) }
      let sum = values.dropFirst().reduce(values[0], +)
      // Enough behind it that the whole cannot be read.
      return (0..<limit).reduce(sum) { value, _ in value.tanh() }
    }
    let outline = GraphOutline.readable(graph, limit: limit)
    #expect(outline.cards.count <= limit)
    #expect(
      outline.cards.contains { $0.kind == .node && $0.members.count > 1 } == false || isFolded)
    let short = snapshot { tape in
      let values = (0..<terms).map { Value(Double($0), label: "x\($0)", on: tape) }
      return values.dropFirst().reduce(values[0], +)
    }
    let sum = GraphOutline.readable(short, limit: limit)
    let partial = sum.cards.filter { $0.kind == .node && $0.members.count > 1 }
    #expect(partial.map(\.members.count) == (terms > limit ? [terms - 1] : []))
    #expect(sum.cards.count <= limit)
  }

  @Test func samplesLieOverEachOther() {
    let outline = GraphOutline(graph(), depth: 2)
    #expect(
      outline.cards.map(\.group) == [
        "layer 1/neuron 1", "layer 1/neuron 2", nil, "loss", nil, nil,
      ])
    #expect(outline.cards.map(\.sampleCount) == [2, 2, 2, 1, 1, 1])
    // A weight, and a product and a tanh of each sample.
    #expect(outline.cards[0].members.count == 5)
    #expect(outline.cards[0].outputs.count == 2)
    #expect(outline.cards[2].members.count == 2)
    #expect(
      outline.cards.map(\.kind) == [.group, .group, .group, .group, .node, .node])
    #expect(outline.cards.reduce(0) { $0 + $1.members.count } == graph().nodes.count)
  }

  @Test func linesStandForAllEdgesBetweenCards() {
    let outline = GraphOutline(graph(), depth: 2)
    #expect(
      outline.edges == [
        .init(tail: 2, head: 0), .init(tail: 2, head: 1), .init(tail: 0, head: 3),
        .init(tail: 1, head: 3), .init(tail: 3, head: 5),
        .init(tail: 4, head: 5, operand: .init(node: graph().root, index: 1)),
      ])
  }

  @Test func depthOneTellsLayersApart() {
    let outline = GraphOutline(graph(), depth: 1)
    #expect(outline.cards.map(\.group) == ["layer 1", nil, "loss", nil, nil])
    #expect(outline.cards[0].members.count == 10)
  }

  @Test func theFinestThatCanBeRead() {
    let graph = graph()
    let count = graph.nodes.count
    #expect(GraphOutline.readable(graph, limit: count) == GraphOutline(graph))
    #expect(GraphOutline.readable(graph, limit: count - 1) == GraphOutline(graph, depth: 2))
    #expect(GraphOutline.readable(graph, limit: 6) == GraphOutline(graph, depth: 2))
    #expect(GraphOutline.readable(graph, limit: 5) == GraphOutline(graph, depth: 1))
    // No grouping has so few: the root, its constant, its other input, and what counts the rest.
    let cards = GraphOutline.readable(graph, limit: 4).cards
    #expect(cards.map(\.kind) == [.group, .node, .node, .rest])
    #expect(cards.reduce(0) { $0 + $1.members.count } == count)
  }
}

@Suite struct SharedParameterTests {
  /// Parameters in a group of their own, and parameters with a penalty outside of their group.
  @Test func onlyPenaltiesAreLeftOut() throws {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let w = tape.group("weights") { Value(2, label: "w", role: .parameter, on: tape) }
      let (v, y) = tape.group("model") {
        let v = Value(3, label: "v", role: .parameter, on: tape)
        return (v, (w * v).tanh())
      }
      return GraphSnapshot(root: tape.group("loss") { y + v * v }, extent: .wholeTape)
    }
    let outline = GraphOutline(graph, depth: 1)
    #expect(outline.cards.map(\.group) == ["weights", "model", "loss"])
    #expect(outline.edges == [.init(tail: 0, head: 1), .init(tail: 1, head: 2)])
    #expect(outline.cards[0].outputs == [0])
    let (isSelected, _) = try outline.cards(in: .path(from: "w", to: "loss"), of: graph)
    #expect(isSelected == [true, true, true])
  }
}

@Suite struct GraphFoldingTests {
  private func snapshot(_ body: (Tape) -> Value) -> GraphSnapshot {
    let tape = Tape()
    return withExtendedLifetime(tape) { GraphSnapshot(root: body(tape), extent: .wholeTape) }
  }

  @Test func sumsOfSumsBecomeOne() {
    let graph = snapshot { tape in
      let x = (1...4).map { Value(Double($0), label: "x\($0)", on: tape) }
      return (x[0] + x[1] + x[2] + x[3]).tanh()
    }
    let outline = GraphOutline(graph, folding: .sums)
    #expect(outline.cards.map(\.members.count) == [1, 1, 1, 1, 3, 1])
    #expect(outline.edges.map(\.tail) == [0, 1, 2, 3, 4])
    #expect(outline.edges.map(\.head) == [4, 4, 4, 4, 5])
  }

  @Test func sumsThatAreSeenElsewhereStay() {
    let graph = snapshot { tape in
      let x = Value(1, label: "x", on: tape)
      let twice = x + x
      let named = x + twice
      named.label = "named"
      return named + twice + x
    }
    // `twice` has two users, `named` has a name; only the sum of these two goes into the root.
    let outline = GraphOutline(graph, folding: .sums)
    #expect(outline.cards.map(\.members.count) == [1, 1, 1, 2])
  }

  @Test func constantsWithoutANameStandWithTheirUsers() {
    let graph = snapshot { tape in
      let x = Value(1, label: "x", on: tape)
      return (2 * x + 1).tanh()
    }
    let outline = GraphOutline(graph, folding: .constants)
    #expect(
      outline.cards.map { graph.nodes[$0.node].operation.name } == ["leaf", "*", "+", "tanh"])
    #expect(outline.edges.count == 3)
    #expect(GraphOutline(graph).cards.count == 6)
  }
}

@Suite struct GraphSelectionTests {
  /// x and y into p, p and z into q, q into r; w is apart.
  private let graph: GraphSnapshot = {
    let tape = Tape()
    func leaf(_ name: String) -> Value { Value(2, label: name, on: tape) }
    let (x, y, z) = (leaf("x"), leaf("y"), leaf("z"))
    _ = leaf("w")
    let p = x * y
    p.label = "p"
    let q = p - z
    q.label = "q"
    let r = q.tanh()
    r.label = "r"
    return withExtendedLifetime(tape) { GraphSnapshot(root: r, extent: .wholeTape) }
  }()

  private func names(_ selection: GraphSelection) throws -> [String] {
    let outline = GraphOutline(graph)
    let (isSelected, _) = try outline.cards(in: selection, of: graph)
    return outline.part(isSelected).flatMap { $0.map { graph.nodes[$0].label ?? "" } }
  }

  @Test func whatIsNear() throws {
    #expect(try names(.around("p", radius: 0)) == ["p"])
    #expect(try names(.around("p", radius: 1)) == ["x", "y", "p", "q"])
    #expect(try names(.around("p", radius: 9)) == ["x", "y", "z", "p", "q", "r"])
    #expect(try names(.around("n4", radius: 0)) == ["p"])
  }

  @Test func whatLiesBetween() throws {
    #expect(try names(.path(from: "x", to: "q")) == ["x", "p", "q"])
    #expect(try names(.path(from: "r", to: "y")) == ["y", "p", "q", "r"])
    #expect(throws: GraphSelectionError.noPath(from: "x", to: "z")) {
      try names(.path(from: "x", to: "z"))
    }
  }

  @Test func whatItDependsOn() throws {
    #expect(try names(.ancestors(of: "q")) == ["x", "y", "z", "p", "q"])
    #expect(try names(.ancestors(of: "w")) == ["w"])
  }

  @Test func farIsFarEnough() throws {
    #expect(try names(.around("p", radius: .max)) == ["x", "y", "z", "p", "q", "r"])
  }

  @Test func whatIsNotThere() {
    let known = ["x", "y", "z", "w", "p", "q", "r"]
    #expect(throws: GraphSelectionError.unknownName("u", known: known)) {
      try names(.ancestors(of: "u"))
    }
  }

  @Test func theRestIsCountedBesideWhatIsKept() throws {
    let outline = GraphOutline(graph)
    let (isSelected, _) = try outline.cards(in: .around("q", radius: 0), of: graph)
    let part = outline.keeping(isSelected)
    // What q takes data from, what is beside nothing, and what takes data from q.
    #expect(part.cards.map(\.kind) == [.node, .rest, .rest, .rest])
    #expect(part.cards.map(\.members) == [[5], [0, 1, 2, 4], [3], [6]])
    #expect(part.edges == [.init(tail: 1, head: 0), .init(tail: 0, head: 3)])
    // r is alone on its side, and its card no worse to read than a number.
    let friendly = outline.keeping(isSelected, keepsLone: true)
    #expect(friendly.cards.map(\.kind) == [.node, .node, .rest, .rest])
    #expect(friendly.cards.map(\.members) == [[5], [6], [0, 1, 2, 4], [3]])
  }

  @Test(arguments: [3, 4, 10, 150]) func noMoreThanTheLimit(_ limit: Int) {
    // A wide sum, a deep chain, and a bit of sharing between them.
    let tape = Tape()
    var chain = Value(1, label: "start", on: tape)
    var sum = Value(0, on: tape)
    for index in 0..<400 {
      let weight = Value(Double(index), label: "w", on: tape)
      chain = (chain * weight).tanh()
      sum = sum + weight * weight + (index % 7 == 0 ? chain : weight)
    }
    let graph = withExtendedLifetime(tape) {
      GraphSnapshot(root: sum * chain, extent: .wholeTape)
    }
    for folding in [[], GraphFolding.sums, [.sums, .constants]] {
      let outline = GraphOutline.readable(graph, limit: limit, folding: folding)
      #expect(outline.cards.count <= limit)
      // Nothing is lost, and nothing is counted twice.
      #expect(Set(outline.cards.flatMap(\.members)).count == graph.nodes.count)
      #expect(outline.cards.reduce(0) { $0 + $1.members.count } == graph.nodes.count)
      #expect(outline.cards.contains { $0.kind == .node && $0.node == graph.root })
    }
  }
}

extension GraphOutline {
  /// The members of the cards that are selected, one list each.
  fileprivate func part(_ isSelected: [Bool]) -> [[Int]] {
    zip(cards, isSelected).filter(\.1).map(\.0.members)
  }
}
