import Autograd
import ComputationGraph
import Diagrams
import Testing
import Text

@Suite struct ComparisonDiagramTests {
  private func graph(_ body: (Tape) -> Value) -> GraphSnapshot {
    let tape = Tape()
    let root = body(tape)
    root.label = "L"
    root.backward()
    return GraphSnapshot(root: root, extent: .wholeTape)
  }

  /// x is 0.5, then 0.7; relu went from before tanh and exp came after it; y is as it was.
  private var comparison: GraphComparison {
    GraphComparison(
      graph { Value(0.5, label: "x", on: $0).relu().tanh() + Value(2, label: "y", on: $0) },
      graph { Value(0.7, label: "x", on: $0).tanh().exp() + Value(2, label: "y", on: $0) })
  }

  private func texts(_ node: Diagram.Node) -> [String] { node.rows.flatMap(\.cells).map(\.text) }

  @Test func differencesAreWrittenOnTheCards() throws {
    let diagram = DiagramBuilder.diagram(of: comparison)
    func card(_ head: String) throws -> [String] {
      texts(try #require(diagram.nodes.first { texts($0).contains(head) }))
    }
    #expect(try card("x").contains("0.5 → 0.7"))
    #expect(try card("relu").contains("removed"))
    #expect(try card("exp").contains("added"))
    #expect(try !card("tanh").contains("added"))
    #expect(try card("L").contains("inputs"))
    let y = try #require(diagram.nodes.first { texts($0).contains("y") })
    #expect(y.isDimmed)
    #expect(!texts(y).contains { $0.contains("→") })
    let header = diagram.headerTexts
    #expect(header.contains("added: only in the second graph"))
    #expect(header.contains("removed: only in the first graph"))
  }

  /// What differs stands in the row that the card has for it, on the ground of its mark.
  @Test(arguments: DiagramOptions.Style.allCases.filter { $0 != .network })
  func aQuantityHasOneRow(_ style: DiagramOptions.Style) throws {
    let theme = Theme.light
    let changed = GraphComparison(
      graph { Value(0.5, label: "x", on: $0) * 3 }, graph { Value(0.7, label: "x", on: $0) * 3 })
    let diagram = DiagramBuilder.diagram(
      of: changed, options: DiagramOptions(style: style))
    let cells = try #require(diagram.nodes.first { $0.id == .node(0) }).allRows
      .flatMap { row in row.cells.map { ($0.text, $0.fill ?? row.fill) } }
    #expect(cells.count { $0.0.contains("0.7") } == 1)
    let (text, fill) = try #require(cells.first { $0.0.hasSuffix("0.5 → 0.7") })
    #expect(fill == theme.card.mixed(with: theme.tones.notice, theme.tones.strength), "\(text)")
    #expect(!cells.contains { $0.0 == "data" } || style == .cards)
    #expect(diagram.headerTexts.last == "was → is: another number")
    // A gate has the colour of what is found of it.
    let product = try #require(diagram.nodes.last)
    if style == .circuit { #expect(product.fill == fill) }
    // What stays is as it always is.
    #expect(cells.contains { $0.0.hasSuffix("3") && $0.1 != fill })
  }

  /// What differs has the colour of a mark, and no sign.
  @Test func marksAreNoGradients() {
    let changed = GraphComparison(
      graph {
        let x = Value(0.5, label: "x", on: $0)
        return x * x
      },
      graph {
        let x = Value(0.7, label: "x", on: $0)
        return x * x
      })
    let chips = DiagramBuilder.diagram(
      of: changed, options: DiagramOptions(hasLegend: true)
    ).header.chips.map(\.text)
    #expect(chips == ["leaf", "output", "grad > 0", "was → is: another number"])
  }

  /// A constant that is written on the card of its user has a row of its own there.
  @Test func aConstantOnAnotherCard() throws {
    let changed = GraphComparison(
      graph { Value(0.5, label: "x", on: $0) * 3 }, graph { Value(0.5, label: "x", on: $0) * 4 })
    let diagram = DiagramBuilder.diagram(
      of: changed, options: DiagramOptions(folding: .constants))
    let card = try #require(diagram.nodes.last)
    #expect(texts(card).contains("1.5 → 2") && texts(card).contains("3 → 4"))
    #expect(texts(card).contains("constant"))
    #expect(texts(card).count { $0 == "data" } == 1)
    let plain = DiagramBuilder.diagram(of: changed)
    #expect(plain.nodes.contains { texts($0) == ["3 → 4"] })
  }

  @Test func arrowsOfBothGraphsAreDrawn() throws {
    let diagram = DiagramBuilder.diagram(of: comparison)
    // Of the second graph: x → tanh → exp → L, all of them new, and y → L, which is faint; of the
    // first: x → relu → tanh → L.
    #expect(diagram.edges.count == 7)
    #expect(Set(diagram.edges.map(\.color)).count == 3)
    let relu = try #require(diagram.nodes.firstIndex { texts($0).contains("relu") })
    for edge in diagram.edges where edge.tail == relu || edge.head == relu {
      #expect(edge.isDimmed)
    }
    #expect(diagram.edges.count { $0.tail == relu || $0.head == relu } == 2)
  }

  /// Also where an operation is a round of its own, or what changed is folded into a card.
  @Test func arrowsOfBothGraphsAreDrawnInEveryStyle() {
    let theme = Theme.light
    let micrograd = DiagramBuilder.diagram(
      of: comparison, options: DiagramOptions(style: .micrograd))
    let colors = micrograd.edges.map(\.color)
    // x → relu, relu → tanh and tanh → L; x → tanh, tanh → exp and exp → L.
    #expect(colors.count { $0 == theme.tones.bad } == 3)
    #expect(colors.count { $0 == theme.tones.good } == 3)
    let changed = GraphComparison(
      graph { Value(0.5, label: "x", on: $0).sin() + 1 },
      graph { tape in
        let x = Value(0.5, label: "x", on: tape)
        _ = x.sin()
        return x + 1
      })
    let folded = DiagramBuilder.diagram(
      of: changed, options: DiagramOptions(folding: [.constants, .sums]))
    #expect(folded.edges.contains { $0.color == theme.tones.bad && $0.isDimmed })
    #expect(folded.edges.contains { $0.color == theme.tones.good })
  }

  @Test func equalGraphsHaveNoMarks() {
    let graph = comparison.a
    let diagram = DiagramBuilder.diagram(of: GraphComparison(graph, graph))
    #expect(diagram.nodes.allSatisfy { $0.isDimmed && !$0.classes.contains("legend") })
    #expect(diagram.nodes.count == graph.nodes.count)
  }

  /// A group says how much differs in it: of neuron 1, the weight and what comes of it.
  @Test func groupsCountTheirDifferences() throws {
    func network(_ weight: Double) -> GraphSnapshot {
      graph { tape in
        let x = Value(1, label: "x", on: tape)
        let h = (1...2).map { number in
          tape.group("layer 1") {
            tape.group("neuron \(number)") {
              (Value(number == 1 ? weight : 4, label: "w", role: .parameter, on: tape) * x).sin()
            }
          }
        }
        return h[0] + h[1]
      }.beforeBackward()
    }
    let diagram = DiagramBuilder.diagram(
      of: GraphComparison(network(2), network(4), tolerance: 0),
      options: DiagramOptions(collapse: .all))
    let card = try #require(diagram.nodes.first { texts($0).contains("layer 1") })
    // Data of w, w·x and the sine; local derivatives of the product and of the sine. The sine is
    // farthest apart: (sin 2 − sin 4) / sin 2 = 1.832.
    #expect(texts(card).contains("5, up to 183 %"), "\(texts(card))")
  }

  @Test(arguments: [
    (1.0, 2.0, "1", "2"), (1.0, 1.00001, "1", "1.00001"), (0.12345, 0.12346, "0.12345", "0.12346"),
    (1, 1, "1", "1"), (.nan, 1, "NaN", "1"),
    (1, 1.0000000000000002, "1", "1.0000000000000002"),
  ])
  func numbersAreToldApart(_ a: Double, _ b: Double, _ first: String, _ second: String) {
    let texts = NumberStyle().texts(a, b)
    #expect(texts.0 == first)
    #expect(texts.1 == second)
  }

  @Test(arguments: DiagramOptions.Style.allCases)
  func everyTextFitsItsCell(_ style: DiagramOptions.Style) {
    let diagram = DiagramBuilder.diagram(of: comparison, options: DiagramOptions(style: style))
    for cell in diagram.nodes.flatMap(\.rows).flatMap(\.cells) {
      #expect(Double(cell.text.count) * 0.6 * TextStyle.size <= Double(cell.width))
    }
  }
}
