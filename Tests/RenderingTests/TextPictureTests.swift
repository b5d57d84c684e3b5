import Autograd
import ComputationGraph
import Diagrams
import Rendering
import Testing

@Suite struct TextPictureTests {
  private func text(_ options: DiagramOptions, _ body: (Tape) -> Value) throws -> [String] {
    let diagrams = diagramsAfterBackward(options, body)
    return String(decoding: Picture(of: diagrams).text()[0], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func saysWhatThePictureShows() throws {
    let lines = try text(DiagramOptions(edges: .local, title: "Mine")) { tape in
      let x = Value(2, label: "x", role: .input, on: tape)
      _ = Value(1, label: "unused", on: tape)
      let y = tape.group("layer 1") { x * x }
      y.label = "y"
      return y
    }
    #expect(
      lines == [
        "Mine",
        "Expression graph of 3 nodes, after backward. Output y = 4, computed as x * x. Gradients: "
          + "x 4.",
        "",
        "n0  x input      data 2  grad +4",
        "n1  unused leaf  data 1  grad –   (faint)",
        "n2  y ×          data 4  grad +1  in layer 1  from n0 (2), n0 (2)", "",
      ])
  }

  @Test func throughAJointComesWhatComesToIt() throws {
    let lines = try text(DiagramOptions(depth: 1)) { tape in
      let inputs = (1...3).map { Value(Double($0), label: "x\($0)", on: tape) }
      let hidden = (1...4).map { index in tape.group("h\(index)") { Value.sum(inputs).tanh() } }
      return tape.group("out") { Value.sum(hidden) }
    }
    #expect(lines.count { $0.hasSuffix("from n0, n1, n2") } == 4)
    #expect(lines.contains { $0.hasSuffix("from g3, g5, g7, g9") })
  }
}
