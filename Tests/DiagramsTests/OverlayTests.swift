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
    #expect(overlay.marks[0] == [.init(key: "of max", text: "1", tone: .good)])
    #expect(overlay.marks[1] == [.init(key: "of max", text: "1e-5", tone: .notice)])
    // 0 · ∂log(0) is 0 · ∞.
    #expect(overlay.marks[2] == [.init(key: "of max", text: "not finite", tone: .bad)])
    #expect(overlay.marks[3] == [.init(key: "of max", text: "0", tone: .warning)])
    let constants = graph().nodes.indices.filter { graph().nodes[$0].builtIn == .constant }
    #expect(constants.allSatisfy { overlay.marks[$0] == nil })
    #expect(Overlay.gradient(of: graph().beforeBackward()).marks.isEmpty)
  }

  @Test(arguments: DiagramOptions.Style.allCases) func marksAreRows(_ style: DiagramOptions.Style) {
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
      #expect(diagram.nodes.last?.id == "legend")
      #expect(texts(diagram.nodes[diagram.nodes.count - 1]) == ["check", "wrong"])
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
}
