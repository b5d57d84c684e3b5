import Autograd
import ComputationGraph
import Diagrams
import Testing
import Text

/// Every limit that a picture has, on both sides and close to it.
@Suite struct LimitTests {
  /// A leaf and a number of values, each computed from the one before.
  private func chain(_ count: Int) -> GraphSnapshot {
    snapshot { tape in
      (0..<count).reduce(Value(0.5, label: "x", on: tape)) { value, _ in value.tanh() }
    }
  }

  private func sum(_ count: Int) -> GraphSnapshot {
    snapshot { tape in Value.sum((1...count).map { Value(1, label: "x\($0)", on: tape) }) }
  }

  private func diagram(
    of graph: GraphSnapshot, _ options: DiagramOptions = DiagramOptions()
  ) -> Diagram {
    DiagramBuilder(stages: [graph.afterBackward()], options: options).diagrams()[0]
  }

  @Test(arguments: [nil, 1]) func cardsThatCanBeRead(_ depth: Int?) throws {
    let options = DiagramOptions(depth: depth)
    for (graph, isWhole) in [(chain(149), true), (chain(150), false)] {
      let builders = [
        DiagramBuilder(stages: [graph], options: options),
        try DiagramBuilder(stages: [graph], options: options, showing: .ancestors(of: "n1")),
        try DiagramBuilder(
          stages: [graph], options: options, showing: .ancestors(of: "n\(graph.root)")),
      ]
      #expect(builders.map(\.outline.isWhole) == [isWhole, false, isWhole])
      #expect(builders[0].outline.cards.count <= 150 && builders[2].outline.cards.count <= 150)
    }
  }

  @Test func operandsThatAreKeptInOrder() {
    let options = DiagramOptions(collapse: .none)
    #expect(diagram(of: chain(149), options).ordersOperands)
    #expect(!diagram(of: chain(150), options).ordersOperands)
  }

  @Test func thousandsHaveACommaFromTheFirst() {
    #expect(DiagramBuilder(stages: [chain(998)]).view.contains(" of 999 values"))
    #expect(DiagramBuilder(stages: [chain(999)]).view.contains(" of 1,000 values"))
  }

  @Test func namesOf24Columns() {
    func name(_ length: Int) -> String {
      let label = String(repeating: "a", count: length)
      return diagram(of: snapshot { Value(1, label: label, on: $0) }).nodes[0].texts[0]
    }
    #expect(name(24) == String(repeating: "a", count: 24))
    #expect(name(25) == "aaaaaaaaaaaa…aaaaaaaaaaa")
  }

  @Test func inputsThatATooltipNames() {
    let (named, cut) = (diagram(of: sum(12)).nodes[12], diagram(of: sum(13)).nodes[13])
    #expect(named.tooltip.contains("x12") && !named.tooltip.contains("…"))
    #expect(cut.tooltip.contains("x12, …") && !cut.tooltip.contains("x13"))
    #expect(cut.tooltip.split(separator: "\n").count { $0.hasPrefix("∂") } == 12)
  }

  @Test func expressionsAreSpelledTwoDeep() {
    func title(_ body: (Value) -> Value) -> Substring? {
      let graph = snapshot { body(Value(1, label: "x", on: $0)) }
      return diagram(of: graph).nodes.last?.tooltip.split(separator: "\n").first
    }
    #expect(title { $0.exp().sin().cos() } == "cos(sin(exp(x)))")
    #expect(title { $0.tanh().exp().sin().cos() } == "cos(sin(exp(…)))")
  }

  @Test func constantsThatACardNames() {
    func tag(_ count: Int) -> String? {
      let graph = snapshot { tape in
        (1...count).reduce(Value(1, label: "x", on: tape)) { $0 + Double($1) }
      }
      return diagram(of: graph, DiagramOptions(folding: [.sums, .constants])).nodes.last?.texts[0]
    }
    #expect(tag(4) == "Σ + 1 + 2 + 3 + 4")
    #expect(tag(5) == "Σ + 1 + 2 + 3 + 4 + …")
  }

  @Test func inputsThatAStepWritesOut() throws {
    for (count, last) in [(6, "x6.grad"), (7, "and 1 more")] {
      let builder = try DiagramBuilder(backwardOf: sum(count))
      let texts = builder.diagram(at: 1).headerTexts
      #expect(texts.last?.hasPrefix(last) == true, "\(texts)")
    }
  }

  @Test func stepsThatAreAskedFor() throws {
    #expect(try DiagramBuilder(backwardOf: chain(5), limit: 5).steps.count == 5)
    #expect { try DiagramBuilder(backwardOf: chain(5), limit: 4) } throws: {
      ($0 as? BackwardStepError) == .tooMany(5)
    }
    #expect { try DiagramBuilder(backwardOf: chain(0)) } throws: {
      ($0 as? BackwardStepError) == .nothingComputed
    }
  }

  @Test(arguments: [(2, 4, 0), (3, 3, 1)])
  func arrowsThatMeetInADot(_ inputs: Int, _ neurons: Int, _ dots: Int) {
    let graph = snapshot { tape in
      let x = (1...inputs).map { Value(Double($0), label: "x\($0)", on: tape) }
      let outputs = (1...neurons).map { neuron in
        tape.group("layer 1/neuron \(neuron)") { Value.sum(x).tanh() }
      }
      return tape.group("loss") { Value.sum(outputs) }
    }
    let nodes = diagram(of: graph, DiagramOptions(depth: 2)).nodes
    #expect(nodes.count { $0.shape == .point } == dots)
  }

  @Test(arguments: [(11, false), (12, true)])
  func valuesThatAreShownAsBars(_ count: Int, _ hasBars: Bool) {
    let graph = snapshot { tape in
      let outputs = (1...count).map { index in
        tape.group("sample \(index)/layer 1") { Value(Double(index), on: tape) * 2 }
      }
      return tape.group("loss") { Value.sum(outputs) }
    }
    let card = diagram(of: graph, DiagramOptions(collapse: .all)).nodes[0]
    #expect(card.rows.flatMap(\.cells).contains { !$0.bars.isEmpty } == hasBars)
  }

  @Test func titlesAsWideAsThePicture() {
    func lines(_ second: Int, over width: Int = 619) -> Int {
      let words = [("a", 41), ("b", second)].map { String(repeating: $0, count: $1) }
      let options = DiagramOptions(title: words.joined(separator: " "))
      return diagram(of: chain(1), options).headerRows(over: width).count {
        !$0.cells[0].text.isEmpty
      }
    }
    // 84 columns of 7.2 points, a point, and the room at both sides.
    #expect(lines(42) == 1)
    #expect(lines(43) == 2)
    #expect(lines(43, over: 626) == 1)
    // However wide the picture is, a line has 112 columns; however narrow, 340 points.
    #expect(lines(70, over: 2000) == 1)
    #expect(lines(71, over: 2000) == 2)
    #expect(lines(3, over: 10) == 1)
    #expect(lines(4, over: 10) == 2)
  }

  @Test func legendsAsWideAsThePicture() {
    func rows(_ columns: Int, over width: Int = 622) -> Int {
      let legend = zip(["k", "l"], [40, columns]).map {
        Overlay.Mark(key: $0, text: String(repeating: "a", count: $1 - 3), tone: .good)
      }
      let options = DiagramOptions(overlay: Overlay(marks: [0: legend], legend: legend))
      return diagram(of: chain(1), options).headerRows(over: width).count { row in
        row.cells.contains { $0.fill != nil }
      }
    }
    // 6 + 301 points, and 6 + 309.
    #expect(rows(41) == 1)
    #expect(rows(42) == 2)
    #expect(rows(42, over: 630) == 1)
    #expect(rows(41, over: 300) == 2)
  }

  @Test func gradientsThatADescriptionNames() {
    #expect(diagram(of: sum(12)).description.contains("Gradients: x1 1, "))
    #expect(!diagram(of: sum(13)).description.contains("Gradients"))
  }

  @Test(arguments: [(15, 15), (16, 16), (17, 16)]) func groupsNest16Deep(_ depth: Int, _ drawn: Int)
  {
    let path = (1...depth).map { "g\($0)" }.joined(separator: "/")
    let graph = snapshot { tape in tape.group(path) { Value(1, on: tape).tanh() } }
    #expect(GraphOutline.deepestGroup(of: graph) == drawn)
    let outermost = diagram(of: graph).frames
    let frames = sequence(first: outermost) { $0.first?.frames }.prefix { !$0.isEmpty }
    #expect(Array(frames).count == drawn)
  }

  @Test func namesThatAnErrorLists() {
    func error(_ count: Int) -> GraphSelectionError? {
      #expect(throws: GraphSelectionError.self) {
        try DiagramBuilder(stages: [sum(count)], showing: .ancestors(of: "nobody"))
      }
    }
    #expect(error(12)?.description.hasSuffix("x11, x12.") == true)
    #expect(error(13)?.description.hasSuffix("x11, x12, …") == true)
    for (count, listed) in [(199, 199), (200, 200), (201, 200)] {
      let known = (1...listed).map { "x\($0)" }
      #expect(error(count) == .unknownName("nobody", known: known))
    }
  }

  @Test func momentsOfAnAnimation() {
    func animation(_ count: Int) -> DiagramAnimation {
      let diagrams = DiagramBuilder.pair(chain(count), DiagramOptions(collapse: .none))
      return DiagramAnimation(before: diagrams[0], after: diagrams[1])
    }
    // There and back takes two moments for each card.
    #expect([6, 7, 22, 23, 24].map { animation($0).moment } == [800, 750, 260, 250, 250])
    #expect(animation(100).arrivals == Array(0...100))
    #expect(Set(animation(101).arrivals).count < 102 && animation(101).arrivals.max() == 100)
  }
}

@Suite struct GradientColourTests {
  /// The flow to each of some leaves is the number that it is multiplied by.
  private func graph(_ gradients: [Double]) -> GraphSnapshot {
    snapshot { tape in
      Value.sum(gradients.map { Value(1, label: "x", on: tape) * $0 })
    }
  }

  private func leaves(_ gradients: [Double]) -> [Diagram.Node] {
    DiagramBuilder.pair(graph(gradients), DiagramOptions())[1].nodes
      .filter { $0.texts[0].hasPrefix("x") }
  }

  /// Four powers of ten from the palest to the strongest.
  @Test func widthsSpanFourDecades() throws {
    let diagram = DiagramBuilder.pair(
      graph([1, 1e-2, 1e-3, 1.1e-4, 0.9e-4]), DiagramOptions(edges: .flow))[1]
    func width(_ text: String) throws -> Double {
      // Of the arrows into a product, the one from its constant has no label.
      try #require(diagram.edges.first { $0.label?.text == text }).width
    }
    #expect(try width("+1") == 8)
    #expect(abs(try width("+0.01") - 4.5) < 0.07)
    #expect(abs(try width("+0.001") - 2.75) < 0.07)
    #expect(try width("+0.00011") > 1.01)
    #expect(try width("+9e-5") == 1)
  }

  @Test func coloursSpanFourDecades() {
    let theme = Theme.light
    let fills = leaves([1, 1e-2, 1.2e-4, 0.8e-4, -0.8e-4]).map { $0.rows[2].fill }
    let palest = theme.card.mixed(with: theme.positive, 0.15)
    #expect(fills[0] == theme.positive)
    let middle = theme.card.mixed(with: theme.positive, 0.575)
    #expect(fills[1].map { abs(Int($0.blue) - Int(middle.blue)) <= 3 } == true)
    #expect(fills[2] != palest)
    #expect(fills[3] == palest)
    #expect(fills[4] == theme.card.mixed(with: theme.negative, 0.15))
  }

  @Test func tonesOfTheGradientOverlay() {
    let graph = graph([1, 1e-2, 0.99e-2, 1e-5, 0.99e-5]).afterBackward()
    let overlay = Overlay.gradient(of: graph)
    let tones = graph.nodes.indices.filter { graph.nodes[$0].label == "x" }
      .map { overlay.marks[$0]?.first?.tone }
    #expect(tones == [.good, .good, .notice, .notice, .warning])
  }
}

@Suite struct GroupRangeTests {
  /// The range of a group of three values, and the colour that it is written in.
  private func range(_ numbers: [Double]) throws -> Diagram.Cell {
    let graph = snapshot { tape in
      let outputs = numbers.map { number in
        tape.group("layer 1") { Value(number, on: tape) * 1 }
      }
      return tape.group("loss") { Value.sum(outputs) }
    }
    let card = DiagramBuilder.pair(graph, DiagramOptions(collapse: .all))[1].nodes[0]
    return try #require(card.rows.first { $0.cells[0].text == "data" }).cells[1]
  }

  @Test(arguments: 0..<3) func oneNaNIsSeenWhereverItIs(_ index: Int) throws {
    var numbers = [1.0, 2, 3]
    #expect(try range(numbers).text == "1 … 3")
    #expect(try range(numbers).color == Theme.light.text)
    numbers[index] = .nan
    #expect(try range(numbers).text == "NaN")
    #expect(try range(numbers).color == Theme.light.notFinite)
  }
}
