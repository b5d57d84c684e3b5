import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct NetworkDiagramTests {
  /// A network of layers of tanh neurons on some samples, and the sum of its outputs.
  ///
  /// Weights and inputs are numbers that differ from each other, of both signs.
  private func network(
    _ sizes: [Int], samples: Int = 1, dropped: (sample: Int, unit: Int)? = nil
  ) -> GraphSnapshot {
    snapshot { tape in
      var count = 0.0
      func number() -> Double {
        count += 1
        return (count.truncatingRemainder(dividingBy: 2) == 0 ? -1 : 1) * count / 64
      }
      let layers = sizes.indices.dropFirst().map { layer in
        (1...sizes[layer]).map { neuron in
          tape.group("layer \(layer)/neuron \(neuron)") {
            (
              weights: (1...sizes[layer - 1]).map {
                Value(number(), label: "w\($0)", role: .parameter, on: tape)
              }, bias: Value(number(), label: "b", role: .parameter, on: tape)
            )
          }
        }
      }
      var outputs: [Value] = []
      for sample in 1...samples {
        let prefix = samples > 1 ? "sample \(sample)/" : ""
        var values = (1...sizes[0]).map { index in
          Value(number(), label: "in\(index)", role: .input, on: tape)
        }
        for (layer, neurons) in layers.enumerated() {
          values = neurons.enumerated().map { index, neuron in
            tape.group("\(prefix)layer \(layer + 1)/neuron \(index + 1)") {
              var sum = neuron.bias
              for (weight, value) in zip(neuron.weights, values) { sum = sum + weight * value }
              let output = sum.tanh()
              guard let dropped, dropped == (sample, index), layer == 0 else { return output }
              let result = output * 0
              result.isDropped = true
              return result
            }
          }
        }
        outputs += values
      }
      return tape.group("loss") { outputs.dropFirst().reduce(outputs[0]) { $0 + $1 } * 2 }
    }
  }

  private func options(_ edges: DiagramOptions.EdgeNumbers = .none) -> DiagramOptions {
    DiagramOptions(style: .network, edges: edges, numbers: NumberStyle(digits: 9))
  }

  @Test func unitsAndWeightsAreThoseOfTheNetwork() throws {
    let graph = network([3, 4, 2])
    let diagram = DiagramBuilder.pair(graph, options())[0]
    #expect(diagram.columns.map(\.count) == [3, 4, 2])
    #expect(diagram.edges.count == 3 * 4 + 4 * 2)
    #expect(diagram.frames.map(\.title) == ["inputs", "layer 1 tanh", "layer 2 tanh"])
    // Each line is the parameter that stands in the neuron for its place.
    for (column, units) in diagram.columns.enumerated().dropFirst() {
      for (neuron, head) in units.enumerated() {
        for (place, tail) in diagram.columns[column - 1].enumerated() {
          let edge = try #require(diagram.edges.first { $0.tail == tail && $0.head == head })
          let weight = try #require(
            graph.nodes.first {
              $0.label == "w\(place + 1)"
                && $0.group == GroupPath("layer \(column)/neuron \(neuron + 1)")
            })
          #expect(edge.tooltip?.contains("data \(weight.data)\n") == true)
          #expect(edge.isDashed == (weight.data < 0))
        }
      }
    }
  }

  /// The wider, the larger, in each stage by itself.
  @Test(arguments: [0, 1]) func widthTellsSize(stage: Int) {
    let graph = network([3, 4, 2])
    let diagram = DiagramBuilder.pair(graph, options())[stage]
    let sizes = diagram.edges.map { edge -> Double in
      let lines = edge.tooltip?.split(separator: "\n") ?? []
      return abs(Double(lines[stage + 1].split(separator: " ")[1]) ?? .nan)
    }
    let widths = diagram.edges.map(\.width)
    let order = sizes.indices.sorted { sizes[$0] < sizes[$1] }
    #expect(zip(order, order.dropFirst()).allSatisfy { widths[$0] <= widths[$1] })
    #expect(widths.max() == 6)
    #expect((widths.min() ?? 0) > 0.75)
  }

  @Test func severalSamplesAreShownByTheirMean() throws {
    let graph = network([2, 2, 1], samples: 3).afterBackward()
    let diagrams = DiagramBuilder.pair(graph, options())
    #expect(
      diagrams[0].headerTexts == ["before backward: activations and weights, mean of 3 samples"])
    #expect(
      diagrams[1].headerTexts
        == ["after backward: gradients of activations and weights, mean of 3 samples"])
    for neuron in 1...2 {
      let outputs = graph.nodes.filter {
        $0.builtIn == .tanh && $0.group?.description.hasSuffix("layer 1/neuron \(neuron)") == true
      }
      #expect(outputs.count == 3)
      let style = NumberStyle(digits: 9)
      let data = style.text(outputs.map(\.data).reduce(0, +) / 3)
      let gradient = style.signedText(outputs.compactMap(\.gradient).reduce(0, +) / 3)
      let unit = diagrams[0].columns[1][neuron - 1]
      #expect(diagrams[0].nodes[unit].words == [data, "–"])
      #expect(diagrams[1].nodes[unit].words == [data, gradient])
    }
  }

  /// What one weight takes from each sample is one input, also where samples have nothing else in
  /// common; and what only some samples have a gradient of is shared out over all.
  @Test func samplesLieOverEachOther() throws {
    var graph = network([2, 2, 1], samples: 3).afterBackward()
    #expect(DiagramBuilder.pair(graph, options())[0].columns.map(\.count) == [2, 2, 1])
    let outputs = graph.nodes.indices.filter {
      graph.nodes[$0].builtIn == .tanh
        && graph.nodes[$0].group?.description.hasSuffix("layer 1/neuron 1") == true
    }
    graph.nodes[outputs[0]].gradient = nil
    let diagram = DiagramBuilder(stages: [graph], options: options()).diagrams()[0]
    let sum = outputs.dropFirst().compactMap { graph.nodes[$0].gradient }.reduce(0, +)
    #expect(
      diagram.nodes[diagram.columns[1][0]].words.last
        == NumberStyle(digits: 9).signedText(sum / 3))
  }

  @Test func oneSampleHasNoMean() {
    let diagrams = DiagramBuilder.pair(network([2, 2, 1]), options())
    #expect(diagrams[1].headerTexts == ["after backward: gradients of activations and weights"])
    #expect(diagrams[0].nodes[0].words.first == "in1")
  }

  @Test func biasesTargetsAndLossAreDrawnOnRequest() {
    let graph = network([2, 3, 1])
    let plain = DiagramBuilder.pair(graph, options())[0]
    #expect(!plain.nodes.contains { $0.classes.contains("bias") || $0.classes.contains("loss") })
    #expect(plain.edges.allSatisfy { $0.label == nil })
    let diagram = DiagramBuilder.pair(graph, options(.weights))[0]
    #expect(diagram.columns.map(\.count) == [3, 4, 1, 1])
    #expect(diagram.nodes.filter { $0.classes.contains("bias") }.map(\.words) == [["+1"], ["+1"]])
    // Nine weights, four biases, and what leads to the loss.
    #expect(diagram.edges.count == 2 * 3 + 3 + 3 + 1 + 1)
    #expect(diagram.edges.count { $0.label != nil } == 13)
  }

  @Test func beforeAndAfterHaveOneGeometry() {
    for edges in [DiagramOptions.EdgeNumbers.none, .weights] {
      let diagrams = DiagramBuilder.pair(network([3, 4, 1], samples: 2), options(edges))
      #expect(diagrams[0].nodes.map(\.width) == diagrams[1].nodes.map(\.width))
      #expect(diagrams[0].columns == diagrams[1].columns)
      #expect(diagrams[0].edges.map(\.label?.width) == diagrams[1].edges.map(\.label?.width))
      #expect(Set(diagrams[0].nodes.map(\.width)) == Set(diagrams[0].nodes.map(\.height)))
    }
  }

  @Test(arguments: [(16, 16), (17, 15), (100, 15)])
  func layersAreShortenedInTheMiddle(count: Int, drawn: Int) throws {
    let diagram = DiagramBuilder.pair(network([2, count, 1]), options())[0]
    #expect(diagram.columns[1].count == drawn)
    #expect(diagram.edges.count == 3 * (drawn == count ? count : 14))
    let rest = diagram.nodes.filter { $0.classes.contains("rest") }
    #expect(rest.map(\.words) == (drawn == count ? [] : [["+\(count - 14)"]]))
    #expect(diagram.description.contains("layers of 2, \(count), 1 units"))
    if let middle = rest.first {
      #expect(diagram.columns[1].firstIndex { diagram.nodes[$0] == middle } == 7)
    }
  }

  @Test(arguments: [(1, Diagram.Node.Strike.twice), (2, .once)])
  func droppedUnitsAreCrossedOut(samples: Int, strike: Diagram.Node.Strike) {
    let graph = network([2, 3, 1], samples: samples, dropped: (sample: 1, unit: 1))
    let diagram = DiagramBuilder.pair(graph, options())[1]
    #expect(diagram.columns[1].map { diagram.nodes[$0].strike } == [nil, strike, nil])
    #expect(diagram.frames[1].title == "layer 1 tanh")
  }

  @Test func overlaysColourUnits() {
    let graph = network([2, 3, 1])
    let output = graph.nodes.firstIndex { $0.group == "layer 1/neuron 2" && $0.builtIn == .tanh }
    var options = options()
    options.overlay = Overlay(
      marks: [output ?? 0: [.init(key: "check", text: "wrong", tone: .bad)]])
    let diagram = DiagramBuilder.pair(graph, options)[1]
    let units = diagram.columns[1].map { diagram.nodes[$0] }
    #expect(units.map(\.outlineWidth) == [1, 3, 1])
    #expect(units[1].words.first == "×")
    #expect(units[1].tooltip.contains("check: wrong"))
  }

  /// A unit that takes its own output, and two that take each other's, end in a picture.
  @Test func recurrentUnitsAreDrawn() {
    let graph = snapshot { tape in
      let x = Value(0.5, label: "x", role: .input, on: tape)
      let parameters = (1...2).map { neuron in
        tape.group("layer 1/neuron \(neuron)") {
          (1...3).map { Value(0.25, label: "w\($0)", role: .parameter, on: tape) }
        }
      }
      var state = [Value(0, on: tape), Value(0, on: tape)]
      for _ in 0..<3 {
        let last = state
        state = (0..<2).map { index in
          tape.group("layer 1/neuron \(index + 1)") {
            let w = parameters[index]
            return (w[0] * x + w[1] * last[1 - index] + w[2] * last[index]).tanh()
          }
        }
      }
      return state[0] + state[1]
    }
    let diagram = DiagramBuilder.pair(graph, options())[0]
    #expect(diagram.nodes.count { $0.classes.contains("neuron") } == 2)
    #expect(Set(diagram.columns.joined()) == Set(diagram.nodes.indices))
  }

  /// Two networks, each made in a group of its own and called in another.
  @Test func neuronsAreFoundByTheirParameters() {
    let graph = snapshot { tape in
      let names = ["generator", "critic"]
      let weights = names.map { name in
        tape.group("\(name)/layer 1/neuron 1") { Value(0.5, label: "w1", on: tape) }
      }
      var value = Value(2, label: "x", on: tape)
      for (index, weight) in weights.enumerated() {
        value = tape.group("forward \(index + 1)/layer 1/neuron 1") { (weight * value).tanh() }
      }
      return value
    }
    let diagram = DiagramBuilder.pair(graph, options())[0]
    #expect(diagram.columns == [[0], [1], [2]])
    #expect(
      diagram.frames.map(\.title) == [
        "inputs", "generator/layer 1 tanh", "critic/layer 1 tanh",
      ])
  }

  @Test func otherGraphsHaveNoNetwork() throws {
    let graph = snapshot { Value(2, label: "x", role: .parameter, on: $0) * 3 }
    #expect(throws: MissingNetworkError.self) { try graph.requireParts(of: .network) }
    try graph.requireParts(of: .cards)
    try network([1, 1]).requireParts(of: .network)
    // Where nobody asks before, it is drawn as cards.
    #expect(DiagramBuilder.pair(graph, options())[0].columns.isEmpty)
  }
}

extension Diagram.Node {
  /// The texts of the circle, from top to bottom.
  fileprivate var words: [String] { texts.filter { !$0.isEmpty } }
}
