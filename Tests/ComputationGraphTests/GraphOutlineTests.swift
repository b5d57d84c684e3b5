import Autograd
import ComputationGraph
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

  @Test func samplesLieOverEachOther() {
    let outline = GraphOutline(graph(), depth: 2)
    #expect(
      outline.units.map(\.group) == [
        "layer 1/neuron 1", "layer 1/neuron 2", nil, "loss", nil, nil,
      ])
    #expect(outline.units.map(\.sampleCount) == [2, 2, 2, 1, 1, 1])
    // A weight, and a product and a tanh of each sample.
    #expect(outline.units[0].members.count == 5)
    #expect(outline.units[0].outputs.count == 2)
    #expect(outline.units[2].members.count == 2)
    #expect(outline.units.map(\.isNode) == [false, false, false, false, true, true])
    #expect(outline.units.reduce(0) { $0 + $1.members.count } == graph().nodes.count)
  }

  @Test func linesStandForAllEdgesBetweenUnits() {
    let outline = GraphOutline(graph(), depth: 2)
    #expect(
      outline.edges == [
        .init(tail: 2, head: 0), .init(tail: 2, head: 1), .init(tail: 0, head: 3),
        .init(tail: 1, head: 3), .init(tail: 3, head: 5), .init(tail: 4, head: 5),
      ])
  }

  @Test func depthOneTellsLayersApart() {
    let outline = GraphOutline(graph(), depth: 1)
    #expect(outline.units.map(\.group) == ["layer 1", nil, "loss", nil, nil])
    #expect(outline.units[0].members.count == 10)
  }

  @Test func theFinestThatCanBeRead() {
    #expect(GraphOutline.readable(graph(), limit: 6) == GraphOutline(graph(), depth: 2))
    #expect(GraphOutline.readable(graph(), limit: 5) == GraphOutline(graph(), depth: 1))
    #expect(GraphOutline.readable(graph(), limit: 1) == GraphOutline(graph(), depth: 1))
  }
}
