import Autograd
import ComputationGraph
import NeuralNetworks
import Testing

@testable import Diagnosis

/// Both sides of every threshold, close to it.
@Suite struct ThresholdTests {
  private func names(_ program: String, root: String? = nil) throws -> [Finding.Name] {
    try graph(program, root: root).diagnose().map(\.name)
  }

  /// A network of given parameters, neuron by neuron, each with its weights before its bias.
  private func setting(
    _ sizes: [Int], rows: [[Double]], targets: [Double], _ loss: Loss, parameters: [Double],
    activation: Activation = .identity
  ) throws -> Setting {
    let data = try DataSet(name: "rows", inputs: rows, targets: .numbers(targets))
    let setting = try Setting(sizes, data, loss, activation: activation)
    for (parameter, number) in zip(setting.model.parameters(), parameters) {
      parameter.data = number
    }
    return setting
  }

  @Test func everyNameHasARule() {
    #expect(Set(Rule.all.flatMap(\.names)) == Set(Finding.Name.allCases))
  }

  /// The order in which reports have them.
  @Test func findingsAreInTheOrderOfTheRules() throws {
    let found = try names(
      """
      a = 2.0; b = 3.0; c = -1.0; d = 20.0; x = 0.0
      L = log(x) + (c.relu() + 1) * tanh(d) + a
      L.backward(); L.backward()
      """)
    #expect(
      found == [.notFiniteForward, .deadReLU, .saturated, .unreachedParameter]
        + Array(repeating: .accumulatedGradient, count: 4))
  }

  // MARK: - Flat places

  /// exp(z) passes on less than 1e-12 of what arrives, which is 2 here, from -28.3 on.
  @Test(arguments: [(-28.2, false), (-28.4, true)])
  func theTailOfAnExponential(z: Double, isFound: Bool) throws {
    #expect(try names("z = \(z); p = exp(z); L = (p - 1)**2").contains(.zeroGradient) == isFound)
  }

  /// The slope of sigmoid(-20) is 2.061e-9: times 4.85e6 it is 1e-2 of the root's.
  @Test(arguments: [(4.8e6, true), (4.9e6, false), (1.1e-4, true), (0.9e-4, false)])
  func whatArrivesBehindASigmoid(factor: Double, isFound: Bool) throws {
    #expect(
      try names("z = -20.0; L = sigmoid(z) * \(factor)").contains(.saturated) == isFound)
  }

  /// Up to ten units with the same finding are reported one by one.
  @Test(arguments: [(10, 10, false), (11, 10, true)])
  func manyOfAKind(count: Int, found: Int, isCounted: Bool) throws {
    let unused = (0..<count).map { "a\($0) = 1.0" }.joined(separator: "; ")
    let findings = try graph("\(unused); x = 2.0; L = x * x").diagnose()
    #expect(findings.count == found)
    #expect(findings.last?.evidence.hasSuffix("and 1 more like it") == isCounted)
  }

  // MARK: - Layers without groups

  /// Each layer passes a part of the gradient on; the greatest step is left out, so that of four layers
  /// two count: 316² is 1e5.
  @Test(arguments: [
    (4, 310.0, false), (4, 320, true), (3, 1e4, false), (5, 50, true), (5, 45, false),
  ])
  func layersThatFade(count: Int, ratio: Double, isFound: Bool) throws {
    func program(_ factor: Double) -> String {
      "a0 = Value(1.0); h0 = a0 * 1.0\n"
        + (1...count).map {
          "b\($0) = Value(1.0); h\($0) = relu(h\($0 - 1) * \(factor) + b\($0))"
        }.joined(separator: "\n") + "\nL = h\(count) * 2"
    }
    #expect(try names(program(1 / ratio)).contains(.vanishingGradient) == isFound)
    #expect(try names(program(ratio)).contains(.explodingGradient) == isFound)
  }

  @Test(arguments: [(0.9e20, false), (1.1e20, true)])
  func aGradientThatIsTooGreat(factor: Double, isFound: Bool) throws {
    #expect(try names("x = 1.0; L = x * \(factor)").contains(.explodingGradient) == isFound)
  }

  // MARK: - Numbers

  /// The greatest number is e^709.78.
  @Test(arguments: [(709.7, false), (709.8, true)])
  func overflow(x: Double, isFound: Bool) throws {
    #expect(try names("x = \(x); L = exp(x) * 1e-308").contains(.notFiniteForward) == isFound)
  }

  /// 1e154² is almost the greatest number, and 1.4e154² beyond it.
  @Test(arguments: [(1.3e154, false), (1.4e154, true)])
  func overflowOnTheWayBack(factor: Double, isFound: Bool) throws {
    let program = "x = 1e-300; y = x * \(factor); L = y * \(factor)"
    #expect(try names(program).contains(.notFiniteBackward) == isFound)
  }

  // MARK: - Neurons

  @Test(arguments: [(0.0, true), (-1e-9, true), (1e-9, false)])
  func deadReLU(x: Double, isFound: Bool) throws {
    #expect(try names("x = \(x); L = relu(x) * 3").contains(.deadReLU) == isFound)
    let network = try setting(
      [1, 1, 1], rows: [[1], [0]], targets: [1, 1], .meanSquaredError, parameters: [0, x, 1, 0],
      activation: .relu)
    #expect(network.findings().map(\.name).contains(.deadReLU) == isFound)
  }

  /// 1 - tanh² is 1e-4 at 5.298, and 4·sigmoid′ at 10.597.
  @Test(arguments: [
    (Activation.tanh, 5.29, false), (.tanh, 5.31, true), (.sigmoid, -10.58, false),
    (.sigmoid, -10.61, true),
  ])
  func saturation(activation: Activation, x: Double, isFound: Bool) throws {
    #expect(try names("x = \(x); L = 2 * \(activation.name)(x)").contains(.saturated) == isFound)
    let network = try setting(
      [1, 1, 1], rows: [[1], [0]], targets: [1, -1], .svm, parameters: [0, x, 1, 0],
      activation: activation)
    #expect(network.findings().map(\.name).contains(.saturated) == isFound)
    #expect(network.graph().diagnose().map(\.name).contains(.saturated) == isFound)
  }

  /// One weight in its last digit apart is enough to be different.
  @Test(arguments: [true, false])
  func identicalNeurons(isFound: Bool) throws {
    let other = isFound ? 0.5 : (0.5).nextUp
    let network = try setting(
      [1, 2, 1], rows: [[1]], targets: [5], .meanSquaredError,
      parameters: [0.5, 0.1, other, 0.1, 1, 1, 0])
    #expect(network.findings().map(\.name).contains(.identicalNeurons) == isFound)
    #expect(network.graph().diagnose().map(\.name).contains(.identicalNeurons) == isFound)
  }

  // MARK: - Flow

  /// The gradient at the first neuron is that at the last times its weight.
  @Test(
    arguments: [
      (1.1e-5, nil), (0.9e-5, .vanishingGradient), (0.9e5, nil), (1.1e5, .explodingGradient),
    ] as [(Double, Finding.Name?)])
  func layers(weight: Double, name: Finding.Name?) throws {
    let network = try setting(
      [1, 1, 1], rows: [[1]], targets: [1], .svm, parameters: [0, 0, weight, 0])
    let flow: Set<Finding.Name> = [.vanishingGradient, .explodingGradient]
    let wanted = name.map { [$0] } ?? []
    #expect(network.findings().map(\.name).filter(flow.contains) == wanted)
    let inGraph = network.graph().diagnose().filter { flow.contains($0.name) }
    #expect(inGraph.map(\.name) == wanted)
    #expect(inGraph.allSatisfy { $0.label == "layer 1" })
  }

  /// Of 30 steps the five largest are left out: 1.7378²⁵ is 1e6.
  @Test(
    arguments: [
      (1.73, nil), (1.75, .explodingGradient), (1 / 1.73, nil), (1 / 1.75, .vanishingGradient),
    ] as [(Double, Finding.Name?)])
  func depth(factor: Double, name: Finding.Name?) throws {
    #expect(try names(chain(30) { "\($0) * \(factor)" }) == (name.map { [$0] } ?? []))
  }

  /// A path goes by the user that hands on the most, be it the first or the last.
  @Test(arguments: [("0.1", "10", "v"), ("10", "0.1", "z")])
  func pathsFollowTheGreatestGradient(first: String, last: String, way: String) throws {
    let graph = try graph("x = 20.0; y = tanh(x); z = y * \(first); v = y * \(last); L = z + v")
    let finding = try #require(graph.diagnose().first)
    #expect(finding.pathWords == "y → \(way) → L")
  }

  // MARK: - Parameters

  @Test(arguments: [("0", true), ("1e-300", false)])
  func unreachedParameter(factor: String, isFound: Bool) throws {
    let program = "a = 2.0; b = 3.0; L = a + b * \(factor)"
    #expect(try names(program).contains(.unreachedParameter) == isFound)
  }

  /// What dropout took out for this once is not a dead factor.
  @Test(arguments: [true, false])
  func droppedNeurons(isDropped: Bool) throws {
    var graph = try graph("a = 2.0; b = 3.0; L = a + b * 0")
    let product = try #require(graph.nodes.firstIndex { $0.builtIn == .multiply })
    graph.nodes[product].isDropped = isDropped
    #expect(graph.diagnose().map(\.name) == (isDropped ? [] : [.unreachedParameter]))
  }

  @Test(arguments: [1, 2])
  func accumulatedGradient(passes: Int) throws {
    let program = "a = 2.0; L = a * 3" + String(repeating: "\nL.backward()", count: passes)
    #expect(try names(program) == (passes == 1 ? [] : [.accumulatedGradient]))
  }

  // MARK: - First steps

  /// The prediction is 0 and the target -1, so that the gradient of the weight of 2 is 2.
  @Test(arguments: [(1.1e-5, false), (0.9e-5, true), (2.99, false), (3.01, true)])
  func updateRatio(rate: Double, isFound: Bool) throws {
    let network = try setting(
      [1, 1], rows: [[1]], targets: [-1], .meanSquaredError, parameters: [2, -2])
    #expect(network.findings(rate: rate).map(\.name) == (isFound ? [.updateRatio] : []))
  }

  /// Of a weight near zero, the size of one that would be drawn counts, here 1.
  @Test(arguments: [(1.49, false), (1.51, true)])
  func updateRatioOfSmallWeights(rate: Double, isFound: Bool) throws {
    let network = try setting(
      [1, 1], rows: [[1]], targets: [-1], .meanSquaredError, parameters: [1e-9, 0])
    #expect(network.findings(rate: rate).map(\.name) == (isFound ? [.updateRatio] : []))
  }

  /// A small step is no fault of what has half of the loss of guessing: 0.7² is 0.49, 0.72² is 0.52.
  @Test(arguments: [(0.7, false), (0.72, true)])
  func smallStepsOfWhatHasLearned(miss: Double, isFound: Bool) throws {
    let network = try setting(
      [1, 1], rows: [[1]], targets: [-1], .meanSquaredError, parameters: [2, miss - 3])
    #expect(
      network.findings(rate: 1e-6, isAtStart: false).map(\.name) == (isFound ? [.updateRatio] : []))
  }

  /// Of guessing 0 for a target of 1, squares cost 1, and so does the hinge.
  @Test(arguments: [
    (Loss.meanSquaredError, 1 + 24.9.squareRoot(), false),
    (.meanSquaredError, 1 + 25.1.squareRoot(), true),
    (.meanSquaredError, 1 - 0.0101.squareRoot(), false),
    (.meanSquaredError, 1 - 0.0099.squareRoot(), true),
    (.svm, -3.99, false), (.svm, -4.01, true), (.svm, 0.89, false), (.svm, 0.91, true),
  ])
  func firstLoss(loss: Loss, prediction: Double, isFound: Bool) throws {
    let network = try setting(
      [1, 1], rows: [[1]], targets: [1], loss, parameters: [prediction, 0])
    #expect(network.findings().map(\.name) == (isFound ? [.lossAtStart] : []))
    #expect(network.findings(isAtStart: false).isEmpty)
  }
}
