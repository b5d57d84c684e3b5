import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct HeaderAndStyleTests {
  private let graph = snapshot { tape in
    let x = Value(2, label: "x", role: .input, on: tape)
    let w = Value(-3, label: "w", role: .parameter, on: tape)
    return (x * w).tanh() + 1
  }

  @Test func titleAndLegend() {
    #expect(DiagramBuilder.pair(graph, DiagramOptions())[0].header.isEmpty)
    let diagrams = DiagramBuilder.pair(
      graph, DiagramOptions(title: "A neuron", hasLegend: true))
    for diagram in diagrams {
      #expect(diagram.title == "A neuron")
      #expect(
        diagram.headerTexts == [
          "A neuron", "input", "parameter", "constant", "operation", "output", "grad > 0",
          "grad < 0", "– no gradient yet",
        ])
    }
    #expect(diagrams[0].header == diagrams[1].header)
  }

  @Test func stylesOfOnesOwn() throws {
    let diagrams = DiagramBuilder.pair(graph, DiagramOptions()) { node in
      guard node.label == "w" else { return nil }
      let gradient = node.gradient.map { "\($0 > 0 ? "down" : "up")" }
      return NodeStyle(
        head: Color(0x102030), outline: Color(0xFF0000), outlineWidth: 3, tag: "weight",
        notes: gradient.map { [.init("step", $0)] } ?? [], link: "#w", isFaint: false)
    }
    let (before, after) = (diagrams[0].nodes[1], diagrams[1].nodes[1])
    #expect(after.texts == ["w", "weight", "data", "-3", "grad", "+4.915e-5", "step", "down"])
    #expect(after.rows[0].fill == Color(0x102030))
    #expect(after.rows[0].cells[0].color == Theme.light.invertedText)
    #expect(after.outline == Color(0xFF0000) && after.outlineWidth == 3 && after.link == "#w")
    // The row that only one stage has takes room in the other as well.
    #expect(before.height == after.height && before.width == after.width)
    #expect(diagrams[1].nodes[0].outline == Theme.light.line)
  }

  @Test func linksNameTheirNode() {
    let graph = snapshot { Value(1, label: "a b/c", on: $0).tanh() }
    let options = DiagramOptions(link: "guide.html?id={id}#{name}")
    let nodes = DiagramBuilder.pair(graph, options)[0].nodes
    #expect(nodes[0].link == "guide.html?id=0#a%20b%2Fc")
    #expect(nodes[1].link == "guide.html?id=1#n1")
  }
}
