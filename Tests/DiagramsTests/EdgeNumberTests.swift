import Autograd
import ComputationGraph
import Diagrams
import Testing
import Text

@Suite struct EdgeNumberTests {
  private let graph = snapshot { tape in
    let x = Value(2, label: "x", on: tape)
    let w = Value(-3, label: "w", on: tape)
    return (x * w + x * x * 0.25 + 7).tanh() - x
  }

  private func diagrams(_ edges: DiagramOptions.EdgeNumbers) -> [Diagram] {
    DiagramBuilder.pair(
      graph, DiagramOptions(edges: edges, numbers: NumberStyle(digits: 17)))
  }

  /// What flows to a node over all its arrows is its gradient: the chain rule itself.
  @Test func flowsSumToGradients() throws {
    let diagram = diagrams(.flow)[1]
    let after = graph.afterBackward()
    for (index, node) in after.nodes.enumerated() where index != after.root {
      let flows = diagram.edges.filter { $0.tail == index }
      guard let gradient = node.gradient else {
        // Nothing is said of constants.
        #expect(flows.allSatisfy { $0.label == nil })
        continue
      }
      let numbers = flows.compactMap { $0.label.flatMap { Double($0.text) } }
      try #require(numbers.count == flows.count)
      let sum = numbers.reduce(0, +)
      #expect(abs(sum - gradient) < 1e-12, "node \(index)")
    }
  }

  @Test func localDerivativesAreThoseOfTheRules() throws {
    for diagram in diagrams(.local) {
      let texts = diagram.edges.map { $0.label?.text }
      // x * w: ∂/∂x = w, ∂/∂w = x.
      #expect(texts.prefix(2) == ["-3", "2"])
      // x - tanh is the root: 1 and -1.
      #expect(texts.suffix(2) == ["1", "-1"])
    }
    let after = diagrams(.local)[1]
    #expect(after.edges[0].tooltip == "local derivative\n-3.0")
  }

  @Test func nothingFlowsBeforeBackward() {
    let (before, after) = (diagrams(.flow)[0], diagrams(.flow)[1])
    #expect(before.edges.allSatisfy { ($0.label?.text ?? "–") == "–" })
    #expect(before.edges.map(\.label?.width) == after.edges.map(\.label?.width))
    #expect(before.edges.allSatisfy { $0.width == 1 })
  }

  @Test func widthGoesBySize() throws {
    let graph = snapshot { tape in
      Value(1, label: "a", on: tape) * 100 + Value(1, label: "b", on: tape) * 0.1
    }
    let diagram = DiagramBuilder.pair(graph, DiagramOptions(edges: .flow))[1]
    func width(_ flow: String) throws -> Double {
      try #require(diagram.edges.first { $0.label?.text == flow }).width
    }
    #expect(try width("+100") == 8)
    #expect(try width("+0.1") == 1)
    // A third of the way, by the logarithm.
    #expect(try abs(width("+1") - (1 + 7.0 / 3)) < 0.05)
    #expect(diagrams(.none)[1].edges.allSatisfy { $0.width == 1 && $0.label == nil })
  }

  /// However near the numbers are, the least has the thinnest line and the greatest the thickest.
  @Test(arguments: [(1.0, 2.0), (0.9, 1), (1, 1e9), (-1, 3)])
  func widthsSpanTheRange(_ a: Double, _ b: Double) {
    let graph = snapshot { tape in
      Value(1, label: "a", on: tape) * a + Value(1, label: "b", on: tape) * b
    }
    // Each number is that of a product, and 1 those of the sum.
    let diagram = DiagramBuilder.pair(graph, DiagramOptions(edges: .local))[1]
    let widths = Set(diagram.edges.filter { $0.label != nil }.map(\.width))
    #expect(widths == [1, 8])
  }

  @Test func whereAllAreAlikeNoneIsLarge() {
    let graph = snapshot { (Value(1, label: "a", on: $0) + Value(1, label: "b", on: $0)) + 1 }
    let edges = DiagramBuilder.pair(graph, DiagramOptions(edges: .flow))[1].edges
    #expect(edges.filter { $0.label != nil }.allSatisfy { $0.width == 4.5 })
  }

  /// Numbers keep clear of the widest arrow, whatever its width in this stage.
  @Test func roomBesideArrows() throws {
    func label(
      _ style: DiagramOptions.Style, _ direction: Diagram.Direction
    ) throws -> Diagram.Label {
      try #require(
        DiagramBuilder.pair(
          graph, DiagramOptions(style: style, edges: .local, direction: direction))[0].edges[0]
          .label)
    }
    let (across, down) = (try label(.cards, .leftToRight), try label(.cards, .topToBottom))
    #expect(across.height == down.height + 6 && across.width == down.width - 10)
    let wire = try label(.circuit, .leftToRight)
    #expect(wire.height == down.height)
  }

  /// Arrows that stand for many are on the scale, too.
  @Test func widthsOfGroups() {
    let graph = snapshot { tape in
      let x = tape.group("a") { Value(2, label: "x", on: tape).tanh() }
      let y = tape.group("b") { (x * 300, x * 0.5) }
      return tape.group("c") { y.0 + y.1 * 2 }
    }
    let edges = DiagramBuilder.pair(
      graph, DiagramOptions(collapse: .all, edges: .local))[1].edges
    // Norms of (300, 0.5) and (1, 2).
    #expect(edges.map(\.width) == [8, 1])
  }

  @Test func colorsOfArrowsAreExplained() {
    func chips(_ style: DiagramOptions.Style, _ edges: DiagramOptions.EdgeNumbers) -> [String] {
      DiagramBuilder.pair(
        graph, DiagramOptions(style: style, edges: edges, hasLegend: true))[1].header.chips
        .map(\.text)
    }
    #expect(chips(.micrograd, .local).prefix(2) == ["> 0", "< 0"])
    #expect(!chips(.micrograd, .none).contains("> 0"))
    #expect(chips(.cards, .flow).contains("< 0") && !chips(.cards, .flow).contains("grad < 0"))
    #expect(chips(.cards, .none).contains("grad < 0"))
    #expect(!chips(.circuit, .local).contains("> 0"))
  }

  @Test func nothingIsNotTheMost() {
    let graph = snapshot { Value(-1, label: "x", on: $0).relu() }
    for edges in [DiagramOptions.EdgeNumbers.local, .flow] {
      let edge = DiagramBuilder.pair(graph, DiagramOptions(edges: edges))[1].edges[0]
      #expect(edge.label?.text == "0")
      #expect(edge.width == 1 && edge.color == Theme.light.line)
    }
  }

  @Test func whatIsNotFiniteStandsOut() throws {
    let graph = snapshot { Value(0, label: "x", on: $0).log() }
    let edge = try #require(
      DiagramBuilder.pair(graph, DiagramOptions(edges: .flow))[1].edges.first)
    #expect(edge.label?.text == "+∞" || edge.label?.text == "∞")
    #expect(edge.color == Theme.light.notFinite)
  }

  @Test func anArrowForManySaysSo() throws {
    let graph = snapshot { tape in
      let x = tape.group("a") { Value(2, label: "x", on: tape).tanh() }
      return tape.group("b") { x * 3 + x * 4 }
    }
    let diagram = DiagramBuilder.pair(
      graph, DiagramOptions(collapse: .all, edges: .local))[1]
    #expect(diagram.edges.count == 1)
    // ∂/∂x is 3 and 4: their norm is 5.
    #expect(diagram.edges[0].tooltip == "local derivative\n2 arrows, norm 5.0")
    #expect(diagram.edges[0].label == nil)
  }
}
