import Autograd
import ComputationGraph
import Diagrams
import Testing

/// Heads that differ by more than their greys.
@Suite struct StripeTests {
  /// Every kind of card: leaf, input, parameter, target, constant, operation and output.
  private let graph = snapshot { tape in
    let leaves = [nil, .input, .parameter, .target].map { (role: LeafRole?) in
      Value(1, label: role?.rawValue ?? "leaf", role: role, on: tape)
    }
    return leaves[0] * leaves[1] + leaves[2] * leaves[3] + 7
  }

  private func diagram(_ theme: Theme, _ options: DiagramOptions = DiagramOptions()) -> Diagram {
    var options = options
    (options.theme, options.hasLegend) = (theme, true)
    return DiagramBuilder(stages: [graph.afterBackward()], options: options).diagrams()[0]
  }

  /// The widths of what is darker or lighter than the head, from left to right.
  private func stripes(_ row: Diagram.Row) -> [Int] {
    row.cells.prefix { $0.text.isEmpty }.dropFirst().map(\.width)
  }

  @Test func printHasAPatternForEachKind() throws {
    let diagram = diagram(.print)
    let heads = Dictionary(grouping: diagram.nodes.map { $0.rows[0] }) { $0.fill }
      .compactMapValues { $0.first }
    #expect(heads.count == 7)
    #expect(Set(heads.values.map(stripes)).count == 7)
    for row in heads.values {
      let ink = Theme.print.text(on: try #require(row.fill))
      let cells = row.cells.prefix { $0.text.isEmpty }
      for (index, cell) in cells.enumerated() {
        #expect(cell.fill == (index.isMultiple(of: 2) ? nil : ink))
      }
    }
    for node in diagram.nodes {
      for row in node.rows { #expect(row.width == node.width - 2 * Diagram.Node.inset) }
    }
  }

  /// The legend has the same pattern on the same grey.
  @Test func legendsHaveThePatterns() throws {
    let diagram = diagram(.print)
    let chips = diagram.header.chips.prefix(7)
    #expect(
      chips.map(\.text) == [
        "leaf", "input", "parameter", "target", "constant", "operation", "output",
      ])
    for chip in chips {
      let row = try #require(diagram.nodes.lazy.map { $0.rows[0] }.first { $0.fill == chip.fill })
      #expect(chip.stripes == stripes(row))
    }
    let cells = try #require(diagram.headerRows().first { $0.cells.contains { $0.text == "leaf" } })
      .cells
    // A gap, then the room before the stripe, and the stripe.
    #expect(cells[1].fill == chips[0].fill && cells[2].fill == Theme.print.text(on: chips[0].fill))
  }

  @Test(arguments: [Theme.light, .dark, .highContrast, .auto]) func coloursNeedNone(_ theme: Theme)
  {
    let diagram = diagram(theme)
    #expect(diagram.nodes.allSatisfy { stripes($0.rows[0]).isEmpty })
    #expect(diagram.header.chips.allSatisfy { $0.stripes.isEmpty })
  }

  /// Names and tags keep their room beside stripes.
  @Test func nothingIsCut() throws {
    let long = snapshot { tape in
      let role: LeafRole? = .parameter
      return Value(1, label: "a name of 22 characters", role: role, on: tape) * 123456.7
    }
    func width(_ theme: Theme) -> Int? {
      DiagramBuilder(stages: [long], options: DiagramOptions(theme: theme)).diagrams()[0].nodes[0]
        .rows[0].cells.first { !$0.text.isEmpty }?.width
    }
    #expect(try #require(width(.print)) >= #require(width(.light)))
  }

  @Test func wideColumnsWidenTheName() {
    var node = diagram(.print).nodes[0]
    let before = node.rows[0].cells.map(\.width)
    node.widen(to: node.width + 10)
    let grown = zip(before, node.rows[0].cells.map(\.width)).map { $1 - $0 }
    #expect(grown.prefix(2) == [0, 0] && grown.reduce(0, +) == 10)
  }

  @Test func groupsHaveTheirs() {
    let graph = snapshot { tape in
      tape.group("layer 1") {
        Value(1, label: "w", role: .parameter, on: tape)
      } * tape.group("layer 2") { Value(2, label: "w", role: .parameter, on: tape) + 1 }
    }
    let rows = DiagramBuilder(
      stages: [graph], options: DiagramOptions(collapse: .all, theme: .print)
    ).diagrams()[0].nodes.map { $0.rows[0] }
    #expect(rows.map(stripes) == [[2, 2, 2, 2, 2], [], [7, 2, 7]])
  }
}
