import Autograd
import ComputationGraph
import Diagrams
import Foundation
import TestSupport
import Graphviz
import Testing

@testable import Rendering

@Suite struct DOTTests {
  static func diagram(
    label: String = "x", style: DiagramOptions.Style = .micrograd
  ) -> Diagram {
    let tape = Tape()
    let x = Value(2, label: label, on: tape)
    let y = tape.group("squares & more") { x * x }
    y.backward()
    let graph = GraphSnapshot(root: y)
    return DiagramBuilder(stages: [graph], options: DiagramOptions(style: style)).diagrams()[0]
  }

  @Test func exactText() {
    let table = #"<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">"#
    func cell(_ width: Int, _ height: Int, _ text: String, _ border: Bool = true) -> String {
      let border = border ? " BORDER=\"1\" SIDES=\"L\" COLOR=\"#1c2733\"" : ""
      let font = text.isEmpty ? "" : "<FONT COLOR=\"#1c2733\">\(text)</FONT>"
      return #"<TD FIXEDSIZE="TRUE" WIDTH="\#(width)" HEIGHT="\#(height)"\#(border)>\#(font)</TD>"#
    }
    func label(_ cells: String) -> String {
      "<\(table)<TR><TD ALIGN=\"LEFT\">\(table)<TR>\(cells)</TR></TABLE></TD></TR></TABLE>>"
    }
    let look = ##"color="#1c2733", penwidth=1, style=filled, fillcolor="#ffffff""##
    let x = label(cell(21, 30, "x", false) + cell(57, 30, "data 2") + cell(57, 30, "grad 4"))
    let y = label(cell(21, 30, "", false) + cell(57, 30, "data 4") + cell(57, 30, "grad 1"))
    let font = "DejaVu Sans Mono,Menlo,Consolas,Liberation Mono,monospace"
    let title =
      "<\(table)<TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"113\" HEIGHT=\"18\"><FONT FACE=\"\(font)\""
      + " POINT-SIZE=\"11.8\" COLOR=\"#566270\">squares &amp; more</FONT></TD></TR></TABLE>>"
    let o = label(cell(34, 34, "*", false))
    #expect(
      GraphDescription(DOTTests.diagram(), under: nil).dotText == ##"""
        digraph multigrad {
          graph [rankdir=LR, bgcolor="#ffffff", nodesep=0.2, ranksep=0.45, pad=0.1667, nslimit=4]
          node [shape=box, fixedsize=true, margin=0, fontname="DejaVu Sans Mono,Menlo,Consolas,Liberation Mono,monospace", fontsize=11.8]
          edge [color="#66727f", arrowsize=0.7]
          n0 [width=1.9028, height=0.4444, \##(look), label=\##(x)]
          o1 [width=0.5, height=0.5, shape=ellipse, \##(look), label=\##(o)]
          n1 [width=1.9028, height=0.4444, \##(look), label=\##(y)]
          subgraph cluster_1 {
            graph [label=\##(title), labeljust=l, margin=8, style=filled, fillcolor="#f6f8fb", color="#c6d0db"]
            o1
            n1
          }
          n0 -> o1
          n0 -> o1
          o1 -> n1
        }

        """##)
  }

  /// Graphs of 500 nodes and more are ranked by the newer way, which takes half of the time.
  @Test(arguments: [(498, "nslimit=4"), (499, "newrank=true, nslimit=1, nslimit1=1")])
  func bigGraphsAreRankedInAnotherWay(operations: Int, attributes: String) {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      var x = Value(1, on: tape)
      for _ in 0..<operations { x = x.tanh() }
      return GraphSnapshot(root: x)
    }
    let options = DiagramOptions(collapse: .none)
    let diagram = DiagramBuilder(stages: [graph], options: options).diagrams()[0]
    #expect(diagram.nodes.count == operations + 1)
    #expect(
      GraphDescription(diagram, under: nil).dotText.contains(", pad=0.1667, \(attributes)]"))
  }

  /// Graphviz's own program reads what we write, whatever the label, and without a warning.
  @Test(
    .enabled(if: Command.path(of: "dot") != nil, "the program dot is not installed"),
    arguments: [
      "x", "\"quoted\"", "back\\slash\\", "<b>&amp;</b>", "{|}", "line\nbreak", "日本 λ", "\u{1}",
      "\\N \\G", "]; node [x=y", "a\u{0}b", "digraph",
    ], [DiagramOptions.Style.cards, .micrograd])
  func dotReadsIt(_ label: String, _ style: DiagramOptions.Style) throws {
    let folder = try TemporaryFolder()
    let diagram = DOTTests.diagram(label: label, style: style)
    let text = GraphDescription(diagram, under: nil).dotText
    try folder.write("graph.dot", text)
    let result = try #require(try Command.tool("dot", ["-Tsvg", "graph.dot"], in: folder))
    #expect(result.code == 0)
    #expect(result.errors == "")
    let drawn = try #require(SVGStructure(result.output))
    #expect(drawn.groups("node").count == (style == .cards ? 2 : 3))
    #expect(drawn.groups("edge").count == (style == .cards ? 2 : 3))
    #expect(drawn.groups("cluster").count == 1)
  }
}
