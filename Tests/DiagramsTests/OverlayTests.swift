import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct OverlayTests {
  private func graph() -> GraphSnapshot {
    let tape = Tape()
    let (a, b, c, d) = (
      Value(1, label: "a", on: tape), Value(1, label: "b", on: tape),
      Value(0, label: "c", on: tape), Value(1, label: "d", on: tape)
    )
    let root = a * 100 + b * 1e-3 + c.log() * 0 + d * 0
    root.backward()
    return GraphSnapshot(root: root, extent: .wholeTape)
  }

  private func texts(_ node: Diagram.Node) -> [String] {
    node.rows.flatMap(\.cells).map(\.text)
  }

  @Test func gradientsBesideTheGreatest() {
    let overlay = Overlay.gradient(of: graph())
    #expect(overlay.marks[0] == [.init(key: "of max", text: "1", tone: .good, weight: 1)])
    #expect(overlay.marks[1] == [.init(key: "of max", text: "1e-5", tone: .notice, weight: 1e-5)])
    // 0 · ∂log(0) is 0 · ∞.
    #expect(
      overlay.marks[2] == [.init(key: "of max", text: "not finite", tone: .bad, weight: .infinity)])
    #expect(overlay.marks[3] == [.init(key: "of max", text: "0", tone: .warning)])
    let constants = graph().nodes.indices.filter { graph().nodes[$0].builtIn == .constant }
    #expect(constants.allSatisfy { overlay.marks[$0] == nil })
    #expect(Overlay.gradient(of: graph().beforeBackward()).marks.isEmpty)
  }

  @Test(arguments: [DiagramOptions.Style.cards, .micrograd]) func marksAreRows(
    _ style: DiagramOptions.Style
  ) {
    let mark = Overlay.Mark(key: "check", text: "wrong: 0.83 is numerically 1.02", tone: .bad)
    let overlay = Overlay(
      marks: [0: [mark]], ghosts: [1], legend: [.init(key: "check", text: "wrong", tone: .bad)])
    let after = graph()
    let diagrams = DiagramBuilder(
      stages: [after.beforeBackward(), after],
      options: DiagramOptions(style: style, overlay: overlay)
    ).diagrams()
    for diagram in diagrams {
      let node = diagram.nodes[0]
      #expect(texts(node).suffix(2) == [mark.key, mark.text])
      for row in node.rows { #expect(row.width <= node.width - 2 * Diagram.Node.inset) }
      #expect(diagram.nodes[1].isDimmed)
      #expect(diagram.headerTexts.contains("check: wrong"))
    }
    #expect(diagrams[0].nodes.map(\.height) == diagrams[1].nodes.map(\.height))
  }

  @Test func aGroupShowsItsWorstMarks() {
    let tape = Tape()
    let y = tape.group("layer 1") {
      (0..<5).reduce(Value(1, on: tape)) { sum, _ in sum.tanh() }
    }
    let tones: [Overlay.Tone] = [.good, .good, .bad, .notice, .good, .warning]
    let overlay = Overlay(
      marks: Dictionary(
        uniqueKeysWithValues: tones.enumerated().map {
          ($0, [.init(key: "check", text: $1.rawValue, tone: $1)])
        }))
    let diagram = DiagramBuilder(
      stages: [GraphSnapshot(root: y)], options: DiagramOptions(collapse: .all, overlay: overlay)
    ).diagrams()[0]
    #expect(
      texts(diagram.nodes[0]).suffix(8) == [
        "check", "bad", "check", "warning", "check", "notice", "and", "3 more",
      ])
  }

  /// A sum over a group is neither of its gradients; and what is said twice is said once.
  @Test func aGroupShowsItsGreatestGradient() {
    let tape = Tape()
    let y = tape.group("layer 1") { (Value(2, on: tape) * 3 + 1).tanh() * 4 }
    y.backward()
    let after = GraphSnapshot(root: y)
    let diagrams = DiagramBuilder(
      stages: [after.beforeBackward(), after],
      options: DiagramOptions(collapse: .all, overlay: .gradient(of: after))
    ).diagrams()
    #expect(texts(diagrams[1].nodes[0]).suffix(2) == ["of max", "1"])
    #expect(texts(diagrams[0].nodes[0]).suffix(2) == ["of max", "–"])
  }

  /// The colours of gradients are mixed into the card's, so that those of marks stand out.
  @Test func gradientsAreMutedUnderMarks() throws {
    let theme = Theme.light
    func diagram(_ overlay: Overlay?) -> Diagram {
      DiagramBuilder(
        stages: [graph()], options: DiagramOptions(overlay: overlay, hasLegend: true)
      ).diagrams()[0]
    }
    func fill(_ diagram: Diagram) -> Color? { diagram.nodes[0].rows[2].fill }
    func chip(_ diagram: Diagram) -> Color? {
      diagram.header.chips.first { $0.text == "grad > 0" }?.fill
    }
    let muted = theme.card.mixed(with: theme.positive, 0.3)
    #expect(fill(diagram(nil)) == theme.positive && chip(diagram(nil)) == theme.positive)
    let marked = diagram(Overlay(marks: [:]))
    #expect(fill(marked) == muted && chip(marked) == muted)
  }

  /// So are the colours of units, of data and of gradients alike.
  @Test func unitsAreMutedUnderMarks() throws {
    let graph = snapshot { tape in
      let x = Value(3, label: "x", role: .input, on: tape)
      return tape.group("layer 1/neuron 1") {
        (Value(2, label: "w", role: .parameter, on: tape) * x).tanh()
      }
    }
    func fills(_ overlay: Overlay?) -> [Color?] {
      DiagramBuilder.pair(graph, DiagramOptions(style: .network, overlay: overlay)).flatMap {
        $0.nodes.map(\.fill)
      }
    }
    let (plain, muted) = (fills(nil), fills(Overlay(marks: [:])))
    #expect(plain.count == 4)
    for (plain, muted) in zip(plain, muted) {
      let (plain, muted) = (try #require(plain), try #require(muted))
      let half = Theme.light.card.mixed(with: plain, 0.3)
      #expect(abs(Int(half.red) - Int(muted.red)) < 2)
      #expect(abs(Int(half.blue) - Int(muted.blue)) < 2 && plain != muted)
    }
  }

  /// A finding about a leaf that the root does not depend on must be seen.
  @Test func anUnreachedNodeThatIsMarkedIsNotFaint() {
    let tape = Tape()
    let (b, c) = (Value(3, label: "b", on: tape), Value(4, label: "c", on: tape))
    let graph = GraphSnapshot(root: Value(2, label: "a", on: tape) * 5, extent: .wholeTape)
    let overlay = Overlay(
      marks: [0: [.init(key: "health", text: "unreached", tone: .warning)]])
    let nodes = DiagramBuilder(
      stages: [graph], options: DiagramOptions(overlay: overlay)
    ).diagrams()[0].nodes
    #expect(graph.nodes[0].label == b.label && graph.nodes[1].label == c.label)
    #expect(!nodes[0].isDimmed && nodes[1].isDimmed)
  }
}
