import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct WorksheetTests {
  static let styles: [DiagramOptions.Style] = [.cards, .micrograd, .circuit]

  /// A constant, a value that is used twice, a zero gradient, and what the root does not depend on.
  private let graph = snapshot { tape in
    let x = Value(2, label: "x", role: .input, on: tape)
    let w = Value(-0.25, label: "w", role: .parameter, on: tape)
    _ = Value(7, label: "unused", on: tape).tanh()
    return tape.group("unit") { (x * w + 1).tanh() * x + w * 0.5 }
  }

  private func diagrams(
    _ style: DiagramOptions.Style, of after: GraphSnapshot? = nil, theme: Theme = .light,
    edges: DiagramOptions.EdgeNumbers = .none, direction: Diagram.Direction = .leftToRight,
    collapse: DiagramOptions.Collapse = .none, numbers: NumberStyle? = nil
  ) -> [Diagram] {
    let after = after ?? graph.afterBackward()
    var options = DiagramOptions(
      style: style, collapse: collapse, edges: edges, direction: direction, theme: theme,
      numbers: numbers, hasLegend: true)
    options.asksForGradients = true
    return DiagramBuilder(stages: [after.beforeBackward(), after], options: options).diagrams()
  }

  /// The cells in boxes, with the heights of their rows.
  private func answers(_ diagram: Diagram) -> [(cell: Diagram.Cell, height: Int, fill: Color?)] {
    diagram.nodes.flatMap { node in
      node.allRows.flatMap { row in
        row.cells.filter { $0.frame != nil }.map { ($0, row.height, row.fill ?? $0.fill) }
      }
    }
  }

  @Test(arguments: styles, [Diagram.Direction.leftToRight, .topToBottom])
  func everyGradientHasABox(_ style: DiagramOptions.Style, _ direction: Diagram.Direction) {
    let after = graph.afterBackward()
    let both = diagrams(style, direction: direction)
    let (empty, filled) = (answers(both[0]), answers(both[1]))
    let gradients = after.nodes.compactMap(\.gradient)
    #expect(gradients.count == 8 && gradients[7] == 1)
    #expect(empty.allSatisfy { $0.cell.text == "" })
    #expect(
      filled.map(\.cell.text)
        == gradients.map {
          style == .micrograd
            ? NumberStyle(digits: 4).text($0) : style.numbers.signedText($0)
        })
    // Enough to write into.
    for (a, b) in zip(empty, filled) {
      #expect(a.cell.width == b.cell.width && a.height == b.height)
      #expect(a.cell.width - 2 * Diagram.Cell.frameInset >= 64)
      #expect(a.height - 2 * Diagram.Cell.frameInset >= 24)
    }
    #expect(both[0].nodes.map(\.width) == both[1].nodes.map(\.width))
    #expect(both[0].nodes.map(\.height) == both[1].nodes.map(\.height))
    #expect(both[0].headerTexts == both[1].headerTexts)
    #expect(both.allSatisfy { $0.asksForSomething })
  }

  /// With other gradients, and what they are made of, a worksheet is the same to the last tooltip.
  @Test(arguments: styles) func theWorksheetTellsNothing(_ style: DiagramOptions.Style) {
    var other = graph.afterBackward()
    // All of them fit into the narrowest box.
    let numbers = NumberStyle(digits: 3)
    let real = diagrams(style, numbers: numbers)
    for index in other.nodes.indices where other.nodes[index].gradient != nil {
      other.nodes[index].gradient = other.nodes[index].gradient! < 0 ? 0.125 : -0.25
      other.nodes[index].localDerivatives = NodeDerivatives(
        other.nodes[index].localDerivatives.map { -$0 - 0.125 })
    }
    let changed = diagrams(style, of: other, numbers: numbers)
    #expect(changed[0] == real[0])
    #expect(changed[1] != real[1])
    #expect(real[0].description.contains("gradients to fill in"))
    #expect(changed[1].nodes.contains { $0.tooltip.contains("grad -") })
  }

  @Test func aValueWithoutAGradientHasNoBox() throws {
    for diagram in diagrams(.cards) {
      let unused = try #require(diagram.nodes.first { $0.tooltip.hasPrefix("unused") })
      #expect(unused.texts.last == "–")
    }
    let collapsed = diagrams(.cards, collapse: .all)
    #expect(answers(collapsed[0]).count == 2)
    #expect(collapsed[0].nodes.contains { $0.texts.suffix(2) == ["grad", "–"] })
  }

  /// Derivatives that one asks for are given.
  @Test func localDerivativesAreGiven() {
    let both = diagrams(.cards, edges: .local)
    #expect(both[0].edges.compactMap(\.label?.text) == both[1].edges.compactMap(\.label?.text))
    #expect(both[0].edges.contains { $0.label?.text == "-0.25" })
  }

  /// By the contrast that the lines of an image need (WCAG 2.2, 1.4.11).
  @Test(arguments: [Theme.light, .dark, .highContrast, .print], styles)
  func boxesAreSeen(_ theme: Theme, _ style: DiagramOptions.Style) {
    for diagram in diagrams(style, theme: theme) {
      for (cell, _, fill) in answers(diagram) {
        let ground = fill ?? (style == .circuit ? theme.background : theme.card)
        #expect((cell.frame ?? ground).contrast(to: ground) >= 3)
      }
    }
  }

  @Test func aLegendOfAWorksheetKnowsNoDash() {
    let after = snapshot { Value(2, label: "x", on: $0).tanh() }.afterBackward()
    #expect(!diagrams(.cards, of: after)[0].headerTexts.contains { $0.hasPrefix("–") })
    #expect(diagrams(.cards)[0].headerTexts.contains { $0.hasPrefix("–") })
  }
}
