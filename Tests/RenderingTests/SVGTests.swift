import Autograd
import ComputationGraph
import Diagrams
import Foundation
import Drawings
import NeuralNetworks
import Rendering
import TestSupport
import Testing

@Suite struct SVGTests {
  /// A neuron in a frame, with a parameter that was forgotten.
  static func diagrams(style: DiagramOptions.Style = .cards, label: String = "o") -> [Diagram] {
    let tape = Tape()
    let x = Value(2, label: "x1", role: .input, on: tape)
    let output = tape.group("neuron") {
      let w = Value(-3, label: "w1", role: .parameter, on: tape)
      _ = Value(0, label: "w2", role: .parameter, on: tape)
      return (x * w + 1).tanh()
    }
    output.label = label
    output.backward()
    let after = GraphSnapshot(root: output, extent: .wholeTape)
    return DiagramBuilder(
      stages: [after.beforeBackward(), after], options: DiagramOptions(style: style)
    ).diagrams()
  }

  private func structures(_ diagrams: [Diagram]) throws -> [SVGStructure] {
    try Picture(of: diagrams).svg().map { try #require(SVGStructure(Data($0))) }
  }

  @Test func structure() throws {
    let after = try structures(SVGTests.diagrams())[1]
    let root = try #require(after.all("svg").first)
    #expect(root.attributes["role"] == "img")
    #expect(
      root.attributes["viewBox"] == "0 0 \(root.attributes["width"]!) \(root.attributes["height"]!)"
    )
    let title = try #require(after.elements.first { $0.name == "title" && $0.path == ["svg"] })
    #expect(title.text == "Expression graph of o, after backward")
    #expect(after.elements.contains { $0.name == "desc" && $0.path == ["svg"] && !$0.text.isEmpty })
    #expect(after.groups("node").count == 7)
    #expect(after.groups("edge").count == 5)
    #expect(after.groups("frame").count == 1)
    #expect(after.groups("dimmed").map { $0.attributes["id"] } == ["n2"])
    let ids = after.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    #expect(after.texts.contains("neuron"))
    #expect(after.texts.contains("w1"))
  }

  @Test(arguments: DiagramOptions.Style.allCases)
  func beforeAndAfterHaveTheSameLayout(_ style: DiagramOptions.Style) throws {
    let pictures = try structures(SVGTests.diagrams(style: style))
    #expect(pictures[0].boxes == pictures[1].boxes)
    let edges = pictures.map { picture in
      picture.all("polygon").map { $0.attributes["points"] }
        + picture.all("path").filter { $0.path.last == "g" && $0.attributes["fill"] == "none" }
        .map { $0.attributes["d"] }
    }
    // Lines of a network have no heads.
    #expect(edges[0].count >= (style == .network ? 1 : 10))
    #expect(edges[0] == edges[1])
    #expect(pictures[0].texts.contains { $0.hasSuffix("–") })
  }

  /// Every box is inside the picture, no two cards overlap, and every frame contains its cards.
  @Test func geometry() throws {
    let diagram = SVGTests.diagrams()[1]
    let picture = try structures([diagram])[0]
    let root = try #require(picture.all("svg").first)
    let (width, height) = (try #require(root.number("width")), try #require(root.number("height")))
    let margin = 12.0
    let cards = picture.all("rect").filter { $0.attributes["fill"] == "none" }
    #expect(cards.count == diagram.nodes.count)
    func sides(_ rect: SVGStructure.Element) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
      let (x, y) = (rect.number("x")!, rect.number("y")!)
      return (x...x + rect.number("width")!, y...y + rect.number("height")!)
    }
    for (index, card) in cards.enumerated() {
      let box = sides(card)
      #expect(box.x.lowerBound >= 0 && box.x.upperBound <= width - 2 * margin)
      #expect(box.y.lowerBound >= 0 && box.y.upperBound <= height - 2 * margin)
      // As wide as the widest of its column.
      let column = cards.filter { $0.number("x") == card.number("x") }
      #expect(column.allSatisfy { $0.number("width") == card.number("width") })
      #expect(card.number("width")! >= Double(diagram.nodes[index].width))
      for other in cards[..<index].map(sides) {
        #expect(!(box.x.overlaps(other.x) && box.y.overlaps(other.y)))
      }
    }
    let frame = sides(try #require(picture.all("rect").first { $0.attributes["rx"] == "6" }))
    for node in diagram.frames[0].nodes {
      let box = sides(cards[node])
      #expect(frame.x.contains(box.x.lowerBound) && frame.x.contains(box.x.upperBound))
      #expect(frame.y.contains(box.y.lowerBound) && frame.y.contains(box.y.upperBound))
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a & b", "\"quotes\" 'both'", "\u{0}\u{1}\u{8}\u{FFFE}\u{7F}",
    "]]>", "日本 λ ∂ 😀", "line\nbreak\ttab", "&#1; &#xD800;", "--><!--",
  ])
  func anyLabelIsWellFormed(_ label: String) throws {
    for picture in try structures(SVGTests.diagrams(label: label)) {
      #expect(picture.all("script").isEmpty)
      #expect(picture.groups("node").count == 7)
    }
  }

  @Test func sameInputSameBytes() throws {
    let first = try Picture(of: SVGTests.diagrams()).svg()
    let other = try Picture(of: SVGTests.diagrams(style: .micrograd)).svg()
    #expect(try Picture(of: SVGTests.diagrams()).svg() == first)
    #expect(other != first)
  }

  /// Another engine is one type, and the writer does not know of it.
  @Test func layoutsCanComeFromAnywhere() throws {
    struct ByHand: LayoutEngine {
      func layout(
        of diagram: Diagram, willBegin: (DrawingPhase) -> Void
      ) throws -> Layout {
        let centers = [Layout.Point(x: 50, y: 50), Layout.Point(x: 250.126, y: 50)]
        let curve = [Layout.Point(x: 1, y: 2), Layout.Point(x: 3, y: 4)]
        return Layout(
          width: 300, height: 100,
          nodes: centers.map { Layout.Box(center: $0, width: 80, height: 60) },
          edges: [Layout.Edge](repeating: Layout.Edge(curves: [curve]), count: 2),
          frames: [
            Layout.Frame(
              box: Layout.Box(center: Layout.Point(x: 250, y: 50), width: 90, height: 90))
          ],
          warnings: ["made by hand"])
      }
    }
    let diagram = DOTTests.diagram(style: .cards)
    var warnings: [String] = []
    let files = try Picture(of: [diagram, diagram], laidOutBy: ByHand()) { warnings.append($0) }
      .svg()
    let picture = try #require(SVGStructure(Data(files[1])))
    #expect(picture.all("svg")[0].attributes["width"] == "324")
    let card = picture.all("rect").last { $0.attributes["fill"] == "none" }
    #expect(card?.attributes["x"] == "210.13")
    #expect(picture.all("path").filter { $0.attributes["d"] == "M1,2C3,4" }.count == 2)
    #expect(warnings == ["made by hand"])
  }

  /// A link, or a text from a user's file, cannot end the attribute that it stands in.
  @Test func nothingBreaksOutOfAnAttribute() throws {
    let breakout = "https://a.org/\" onclick=\"alert(1)"
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      GraphSnapshot(root: Value(2, label: breakout, on: tape).tanh())
    }
    var diagram = DiagramBuilder(stages: [graph]).diagrams()[0]
    diagram.nodes[0].link = breakout
    let picture = try structures([diagram])[0]
    #expect(picture.all("a").map { $0.attributes["href"] } == [breakout])
    #expect(picture.elements.allSatisfy { $0.attributes["onclick"] == nil })
  }

  /// A text of which fonts do not agree how wide it is, and only such a one, is fitted into its room.
  @Test(arguments: [
    ("😀", true), ("x", false), ("日本", true), ("λ", false), ("\u{24F}", false), ("\u{250}", true),
  ])
  func textsOfDoubtfulWidthAreFitted(_ label: String, _ isFitted: Bool) throws {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let y = tape.group(label) { Value(2, on: tape).tanh() }
      y.label = label
      return GraphSnapshot(root: y)
    }
    let diagrams = DiagramBuilder(stages: [graph]).diagrams()
    for text in try structures(diagrams)[0].all("text") {
      let isLabel = text.text == label
      #expect((text.attributes["textLength"] != nil) == (isLabel && isFitted), "\(text)")
      if isLabel && isFitted {
        // Columns of 0.6 of the font's size.
        let size = text.number("font-size") ?? 12
        let columns = label == "日本" ? 4.0 : label == "😀" ? 2 : 1
        #expect(abs(try #require(text.number("textLength")) - columns * 0.6 * size) < 0.01)
        #expect(text.attributes["lengthAdjust"] == "spacingAndGlyphs")
      }
    }
  }

  @Test(.enabled(if: Command.path(of: "xmllint") != nil, "xmllint is not installed"))
  func xmllintAgrees() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.svg", Data(Picture(of: SVGTests.diagrams()).svg()[1]))
    let result = try #require(try Command.tool("xmllint", ["--noout", "a.svg"], in: folder))
    #expect(result.code == 0)
    #expect(result.errors == "")
  }
}

/// Graphviz goes through clusters by the addresses of their names, unless one prevents it: then a
/// layout would depend on what the heap looks like.
@Suite struct HeapTests {
  @Test func layoutDoesNotDependOnTheHeap() throws {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([3, 4, 4, 1], using: &generator, on: tape)
    var predictions: [Value] = []
    for (index, inputs) in DataSet.micrograd.inputs.enumerated() {
      tape.group("sample \(index + 1)") {
        predictions += model(inputs.map { Value($0, on: tape) })
      }
    }
    let targets = (DataSet.micrograd.numbers ?? []).map { Value($0, on: tape) }
    let loss = meanSquaredError(predictions: predictions, targets: targets)
    let diagrams = DiagramBuilder(
      stages: [GraphSnapshot(root: loss, extent: .wholeTape)],
      options: DiagramOptions(collapse: .none)
    ).diagrams()
    let first = try Picture(of: diagrams).svg()
    for round in 1...4 {
      // Holes of many sizes, as a program that has been running for a while leaves them.
      var blocks: [UnsafeMutableRawPointer] = []
      for _ in 0..<5000 {
        blocks.append(
          .allocate(byteCount: .random(in: 8...500, using: &generator), alignment: 16))
      }
      let kept = Set(blocks.indices.filter { _ in Bool.random(using: &generator) })
      for index in blocks.indices where !kept.contains(index) { blocks[index].deallocate() }
      #expect(try Picture(of: diagrams).svg() == first, "round \(round)")
      for index in kept { blocks[index].deallocate() }
    }
  }

  /// Whatever was drawn before, also where Graphviz is asked to keep operands in order.
  @Test(arguments: DiagramOptions.Style.allCases)
  func placesDoNotDependOnWhatWasDrawnBefore(_ style: DiagramOptions.Style) throws {
    var generator = SeededGenerator(seed: 7)
    var ordered = 0
    for _ in 0..<60 {
      let tape = Tape()
      let graph = withExtendedLifetime(tape) {
        var values = (0..<3).map { Value(Double($0) + 0.5, on: tape) }
        for _ in 0..<Int.random(in: 4...24, using: &generator) {
          let a = values[Int.random(in: 0..<values.count, using: &generator)]
          let b = values[Int.random(in: 0..<values.count, using: &generator)]
          switch Int.random(in: 0..<5, using: &generator) {
          case 0: values.append(a + b)
          case 1: values.append(a * b)
          case 2: values.append(a / b)
          case 3: values.append(max(a, b))
          default: values.append(a.tanh())
          }
        }
        return GraphSnapshot(root: values[values.count - 1], extent: .wholeTape)
      }
      let options = DiagramOptions(style: style, edges: .local)
      let diagram = DiagramBuilder(stages: [graph], options: options).diagrams()[0]
      if diagram.ordersOperands { ordered += 1 }
      let files = try (0..<4).map { _ in try Picture(of: [diagram]).svg()[0] }
      #expect(Set(files).count == 1)
    }
    #expect(ordered > 5)
  }
}
