import Autograd
import ComputationGraph
import Diagrams
import Testing

@testable import Rendering

@Suite struct MermaidTests {
  private func text(
    _ options: DiagramOptions = DiagramOptions(), warn: @escaping (String) -> Void = { _ in },
    _ body: (Tape) -> Value
  ) -> [String] {
    let diagrams = diagramsAfterBackward(options, body)
    return String(decoding: Picture(of: diagrams, warn: warn).mermaid()[0], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  @Test func cardsFramesAndArrows() {
    let lines = text(DiagramOptions(edges: .local, direction: .topToBottom, title: "Mine")) {
      tape in
      let x = Value(2, label: "x", role: .input, on: tape)
      let y = tape.group("layer 1") { x * x }
      y.label = "y"
      return y
    }
    #expect(
      lines == [
        "flowchart TB", "  accTitle: Mine",
        "  accDescr: Expression graph of 2 nodes, after backward. Output y = 4, computed as x * x. "
          + "Gradients: x 4.",
        "  subgraph frame1[\"layer 1\"]", "    n1[\"y ×<br/>data 4<br/>grad +1\"]", "  end",
        "  style frame1 fill:#f6f8fb,stroke:#c6d0db,color:#566270",
        "  n0[\"x input<br/>data 2<br/>grad +4\"]",
        // x * x has two arrows.
        "  n0 ==>|\"2\"| n1", "  n0 ==>|\"2\"| n1",
        "  classDef look0 fill:#1d3955,stroke:#1d3955,color:#ffffff", "  class n1 look0",
        "  classDef look1 fill:#add3fd,stroke:#66727f,color:#1c2733", "  class n0 look1",
      ])
  }

  /// What Mermaid would take for its own language is a code.
  @Test func namesAreEscaped() {
    let lines = text { Value(1, label: "\"a\" #1; <b> `c` \\n & é", on: $0).tanh() }
    #expect(
      lines.contains {
        $0.hasPrefix("  n0[\"#34;a#34; #35;1#59; #60;b#62; #96;c#96; #92;n #38; é leaf<br/>data 1")
      })
  }

  @Test func manyArrowsAreWarnedOf() {
    func warnings(_ operations: Int) -> Int {
      var count = 0
      _ = text(DiagramOptions(collapse: .none), warn: { _ in count += 1 }) { tape in
        (0..<operations).reduce(Value(0.5, on: tape)) { value, _ in value.tanh() }
      }
      return count
    }
    #expect(warnings(500) == 0)
    #expect(warnings(501) == 1)
  }
}
