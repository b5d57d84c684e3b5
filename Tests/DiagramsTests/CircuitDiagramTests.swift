import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct CircuitDiagramTests {
  /// The sigmoid neuron of CS231n's notes on backpropagation.
  private func sigmoidNeuron() -> GraphSnapshot {
    snapshot { tape in
      func leaf(_ data: Double, _ label: String) -> Value { Value(data, label: label, on: tape) }
      let (w0, x0, w1) = (leaf(2, "w0"), leaf(-1, "x0"), leaf(-3, "w1"))
      let (x1, w2) = (leaf(-2, "x1"), leaf(-3, "w2"))
      let dot = w0 * x0 + w1 * x1 + w2
      let f = 1 / (1 + (-dot).exp())
      f.label = "f"
      return f
    }
  }

  private func pair(
    _ graph: GraphSnapshot, edges: DiagramOptions.EdgeNumbers = .none,
    direction: Diagram.Direction = .leftToRight, digits: Int? = nil
  ) -> [Diagram] {
    DiagramBuilder.pair(
      graph,
      DiagramOptions(
        style: .circuit, edges: edges, direction: direction,
        numbers: digits.map { NumberStyle(digits: $0) }))
  }

  /// The text of the first cell above or below the wire of each node, and what is in it.
  private func wires(_ diagram: Diagram) -> [(gate: String, data: String, gradient: String)] {
    diagram.nodes.map { node in
      (
        node.texts.first ?? "", node.wire?.above[0].cells.last?.text ?? "",
        node.wire?.below[0].cells[0].text ?? ""
      )
    }
  }

  /// The numbers of the notes, to two digits.
  @Test func numbersAreThoseOfTheNotes() {
    let diagram = pair(sigmoidNeuron(), digits: 2)[1]
    let expected = [
      ("w0", "2", "-0.2"), ("x0", "-1", "+0.39"), ("w1", "-3", "-0.39"), ("x1", "-2", "-0.59"),
      ("w2", "-3", "+0.2"), ("×", "-2", "+0.2"), ("×", "6", "+0.2"), ("+", "4", "+0.2"),
      ("+", "1", "+0.2"), ("× -1", "-1", "-0.2"), ("exp", "0.37", "-0.53"), ("+ 1", "1.4", "-0.53"),
      ("1/x", "0.73", "+1"),
    ]
    let found = wires(diagram)
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(a == b) }
    #expect(diagram.nodes.last?.wire?.end?.text == "f")
    #expect(wires(pair(sigmoidNeuron())[0]).allSatisfy { $0.gradient == "–" })
  }

  @Test func linesAreWires() {
    for diagram in pair(sigmoidNeuron(), edges: .local) {
      #expect(diagram.hasSquareLines)
      #expect(diagram.edges.allSatisfy { !$0.hasHead && !$0.isMarked && $0.width == 1 })
      #expect(Set(diagram.edges.map(\.color)) == [Theme.light.line])
    }
  }

  @Test func localDerivativesStandOnInputs() {
    let diagram = pair(sigmoidNeuron(), edges: .local)[1]
    let exp = diagram.nodes.firstIndex { $0.texts.first == "exp" }
    let product = diagram.nodes.firstIndex { $0.texts.first == "×" }
    #expect(diagram.edges.first { $0.head == exp }?.label?.text == "0.368")
    // ∂/∂w0 is x0, and ∂/∂x0 is w0.
    #expect(diagram.edges.filter { $0.head == product }.map(\.label?.text) == ["-1", "2"])
  }

  @Test func constantsStandInTheirGates() {
    func gate(_ body: (Value) -> Value) -> [String] {
      let graph = snapshot { body(Value(2, label: "x", on: $0)) }
      return pair(graph)[0].nodes.filter { $0.shape == .round }.map { $0.texts[0] }
    }
    #expect(gate { $0 * 3 } == ["× 3"])
    #expect(gate { 3 * $0 } == ["× 3"])
    #expect(gate { $0 + 3 } == ["+ 3"])
    #expect(gate { 3 + $0 } == ["+ 3"])
    #expect(gate { $0 - 3 } == ["− 3"])
    #expect(gate { 3 - $0 } == ["3 − x"])
    #expect(gate { $0 / 3 } == ["÷ 3"])
    #expect(gate { 3 / $0 } == ["3/x"])
    #expect(gate { -$0 } == ["× -1"])
    #expect(gate { $0.pow(2) } == ["x²"])
    #expect(gate { $0.pow(3) } == ["x³"])
    #expect(gate { $0.pow(-1) } == ["1/x"])
    #expect(gate { $0.pow(0.5) } == ["x^0.5"])
    #expect(gate { $0.tanh() } == ["tanh"])
    #expect(gate { $0 / ($0 * $0) } == ["×", "÷"])
  }

  /// Above or below by day, left or right where the wire is upright; the same room in both stages.
  @Test(arguments: Diagram.Direction.allCases)
  func sizesAreThoseOfBothStages(direction: Diagram.Direction) {
    let diagrams = pair(sigmoidNeuron(), direction: direction)
    #expect(diagrams[0].nodes.map(\.width) == diagrams[1].nodes.map(\.width))
    #expect(diagrams[0].nodes.map(\.height) == diagrams[1].nodes.map(\.height))
    let isHorizontal = direction == .leftToRight || direction == .rightToLeft
    for node in diagrams[1].nodes {
      let (data, gradient) = (node.wire?.above[0].width ?? 0, node.wire?.below[0].width ?? 0)
      if isHorizontal {
        #expect(node.wire?.length == max(data, gradient))
        #expect(node.height >= 32)
      } else {
        #expect(node.width >= 2 * max(data, gradient))
      }
    }
  }

  /// Between the ends, a name stands beside its data.
  @Test func namesInBetweenStandOnTheirWires() {
    let graph = snapshot { tape in
      let x = Value(2, label: "x", on: tape)
      let n = x * 3
      n.label = "n"
      return n.tanh()
    }
    let nodes = pair(graph)[1].nodes
    #expect(nodes[1].wire?.above[0].cells.map(\.text) == ["n", "6"])
    #expect(nodes[1].wire?.end == nil)
    #expect(nodes[2].wire?.end == nil)
  }

  @Test func wiresAtWorkAreHighlighted() throws {
    let options = DiagramOptions(style: .circuit)
    let builder = try DiagramBuilder(backwardOf: sigmoidNeuron(), options: options)
    let diagram = builder.diagram(at: 2)
    let theme = Theme.light
    // The second step is that of "+ 1": its wire, and the one that comes from "exp".
    func wires(_ color: Color) -> [String] {
      diagram.nodes.filter { $0.wire?.color == color }.map { $0.texts[0] }
    }
    #expect(wires(theme.accent) == ["+ 1"])
    #expect(wires(theme.forward) == ["exp"])
    #expect(diagram.edges.filter { $0.color == theme.forward }.count == 1)
  }

  @Test func legendIsThatOfWires() {
    let graph = sigmoidNeuron()
    let options = DiagramOptions(style: .circuit, edges: .local, hasLegend: true)
    #expect(
      DiagramBuilder.pair(graph, options)[1].headerTexts == [
        "data, above the wire", "gradient, below it", "– no gradient yet",
        "at a gate's input: ∂out/∂in",
      ])
  }

  @Test func marksStandBelowTheirWires() {
    let graph = sigmoidNeuron()
    var options = DiagramOptions(style: .circuit)
    options.overlay = Overlay(
      marks: [5: [.init(key: "check", text: "wrong: 0.83 is 1.02", tone: .bad)]], ghosts: [0])
    for diagram in DiagramBuilder.pair(graph, options) {
      let gate = diagram.nodes[5]
      #expect(gate.wire?.below.map { $0.cells[0].text }.last == "check wrong: 0.83 is 1.02")
      #expect(gate.fill != nil)
      #expect(diagram.nodes[0].isDimmed)
    }
  }
}
