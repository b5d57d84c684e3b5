import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct DiagramBuilderTests {
  /// Backward through a graph with a long label, two passes, NaN and a node out of reach.
  private func graph() -> GraphSnapshot {
    let tape = Tape()
    let a = Value(2, label: "a", role: .input, on: tape)
    let w = tape.group("layer 1") {
      tape.group("neuron 1") { Value(-3, label: "w1", role: .parameter, on: tape) }
    }
    let forgotten = Value(1, label: "forgotten", role: .parameter, on: tape)
    forgotten.label = "forgotten"
    let product = tape.group("layer 1") { tape.group("neuron 1") { a * w } }
    product.label = "a very long label that no card can hold on one line"
    let root = product.tanh() + 10
    root.label = "root"
    root.backward()
    root.backward()
    return GraphSnapshot(root: root, extent: .wholeTape)
  }

  private func pair(_ options: DiagramOptions = DiagramOptions()) -> [Diagram] {
    let after = graph()
    return DiagramBuilder(stages: [after.beforeBackward(), after], options: options).diagrams()
  }

  @Test(arguments: DiagramOptions.Style.allCases)
  func stagesHaveOneGeometry(_ style: DiagramOptions.Style) {
    let (before, after) = (pair(.init(style: style))[0], pair(.init(style: style))[1])
    #expect(before.nodes.map(\.id) == after.nodes.map(\.id))
    #expect(before.nodes.map(\.width) == after.nodes.map(\.width))
    #expect(before.nodes.map(\.height) == after.nodes.map(\.height))
    #expect(
      before.nodes.map { $0.rows.map { $0.cells.map(\.width) } }
        == after.nodes.map { $0.rows.map { $0.cells.map(\.width) } })
    // Lines of a network are as wide as what they show.
    if style != .network { #expect(before.edges == after.edges) }
    #expect(before.edges.map(\.tail) == after.edges.map(\.tail))
    #expect(before.edges.map(\.head) == after.edges.map(\.head))
    #expect(before.frames == after.frames)
  }

  @Test(arguments: DiagramOptions.Style.allCases)
  func everyTextFitsItsCell(_ style: DiagramOptions.Style) {
    for diagram in pair(.init(style: style)) {
      for cell in diagram.nodes.flatMap(\.rows).flatMap(\.cells) {
        let room = Double(cell.width - (cell.alignment == .center ? 0 : TextStyle.padding))
        #expect(Double(cell.text.count) * 0.6 * TextStyle.size <= room, "\(cell.text)")
      }
      for row in diagram.nodes.flatMap({ node in node.rows.map { (node, $0) } }) {
        #expect(row.1.width == row.0.outlineSize.width - 2 * Diagram.Node.inset)
      }
    }
  }

  @Test func noGradientYetIsADash() {
    func texts(_ diagram: Diagram) -> [String] {
      diagram.nodes.flatMap(\.rows).flatMap(\.cells).map(\.text)
    }
    let diagrams = pair()
    // Five nodes that can carry one: a, w1, forgotten, product, tanh and root, less the constant.
    #expect(texts(diagrams[0]).filter { $0 == "–" }.count == 6)
    #expect(texts(diagrams[1]).filter { $0 == "–" }.count == 1)
    #expect(texts(diagrams[1]).contains { $0.hasSuffix("(2 passes)") })
  }

  @Test func whatTheRootDoesNotDependOnIsFaint() throws {
    let after = pair()[1]
    #expect(after.nodes.filter(\.isDimmed).map(\.id) == [.node(2)])
  }

  @Test func rolesAreToldApart() {
    let after = pair()[1]
    #expect(after.nodes[0].classes == ["leaf", "input"])
    #expect(after.nodes[1].classes == ["leaf", "parameter"])
    #expect(after.nodes[5].classes == ["constant"])
    #expect(after.nodes[6].classes == ["operation", "output"])
    let fills = [0, 1, 5, 6, 3].map { after.nodes[$0].rows[0].fill }
    #expect(Set(fills).count == 5)
    let tags = [0, 1].map { after.nodes[$0].rows[0].cells.last?.text }
    #expect(tags == ["input", "param"])
  }

  @Test func longNamesAreCutAndTheTooltipHasAll() {
    let node = pair()[1].nodes[3]
    #expect(node.rows[0].cells[0].text == "a very long …on one line")
    #expect(node.tooltip.contains("a very long label that no card can hold on one line"))
  }

  @Test func tooltipsHaveFullPrecision() {
    let tape = Tape()
    let x = Value(1.0 / 3, label: "x", on: tape)
    let y = x.tanh()
    y.label = "y"
    y.backward()
    let diagram = DiagramBuilder(stages: [GraphSnapshot(root: y)]).diagrams()[0]
    let lines = diagram.nodes[1].tooltip.split(separator: "\n")
    #expect(lines[0] == "y = tanh(x)")
    #expect(lines[1] == "data \(y.data)")
    #expect(lines[2] == "grad 1.0")
    #expect(lines[3] == "∂/∂x \(1 - y.data * y.data)")
  }

  @Test func framesNestAsGroupsDo() {
    let frames = pair()[1].frames
    #expect(frames.map(\.title) == ["layer 1"])
    #expect(frames[0].nodes == [])
    #expect(frames[0].frames.map(\.title) == ["neuron 1"])
    #expect(frames[0].frames[0].nodes == [1, 3])
  }

  @Test func bothEdgesOfASquareAreKept() {
    let tape = Tape()
    let x = Value(3, on: tape)
    let diagram = DiagramBuilder(stages: [GraphSnapshot(root: x * x)]).diagrams()[0]
    #expect(diagram.edges.map(\.tail) == [0, 0])
    #expect(diagram.edges.map(\.head) == [1, 1])
  }

  @Test func gradientsAreColouredBySignAndMagnitude() throws {
    let tape = Tape()
    let (a, b, c, d) = (
      Value(1, on: tape), Value(1, on: tape), Value(1, on: tape), Value(1, on: tape)
    )
    let root = a * 1000 - b * 1000 + c * 0.001 + d * 0
    root.backward()
    let diagram = DiagramBuilder(stages: [GraphSnapshot(root: root)]).diagrams()[0]
    let fills = [a, b, c, d].map { diagram.nodes[$0.index].rows[2].fill }
    #expect(fills[0] == Theme.light.positive)
    #expect(fills[1] == Theme.light.negative)
    let faint = try #require(fills[2])
    #expect(faint != Theme.light.positive)
    #expect(Int(faint.blue) > Int(Theme.light.positive.blue))
    #expect(fills[3] == nil)
  }

  /// A name that is bound again has an ordinal, in every style; in two groups the frames distinguish it.
  @Test(arguments: DiagramOptions.Style.allCases)
  func namesThatAreBoundAgain(_ style: DiagramOptions.Style) {
    let graph = snapshot { tape in
      func c(_ value: Value) -> Value {
        value.label = "c"
        return value
      }
      let x = Value(1, label: "x1", on: tape)
      let inner = tape.group("g") { c(x.sin()) }
      return c(c(inner.tanh()).exp())
    }
    func names(_ labels: DiagramOptions.Labels) -> [String] {
      DiagramBuilder(stages: [graph], options: DiagramOptions(style: style, labels: labels))
        .diagrams()[0].nodes.flatMap(\.allRows).flatMap(\.cells).map(\.text)
        .filter { $0.hasPrefix("c") }
    }
    #expect(names(.plain) == ["c", "c·1", "c·2"])
    #expect(names(.math) == ["c", "c·1", "c·2"])
    #expect(graph.nodes.dropFirst().allSatisfy { $0.label == "c" })
  }

  @Test func notANumberStandsOut() {
    let tape = Tape()
    let x = Value(-1, on: tape)
    let diagram = DiagramBuilder(stages: [GraphSnapshot(root: x.log())]).diagrams()[0]
    let cell = diagram.nodes[1].rows[1].cells[1]
    #expect(cell.text == "NaN")
    #expect(cell.color == Theme.light.notFinite)
    #expect(cell.isBold)
  }

  @Test func micrograd() {
    let after = pair(DiagramOptions(style: .micrograd))[1]
    // An operation stands in the frame of its result.
    #expect(after.frames.map(\.title) == ["layer 1"])
    #expect(after.frames[0].frames.map(\.nodes) == [[1, 3, 4]])
    let rounds = after.nodes.filter { $0.shape == .round }
    #expect(rounds.map { $0.rows[0].cells[0].text } == ["*", "tanh", "+"])
    // Two passes of -3 · tanh′(-6), which is -7.373e-5.
    #expect(
      after.nodes[0].rows[0].cells.map(\.text) == ["a", "data 2", "grad -0.0001475 (2 passes)"])
  }

  @Test func titleAndDescription() {
    let diagrams = pair()
    #expect(diagrams[0].title == "Expression graph of root, before backward")
    #expect(
      diagrams[0].description
        == "Expression graph of 7 nodes, before backward. Output root = 9, computed as tanh(a very "
        + "long label that no card can hold on one line) + 10."
    )
    #expect(pair(DiagramOptions(title: "Mine"))[0].title == "Mine")
  }
}
