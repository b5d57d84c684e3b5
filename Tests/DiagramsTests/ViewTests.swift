import Autograd
import ComputationGraph
import Diagrams
import Testing

/// What is drawn of a graph, and how it is said that this is not all.
@Suite struct ViewTests {
  private func chain(_ count: Int) -> GraphSnapshot {
    snapshot { tape in
      (0..<count).reduce(Value(0.5, label: "x", on: tape)) { value, _ in value.tanh() }
    }
  }

  @Test func bigGraphsWithoutGroupsAreCounted() throws {
    let builder = DiagramBuilder(stages: [chain(1000)])
    let diagram = builder.diagrams()[0]
    #expect(diagram.nodes.count <= DiagramOptions.readableCardCount)
    let rest = try #require(diagram.nodes.last)
    #expect(rest.classes == ["rest"])
    #expect(rest.texts == ["+852 more"])
    #expect(builder.view == "149 of 1,001 values are drawn as 149 cards, 852 are left out.")
    #expect(diagram.description.contains("852 are left out."))
    // The nearest to the root, and not just any.
    #expect(diagram.nodes.contains { $0.classes.contains("output") })
    let whole = DiagramBuilder(
      stages: [chain(1000)], options: DiagramOptions(collapse: .none))
    #expect(whole.diagrams()[0].nodes.count == 1001)
  }

  @Test func aPartOfAGraph() throws {
    let graph = snapshot { tape in
      let x = Value(0.5, label: "x", on: tape)
      var value = x
      for index in 0..<10 {
        value = value.tanh()
        value.label = "t\(index)"
      }
      return value
    }
    let stages = [graph, graph.afterBackward()]
    let focus = try DiagramBuilder(stages: stages, showing: .around("t4", radius: 1))
    let texts = focus.diagrams()[1].nodes.map { $0.texts[0] }
    #expect(texts == ["t3", "t4", "t5", "+4 more", "+4 more"])
    var options = DiagramOptions()
    options.showsGhosts = true
    let ghosts = try DiagramBuilder(
      stages: stages, options: options, showing: .path(from: "t7", to: "t9"))
    let diagram = ghosts.diagrams()[1]
    #expect(diagram.nodes.count == graph.nodes.count)
    #expect(diagram.nodes.map(\.isDimmed) == (0..<11).map { $0 < 8 })
    #expect(throws: GraphSelectionError.self) {
      try DiagramBuilder(stages: stages, showing: .ancestors(of: "nobody"))
    }
  }

  @Test func depthTellsLevelsApart() {
    let graph = snapshot { tape in
      let x = Value(1, label: "x", on: tape)
      let y = tape.group("layer 1") {
        tape.group("neuron 1") { x * 2 } + tape.group("neuron 2") { x * 3 }
      }
      return y.tanh()
    }
    func groups(_ depth: Int) -> [String] {
      let options = DiagramOptions(depth: depth)
      return DiagramBuilder(stages: [graph], options: options).diagrams()[0].nodes
        .filter { $0.classes.contains("group") }.map { $0.texts[0] }
    }
    #expect(groups(1) == ["layer 1"])
    #expect(Set(groups(2)) == ["layer 1", "neuron 1", "neuron 2"])
    #expect(groups(3) == [])
  }

  @Test func constantsOnTheCardsThatUseThem() {
    let graph = snapshot { tape in
      let x = Value(3, label: "x", on: tape)
      let y = Value(2, label: "y", on: tape)
      let a = 2 * x
      let b = 10 - a
      let c = max(b / 4, 0)
      return c + y
    }
    let options = DiagramOptions(folding: .constants)
    let diagram = DiagramBuilder.pair(graph, options)[1]
    #expect(diagram.nodes.count == 7)
    #expect(diagram.nodes.map { $0.texts.contains("data") } == Array(repeating: true, count: 7))
    let heads = diagram.nodes.map { $0.rows[0].cells.map(\.text).joined(separator: " ") }
    #expect(heads == ["x leaf", "y leaf", "2 × ·", "10 − ·", "÷ 4", "max(·, 0)", "+"])
    let micrograd = DiagramBuilder.pair(
      graph, DiagramOptions(style: .micrograd, folding: .constants))[1]
    #expect(
      micrograd.nodes.filter { $0.shape == .round }.map(\.texts) == [
        ["2 × ·"], ["10 − ·"], ["÷ 4"], ["max(·, 0)"], ["+"],
      ])
  }

  @Test func constantsAreWrittenAsTheyAreMeant() {
    let graph = snapshot { tape in
      let two = Value.constant(2, on: tape)
      let x = Value(1, label: "x", on: tape)
      let sum = (1...300).reduce(x) { $0 + Double($1) }
      return sum * two.pow(3) + two.leakyReLU(slope: 0.1)
    }
    let diagram = DiagramBuilder.pair(
      graph, DiagramOptions(folding: [.sums, .constants]))[1]
    let heads = diagram.nodes.map { $0.rows[0].cells.map(\.text).joined(separator: " ") }
    #expect(heads.contains("2 **3"))
    #expect(heads.contains("leaky_relu(2, 0.1)"))
    #expect(heads.contains("Σ + 1 + 2 + 3 + 4 + …"))
  }

  @Test func marksOfConstantsStandWithTheirUsers() {
    let graph = snapshot { Value(3, label: "x", on: $0) * 10 }
    let mark = Overlay.Mark(key: "data", text: "10 → 11", tone: .notice)
    let constant = graph.nodes.firstIndex { $0.operation.name == "constant" }!
    let options = DiagramOptions(folding: .constants, overlay: Overlay(marks: [constant: [mark]]))
    let nodes = DiagramBuilder.pair(graph, options)[1].nodes
    #expect(nodes.count == 2)
    #expect(nodes[1].texts.suffix(2) == ["data", "10 → 11"])
  }

  @Test func sumsAsOne() throws {
    let graph = snapshot { tape in
      let x = (1...3).map { Value(Double($0), label: "x\($0)", on: tape) }
      return (x[0] + x[1] + x[2] + 10).tanh()
    }
    let diagrams = DiagramBuilder.pair(
      graph, DiagramOptions(folding: [.sums, .constants], edges: .flow))
    let sum = try #require(diagrams[1].nodes.first { $0.texts.contains("Σ + 10") })
    #expect(sum.tooltip.hasPrefix("x1 + x2 + x3 + 10\ndata 16.0\n"))
    #expect(diagrams[1].edges.count == 4)
    // All that flows into the sum flows on to each of its terms.
    #expect(Set(diagrams[1].edges.prefix(3).map { $0.label?.text }).count == 1)
  }

  @Test func namesAsInMathematics() {
    let graph = snapshot { tape in
      let names = ["x1", "sigma", "w_12", "theta0", "a", "7", "x_", "x1*mu2 + 3", "2x1"]
      return Value.sum(names.map { Value(1, label: $0, on: tape) })
    }
    let plain = DiagramBuilder.pair(graph, DiagramOptions())[0]
    #expect(plain.nodes.map { $0.texts[0] }.prefix(4) == ["x1", "sigma", "w_12", "theta0"])
    let math = DiagramBuilder.pair(graph, DiagramOptions(labels: .math))[0]
    #expect(
      math.nodes.map { $0.texts[0] }.dropLast() == [
        "x₁", "σ", "w₁₂", "θ₀", "a", "7", "x_", "x₁*μ₂ + 3", "2x1",
      ])
    #expect(math.nodes[0].tooltip.hasPrefix("x1 = "))
  }

  @Test func layersMeetInADot() {
    let graph = snapshot { tape in
      func layer(_ number: Int, _ inputs: [Value]) -> [Value] {
        (1...4).map { neuron in
          tape.group("layer \(number)") {
            tape.group("neuron \(neuron)") { Value.sum(inputs).tanh() }
          }
        }
      }
      let inputs = (1...3).map { Value(Double($0), label: "x\($0)", role: .input, on: tape) }
      let outputs = layer(2, layer(1, inputs))
      return tape.group("loss") { Value.sum(outputs) }
    }
    let options = DiagramOptions(depth: 2)
    let diagram = DiagramBuilder(stages: [graph], options: options).diagrams()[0]
    let joints = diagram.nodes.filter { $0.shape == .point }
    #expect(joints.map(\.tooltip) == ["each of 3 to each of 4", "each of 4 to each of 4"])
    // 3 + 4 and 4 + 4 arrows by way of the dots, and 4 into the loss.
    #expect(diagram.edges.count == 19)
    #expect(diagram.edges.filter { !$0.hasHead }.count == 7)
  }

  @Test func howValuesAreSpread() throws {
    let graph = snapshot { tape in
      let outputs = (0..<16).map { index in
        tape.group("sample \(index + 1)") {
          tape.group("layer 1") { Value(Double(index * index), label: "x", on: tape).tanh() * 2 }
        }
      }
      return tape.group("loss") { Value.sum(outputs) }
    }
    let options = DiagramOptions(collapse: .all)
    let card = try #require(
      DiagramBuilder(stages: [graph], options: options).diagrams()[0].nodes.first)
    let bars = try #require(card.rows.flatMap(\.cells).first { !$0.bars.isEmpty }).bars
    // tanh(0) = 0 is alone, tanh(1) is near, all others are 1.
    #expect(bars.count == 16)
    #expect(bars.filter { $0 > 0 }.count == 3)
    #expect(bars.max() == bars.last)
    #expect(bars[0] == bars[12])
  }
}
