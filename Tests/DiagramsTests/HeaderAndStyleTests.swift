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
    #expect(diagrams[0].headerRows() == diagrams[1].headerRows())
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

  @Test func ghostsAreNotUnreached() throws {
    var options = DiagramOptions(hasLegend: true)
    options.showsGhosts = true
    let after = graph.afterBackward()
    let ghosts = try DiagramBuilder(
      stages: [after], options: options, showing: .around("x", radius: 0)
    ).diagrams()[0]
    #expect(ghosts.nodes.contains { $0.isDimmed })
    #expect(ghosts.headerTexts.last == "dashed: not asked for")
    #expect(!ghosts.headerTexts.contains { $0.hasPrefix("–") })
    let unreached = snapshot { tape in
      _ = Value(1, label: "forgotten", on: tape)
      return Value(2, label: "x", on: tape).tanh()
    }
    let diagram = DiagramBuilder(
      stages: [unreached.afterBackward()], options: DiagramOptions(hasLegend: true)
    ).diagrams()[0]
    #expect(
      diagram.headerTexts.suffix(2) == [
        "– no gradient yet", "dashed: output does not depend on it",
      ])
  }

  @Test func whatIsWrittenIsOnOneLine() {
    let diagram = DiagramBuilder(
      stages: [graph], options: DiagramOptions(title: "two\nlines"),
      styleNode: { _ in NodeStyle(tag: "a\nb", notes: [.init("k", "c\nd")]) }
    ).diagrams()[0]
    #expect(diagram.headerTexts == ["two lines"])
    #expect(diagram.nodes[0].texts == ["x", "a b", "data", "2", "grad", "–", "k", "c d"])
  }

  @Test(arguments: [
    " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "JAVASCRIPT:x",
    "vbscript:x",
    "file:///etc", "", " ",
  ])
  func linksRunNothing(_ link: String) {
    #expect(!DiagramOptions.isLink(link))
    let diagrams = DiagramBuilder.pair(graph, DiagramOptions(link: link)) { _ in
      NodeStyle(link: link)
    }
    #expect(diagrams[1].nodes.allSatisfy { $0.link == nil })
  }

  @Test(arguments: [
    "https://a.b/c:d", "HTTP://a", "mailto:a@b", "#n", "a/b:c", "../x.html", "?a:b",
  ])
  func linksLeadSomewhere(_ link: String) {
    #expect(DiagramOptions.isLink(link))
  }

  @Test func linksNameTheirNode() {
    let graph = snapshot { Value(1, label: "a b/c", on: $0).tanh() }
    let options = DiagramOptions(link: "guide.html?id={id}#{name}")
    let nodes = DiagramBuilder.pair(graph, options)[0].nodes
    #expect(nodes[0].link == "guide.html?id=0#a%20b%2Fc")
    #expect(nodes[1].link == "guide.html?id=1#n1")
  }
}
