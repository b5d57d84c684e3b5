import Autograd
import ComputationGraph
import Diagnosis
import NeuralNetworks
import Testing

private let iris = Standardizer(fittedOn: .iris)(.iris)

@Suite struct NetworkDiagnosisTests {
  // MARK: - Broken

  /// CS231n, "Weight Initialization": with zeros, all neurons of a layer stay the same.
  @Test func zerosKeepNeuronsIdentical() throws {
    let setting = try Setting([4, 8, 3], iris, .softmax, initializer: .zeros)
    let finding = try #require(setting.findings().first)
    #expect(finding.name == .identicalNeurons)
    #expect(finding.label == "layer 1")
    #expect(finding.evidence.hasPrefix("8 neurons (1, 2, 3, 4, 5, 6, 7, 8) "))
    try setting.train(50, rate: 0.5)
    #expect(setting.findings(isAtStart: false).map(\.name) == [.identicalNeurons])
    let findings = setting.graph().diagnose()
    #expect(findings.map(\.name) == [.identicalNeurons])
    #expect(findings.first?.label == "layer 1")
  }

  @Test func twoOfThreeNeuronsIdentical() throws {
    let setting = try Setting([3, 3, 1], .micrograd, .meanSquaredError)
    let (first, last) = (setting.model.layers[0].neurons[0], setting.model.layers[0].neurons[2])
    for (a, b) in zip(first.parameters(), last.parameters()) { b.data = a.data }
    // With outputs of different weight, they would become different.
    #expect(setting.findings() == [])
    let weights = setting.model.layers[1].neurons[0].weights
    weights[2].data = weights[0].data
    let finding = try #require(setting.findings().first)
    #expect(finding.name == .identicalNeurons)
    #expect(finding.nodes == (first.parameters() + last.parameters()).map(\.index))
    #expect(finding.evidence.hasPrefix("2 neurons (1, 3) "))
    #expect(setting.graph().diagnose().map(\.name) == [.identicalNeurons])
  }

  @Test func aUnitThatIsNeverActive() throws {
    let setting = try Setting([2, 4, 1], .moons(seed: 3), .svm, activation: .relu)
    for neuron in setting.model.layers[0].neurons { neuron.bias.data = 4 }
    #expect(setting.findings() == [])
    // Inputs of moons are within ±3, so that no weights of ±1 outweigh a bias of -20.
    setting.model.layers[0].neurons[2].bias.data = -20
    let finding = try #require(setting.findings().first)
    #expect(finding.name == .deadReLU)
    #expect(finding.location == "layer 1/neuron 3")
    #expect(finding.evidence.contains("0 of 100 rows"))
    #expect(
      finding.nodes == setting.model.layers[0].neurons[2].parameters().map(\.index))
    // In the graph of all rows it is one finding too, at the same neuron.
    let graph = setting.graph()
    let findings = graph.diagnose()
    #expect(findings.map(\.name) == [.deadReLU])
    let node = try #require(findings.first.map { graph.nodes[$0.nodes[0]] })
    #expect(node.group == "sample 1/layer 1/neuron 3")
  }

  @Test(arguments: [Activation.tanh, .sigmoid])
  func aUnitThatIsAlwaysSaturated(activation: Activation) throws {
    let setting = try Setting([4, 3, 3], iris, .softmax, activation: activation)
    setting.model.layers[0].neurons[1].bias.data = 40
    let finding = try #require(setting.findings().first)
    #expect(finding.name == .saturated)
    #expect(finding.location == "layer 1/neuron 2")
    let findings = setting.graph().diagnose()
    #expect(findings.map(\.name) == [.saturated])
    #expect(findings.first?.location.contains("layer 1/neuron 2") == true)
  }

  /// Each sigmoid passes a quarter on at most.
  @Test func sigmoidsThatVanish() throws {
    let sizes = [4] + Array(repeating: 6, count: 14) + [3]
    let setting = try Setting(sizes, iris, .softmax, activation: .sigmoid)
    let finding = try #require(setting.findings(rate: 0.5).first)
    #expect(finding.name == .vanishingGradient)
    #expect(finding.label == "layer 1")
    #expect(setting.findings(rate: 0.5).count == 1)
    let findings = setting.graph(stride: 6).diagnose()
    #expect(findings.map(\.name) == [.vanishingGradient])
    #expect(findings.first?.label == "layer 1")
  }

  /// 30 layers whose every neuron hands 2 · 1.5 = 3 times its gradient on.
  @Test func thirtyLayersThatExplode() throws {
    let sizes = Array(repeating: 2, count: 30) + [1]
    let setting = try Setting(sizes, .moons(seed: 2), .svm, activation: .identity)
    for (index, layer) in setting.model.layers.enumerated() {
      for (number, neuron) in layer.neurons.enumerated() {
        // A little apart, so that the neurons are not identical.
        for weight in neuron.weights { weight.data = 1.5 + 0.01 * Double(number + index) }
      }
    }
    let found = setting.findings().map(\.name)
    #expect(found.contains(.explodingGradient))
    #expect(found.contains(.lossAtStart))
    #expect(setting.graph(stride: 6).diagnose().map(\.name).contains(.explodingGradient))
  }

  @Test(arguments: [1e-7, 100])
  func ratesThatAreFarOff(rate: Double) throws {
    let setting = try Setting([4, 8, 3], iris, .softmax)
    #expect(setting.findings(rate: 0.5) == [])
    let finding = try #require(setting.findings(rate: rate).first)
    #expect(finding.name == .updateRatio)
    #expect(finding.advice.contains(rate < 1 ? "greater" : "smaller"))
  }

  /// Scores that are a hundred times too large are far from ln 3.
  @Test func aLossFarFromChance() throws {
    let setting = try Setting([4, 8, 3], iris, .softmax)
    for weight in setting.model.layers[1].parameters() { weight.data *= 100 }
    let finding = try #require(setting.findings().first { $0.name == .lossAtStart })
    #expect(finding.evidence.contains("that of guessing 1.099"))
    #expect(finding.location == "network")
    #expect(setting.findings(isAtStart: false).allSatisfy { $0.name != .lossAtStart })
  }

  @Test func aTrainingThatWentAstray() throws {
    let setting = try Setting([2, 4, 1], .moons(seed: 1), .squaredSVM, activation: .identity)
    // A training ends where it goes astray; steps of one's own do not.
    #expect(throws: TrainingError.self) { try setting.train(500, rate: 1000) }
    for parameter in setting.model.parameters() { parameter.data *= .infinity }
    let diagnosis = setting.objective.diagnose(isAtStart: false)
    #expect(diagnosis.firstNotFiniteRow == 0)
    #expect(diagnosis.findings == [])
    let findings = setting.graph().diagnose()
    #expect(findings.first?.name == .notFiniteForward)
    #expect(findings.first?.label == "w1")
  }

  /// A parameter that takes no part is found in the graph.
  @Test func aForgottenParameter() throws {
    let setting = try Setting([3, 4, 1], .micrograd, .meanSquaredError)
    _ = Value(1, label: "forgotten", role: .parameter, on: setting.tape)
    let findings = setting.graph().diagnose()
    #expect(findings.map(\.name) == [.unreachedParameter])
    #expect(findings.first?.label == "forgotten")
  }

  @Test func forgottenZeroing() throws {
    let setting = try Setting([3, 2, 1], .micrograd, .meanSquaredError)
    setting.tape.step {
      let loss = setting.objective.record(rows: 0..<4, isForDrawing: true).total
      loss.backward()
      loss.backward()
      let findings = GraphSnapshot(root: loss, extent: .wholeTape).diagnose()
      #expect(Set(findings.map(\.name)) == [.accumulatedGradient])
      #expect(findings.first?.label == "w1")
    }
  }

  /// A met hinge passes no gradient on: a unit that is active in such rows alone is not dead.
  @Test func unitsThatAreActiveWhereNothingIsToBeLearned() throws {
    let data = try DataSet(
      name: "two rows", inputs: [[1], [-1]], targets: .numbers([1, -1]))
    let setting = try Setting([1, 2, 1], data, .svm, activation: .relu)
    let parameters = setting.model.parameters()
    // The first unit is active for 1 alone, whose margin is met: 1 · 4 is more than 1.
    for (parameter, number) in zip(parameters, [1.0, 0, -1, 0, 4, 0.5, 0]) {
      parameter.data = number
    }
    #expect(setting.graph().diagnose() == [])
    // Without the row that it is active for, nothing speaks for it.
    let half = try Objective(model: setting.model, data: data.subset([1, 1]), loss: .svm)
    setting.tape.step {
      let loss = half.record(rows: [0, 1], isForDrawing: true).total
      let findings = GraphSnapshot(root: loss, extent: .wholeTape).diagnose()
      #expect(findings.map(\.name) == [.deadReLU])
      #expect(findings.first?.location.contains("layer 1/neuron 1") == true)
    }
  }

  // MARK: - Healthy

  struct Healthy: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sizes: [Int]
    let data: DataSet
    let loss: Loss
    let activation: Activation
    let initializer: Initializer
    let rate: Double

    init(
      _ name: String, _ sizes: [Int], _ data: DataSet, _ loss: Loss,
      _ activation: Activation = .tanh, _ initializer: Initializer = .uniform, rate: Double = 0.5
    ) {
      testDescription = name
      (self.sizes, self.data, self.loss) = (sizes, data, loss)
      (self.activation, self.initializer, self.rate) = (activation, initializer, rate)
    }
  }

  static let healthy: [Healthy] = [
    .init("micrograd", [3, 4, 4, 1], .micrograd, .meanSquaredError, rate: 0.1),
    .init(
      "micrograd, xavier", [3, 4, 4, 1], .micrograd, .meanSquaredError, .tanh, .xavier, rate: 0.1),
    .init("moons, tanh", [2, 8, 1], .moons(seed: 1), .svm),
    .init("moons, two layers", [2, 8, 8, 1], .moons(seed: 1), .svm, .tanh, .lecun),
    .init(
      "moons, leaky ReLU", [2, 8, 8, 1], .moons(seed: 1), .svm, .leakyReLU(slope: 0.01), .he),
    .init("moons, softmax", [2, 8, 2], .moons(seed: 1), .softmax),
    .init("moons, squared hinge", [2, 8, 1], .moons(seed: 1), .squaredSVM, .tanh, rate: 0.05),
    .init("spirals, hinge", [2, 24, 3], .spirals(seed: 1), .svm, .tanh),
    .init("spirals, softmax", [2, 24, 3], .spirals(seed: 1), .softmax, .leakyReLU(slope: 0.01)),
    .init("spirals, ReLU", [2, 10, 3], .spirals(seed: 1), .softmax, .relu, .he, rate: 0.1),
    .init("iris", [4, 8, 3], iris, .softmax),
    .init("iris, sigmoid", [4, 8, 3], iris, .softmax, .sigmoid),
    .init("iris, hinge", [4, 8, 3], iris, .svm, .tanh, rate: 0.1),
    .init("iris, linear", [4, 3], iris, .softmax),
    .init("iris, linear from small weights", [4, 3], iris, .softmax, .tanh, .small),
    .init("iris, linear from zeros", [4, 3], iris, .softmax, .tanh, .zeros),
    .init(
      "iris, ten layers", [4] + Array(repeating: 8, count: 9) + [3], iris, .softmax, .tanh, .xavier,
      rate: 0.1),
  ]

  @Test(arguments: healthy)
  func healthyNetworksHaveNoFinding(_ healthy: Healthy) throws {
    let setting = try Setting(
      healthy.sizes, healthy.data, healthy.loss, activation: healthy.activation,
      initializer: healthy.initializer)
    #expect(setting.findings(rate: healthy.rate) == [])
    #expect(setting.graph(stride: 6).diagnose() == [])
    try setting.train(30, rate: healthy.rate)
    #expect(setting.findings(rate: healthy.rate, isAtStart: false) == [])
    #expect(setting.graph(stride: 6).diagnose() == [])
  }

  @Test func diagnosisLeavesParametersAlone() throws {
    let setting = try Setting([3, 4, 1], .micrograd, .meanSquaredError)
    let before = setting.model.parameters().map(\.data)
    let count = setting.tape.count
    _ = setting.findings(rate: 0.1)
    #expect(setting.model.parameters().map(\.data) == before)
    #expect(setting.tape.count == count)
    #expect(setting.model.parameters().allSatisfy { $0.gradient == nil })
  }
}
