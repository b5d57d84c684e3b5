import Autograd
import ComputationGraph
import Diagrams
import Testing

/// Legends explain what the picture has at some stage, and nothing else.
@Suite struct LegendTests {
  private func legend(
    _ stages: [GraphSnapshot], _ options: DiagramOptions = DiagramOptions()
  ) -> [String] {
    var options = options
    options.hasLegend = true
    let diagrams = DiagramBuilder(stages: stages, options: options).diagrams()
    for diagram in diagrams { #expect(diagram.header.chips == diagrams[0].header.chips) }
    return diagrams[0].header.chips.map(\.text)
  }

  private func after(_ data: Double, _ body: (Value) -> Value) -> GraphSnapshot {
    snapshot { body(Value(data, label: "x", on: $0)) }.afterBackward()
  }

  @Test(arguments: [
    (2.0, ["grad > 0"]), (-2.0, ["grad > 0", "grad < 0"]),
  ])
  func signsOfGradients(_ data: Double, _ expected: [String]) {
    // The root has 1, and x has 2 · x.
    let after = after(data) { $0 * $0 }
    #expect(legend([after]) == ["leaf", "output"] + expected)
    #expect(
      legend([after.beforeBackward(), after]) == ["leaf", "output"] + expected + [
        "– no gradient yet"
      ])
    #expect(legend([after.beforeBackward()]) == ["leaf", "output", "– no gradient yet"])
  }

  @Test func zeroHasNoColor() {
    #expect(legend([after(-1) { $0.relu() * 3 }]).filter { $0.hasPrefix("grad") } == ["grad > 0"])
  }

  /// Of micrograd's style, only the cards of groups are coloured.
  @Test func stylesWithoutColors() {
    let graph = snapshot { tape in
      tape.group("a") { Value(2, label: "x", role: .parameter, on: tape).tanh() }
    }.afterBackward()
    #expect(legend([graph], DiagramOptions(style: .micrograd)) == [])
    #expect(
      legend([graph], DiagramOptions(style: .micrograd, collapse: .all)).contains("grad > 0"))
  }

  /// A network of `width` neurons in a layer, over some samples.
  private func network(_ width: Int, samples: Int) -> GraphSnapshot {
    snapshot { tape in
      func layer(_ number: Int, _ inputs: [Value], _ weights: [Value], _ sample: Int) -> [Value] {
        weights.indices.map { neuron in
          tape.group("sample \(sample)/layer \(number)/neuron \(neuron + 1)") {
            inputs.dropFirst().reduce(inputs[0] * weights[neuron]) { $0 + $1 * weights[neuron] }
          }
        }
      }
      let weights = (1...2).map { number in
        (1...width).map { neuron in
          tape.group("layer \(number)/neuron \(neuron)") {
            Value(Double(neuron), label: "w", role: .parameter, on: tape)
          }
        }
      }
      let outputs = (1...samples).flatMap { sample in
        let x = tape.group("sample \(sample)") { Value(1, label: "x", role: .input, on: tape) }
        return layer(2, layer(1, [x], weights[0], sample), weights[1], sample)
      }
      return tape.group("loss") { Value.sum(outputs) }
    }.afterBackward()
  }

  @Test(arguments: [
    (2, 1, 2, ["values: how many are in it"]),
    (
      3, 4, 2,
      [
        "values: how many are in it", "max grad: of the greatest magnitude",
        "×4: over 4 samples", "dot: from each to each",
      ]
    ),
    (
      3, 4, 1,
      [
        "values: how many are in it", "max grad: of the greatest magnitude",
        "bars: how its data is spread", "×4: over 4 samples",
      ]
    ), (3, 4, nil, []),
  ])
  func signsOnGroups(_ width: Int, _ samples: Int, _ depth: Int?, _ expected: [String]) {
    let signs = ["values", "max", "bars", "×", "dot"]
    let chips = legend(
      [network(width, samples: samples)], DiagramOptions(collapse: .none, depth: depth))
    #expect(chips.filter { chip in signs.contains { chip.hasPrefix($0) } } == expected)
  }

  @Test func whyCardsAreFaint() {
    let graph = snapshot { tape in
      let x = Value(1, label: "x", on: tape)
      _ = Value(3, label: "unused", on: tape)
      return x.tanh()
    }.afterBackward()
    #expect(legend([graph]).last == "dashed: output does not depend on it")
    // A finding about it must be seen.
    let overlay = Overlay(marks: [1: [.init(key: "k", text: "t", tone: .bad)]], ghosts: [0])
    #expect(
      legend([graph], DiagramOptions(overlay: overlay)).last == "dashed: nothing to say of it")
  }

  private func check(_ graph: GraphSnapshot) -> Overlay {
    .check(GradientCheck().report(on: graph))
  }

  /// An overlay of a gradient check that found only some verdicts, all of one colour.
  private func check(_ verdicts: GradientVerdict...) -> Overlay {
    var overlay = check(after(0.5) { $0.tanh() })
    overlay.marks = [:]
    for (node, verdict) in verdicts.enumerated() {
      overlay.marks[node] = [
        .init(key: "check", text: "\(verdict.name) 1e-9", tone: .good, meaning: verdict.name)
      ]
    }
    return overlay
  }

  @Test func verdictsThatThereAre() {
    let graph = after(0.5) { $0.tanh() }
    func chips(_ overlay: Overlay) -> [String] {
      legend([graph], DiagramOptions(overlay: overlay)).filter { $0.hasPrefix("check") }
    }
    #expect(chips(check(graph)) == ["check: good"])
    #expect(chips(check(.fine)) == ["check: fine"])
    #expect(chips(check(.fine, .good)) == ["check: good, fine"])
    #expect(chips(Overlay(marks: [:], legend: check(graph).legend)) == [])
  }

  @Test func aWrongGradient() {
    var graph = after(0.5) { $0.tanh().exp() }
    graph.nodes[0].gradient = 7
    let chips = legend([graph], DiagramOptions(overlay: check(graph)))
    #expect(chips.filter { $0.hasPrefix("check") } == ["check: good", "check: wrong"])
  }

  /// Marks of what is not drawn are not explained.
  @Test func marksThatAreDrawn() throws {
    let graph = after(0.5) { $0.tanh().sin().exp() }
    let overlay = Overlay(
      marks: [
        0: [.init(key: "found", text: "f", tone: .bad)],
        3: [.init(key: "with", text: "w", tone: .warning)],
      ],
      legend: [
        .init(key: "found", text: "here", tone: .bad),
        .init(key: "with", text: "a part", tone: .warning),
        .init(key: "well", text: "good", tone: .good),
      ])
    #expect(
      DiagramBuilder(stages: [graph], options: DiagramOptions(overlay: overlay)).diagrams()[0]
        .headerTexts == ["found: here", "with: a part"])
    let network = DiagramOptions(style: .micrograd, overlay: overlay)
    #expect(
      DiagramBuilder(stages: [graph], options: network).diagrams()[0].headerTexts.count == 2)
  }

  /// Before backward, marks of gradients are dashes.
  @Test func silentMarks() {
    let graph = after(0.5) { $0.tanh() }
    let overlay = Overlay.gradient(of: graph)
    #expect(
      legend([graph], DiagramOptions(overlay: overlay)).contains("of max: 1 to 1e-2"))
    #expect(
      !legend([graph.beforeBackward()], DiagramOptions(overlay: overlay)).contains {
        $0.hasPrefix("of max")
      })
  }

  @Test func healthyGraphs() {
    let graph = after(0.5) { $0.tanh() }
    #expect(
      legend([graph], DiagramOptions(overlay: .health([], of: graph))).last
        == "health: no findings")
  }

  /// A unit with a mark has the colour of that.
  @Test func unitsWithMarks() {
    let graph = snapshot { tape in
      let x = Value(-1, label: "x", role: .input, on: tape)
      return tape.group("layer 1/neuron 1") {
        Value(1, label: "w", role: .parameter, on: tape) * x + 3
      }
    }
    let overlay = Overlay(marks: [0: [.init(key: "k", text: "t", tone: .bad)]])
    let options = DiagramOptions(style: .network)
    #expect(legend([graph], options).prefix(2) == ["> 0", "< 0"])
    #expect(
      !legend([graph], DiagramOptions(style: .network, overlay: overlay)).contains("< 0"))
  }

  /// A neuron with positive weights alone, before backward.
  @Test(arguments: [1.0, -1]) func signsInNetworks(_ weight: Double) {
    let graph = snapshot { tape in
      let x = Value(1, label: "x", role: .input, on: tape)
      return tape.group("layer 1/neuron 1") {
        Value(weight, label: "w", role: .parameter, on: tape) * x + 3
      }
    }
    let chips = legend([graph], DiagramOptions(style: .network))
    #expect(chips.first == "> 0")
    #expect(chips.contains("< 0, line dashed") == (weight < 0))
    #expect(chips.contains("– no gradient yet"))
    #expect(
      !legend([graph.afterBackward()], DiagramOptions(style: .network)).contains {
        $0.hasPrefix("–")
      })
  }
}
