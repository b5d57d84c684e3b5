import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct GroupCardTests {
  private func stages() -> [GraphSnapshot] {
    let tape = Tape()
    let weights = tape.group("layer 1/neuron 1") {
      [3.0, 4].map { Value($0, label: "w", role: .parameter, on: tape) }
    }
    var outputs: [Value] = []
    for sample in 1...2 {
      let x = tape.group("sample \(sample)") {
        Value(Double(sample), label: "x", role: .input, on: tape)
      }
      outputs.append(
        tape.group("sample \(sample)/layer 1/neuron 1") { x * weights[0] + weights[1] })
    }
    let loss = tape.group("loss") { outputs[0] + outputs[1] }
    loss.backward()
    let after = GraphSnapshot(root: loss, extent: .wholeTape)
    return [after.beforeBackward(), after]
  }

  private func diagrams(_ collapse: DiagramOptions.Collapse) -> [Diagram] {
    DiagramBuilder(stages: stages(), options: DiagramOptions(collapse: collapse)).diagrams()
  }

  private func texts(_ node: Diagram.Node) -> [String] {
    node.rows.flatMap(\.cells).map(\.text)
  }

  @Test func layersAsCards() {
    let diagrams = diagrams(.all)
    #expect(diagrams[1].nodes.map(\.classes) == [["group"], ["group"], ["group", "output"]])
    // ∂loss/∂w = 1 + 2, ∂loss/∂b = 1 + 1.
    #expect(
      texts(diagrams[1].nodes[0]) == [
        "layer 1", "+ ×2", "values", "6", "params", "2", "data", "7 … 10", "max grad", "+3",
      ])
    #expect(texts(diagrams[1].nodes[1]) == ["x", "input ×2", "data", "1 … 2", "max grad", "+3"])
    #expect(
      texts(diagrams[1].nodes[2]) == ["loss", "+", "values", "1", "data", "17", "grad", "+1"])
    #expect(texts(diagrams[0].nodes[0]).last == "–")
  }

  /// The row of a group has the colour of the number in it, on the scale of the whole picture.
  @Test(arguments: [(-3.0, 2.0, "-3"), (-2, 3, "+3"), (0, 0, "0")])
  func aGroupHasTheColorOfItsNumber(_ a: Double, _ b: Double, _ text: String) throws {
    func diagrams(_ collapse: DiagramOptions.Collapse) -> [Diagram] {
      let graph = snapshot { tape in
        let weights = tape.group("layer 1") {
          [a, b].map { _ in Value(1, label: "w", role: .parameter, on: tape) }
        }
        return weights[0] * a + weights[1] * b
      }
      return DiagramBuilder.pair(graph, DiagramOptions(collapse: collapse))
    }
    func fill(_ diagrams: [Diagram]) throws -> Color? {
      try #require(
        diagrams[1].nodes.lazy.flatMap(\.rows).first { $0.cells.last?.text == text }
      ).fill
    }
    #expect(try fill(diagrams(.all)) == fill(diagrams(.none)))
    #expect(try (fill(diagrams(.all)) == nil) == (a == 0))
    #expect(diagrams(.all)[0].nodes[0].rows.last?.fill == nil)
    #expect(diagrams(.all)[1].nodes[0].tooltip.contains("max grad \(text) of 2 parameters"))
    let norm = (a * a + b * b).squareRoot()
    #expect(diagrams(.all)[1].nodes[0].tooltip.contains("‖grad‖ \(norm)"))
  }

  @Test func stagesHaveOneGeometry() {
    let diagrams = diagrams(.all)
    #expect(diagrams[0].nodes.map(\.width) == diagrams[1].nodes.map(\.width))
    #expect(diagrams[0].nodes.map(\.height) == diagrams[1].nodes.map(\.height))
    #expect(diagrams[0].edges == diagrams[1].edges)
    #expect(diagrams[0].frames == diagrams[1].frames)
  }

  @Test func smallGraphsAreDrawnWhole() {
    #expect(diagrams(.auto)[0].nodes.count == stages()[0].nodes.count)
    #expect(diagrams(.none) == diagrams(.auto))
  }

  @Test func bigGraphsAreCollapsedAndSaySo() {
    let tape = Tape()
    var x = Value(1, on: tape)
    for index in 1...200 { x = tape.group("layer \(index % 20)") { x + 1 } }
    let graph = GraphSnapshot(root: x, extent: .wholeTape)
    let builder = DiagramBuilder(stages: [graph])
    #expect(builder.outline.cards.count == 21)
    #expect(builder.diagrams()[0].nodes.count == 21)
    #expect(builder.diagrams()[0].description.hasSuffix("401 values are drawn as 21 cards."))
    let whole = DiagramBuilder(stages: [graph], options: DiagramOptions(collapse: .none))
    #expect(whole.diagrams()[0].nodes.count == graph.nodes.count)
  }

  @Test func aGradientThatIsNotANumberIsTheGreatest() throws {
    var graph = snapshot { tape in
      let weights = tape.group("layer 1") {
        (1...3).map { Value(Double($0), label: "w", role: .parameter, on: tape) }
      }
      return Value.sum(weights)
    }.afterBackward()
    graph.nodes[1].gradient = .nan
    let row = try #require(
      DiagramBuilder(stages: [graph], options: DiagramOptions(collapse: .all))
        .diagrams()[0].nodes[0].rows.last)
    #expect(row.cells[1].text == "NaN" && row.cells[1].color == Theme.light.notFinite)
    #expect(row.fill == nil)
  }

  @Test func notANumberInAGroupIsSeen() {
    let tape = Tape()
    let x = Value(-1, on: tape)
    let y = tape.group("layer 1") { x.log() + 1 }
    let diagram = DiagramBuilder(
      stages: [GraphSnapshot(root: y)], options: DiagramOptions(collapse: .all)
    ).diagrams()[0]
    let cells = diagram.nodes[1].rows.flatMap(\.cells)
    #expect(cells.contains { $0.text == "NaN" && $0.color == Theme.light.notFinite })
  }
}
