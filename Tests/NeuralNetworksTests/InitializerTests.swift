import Autograd
import NeuralNetworks
import Testing

@Suite struct InitializerTests {
  private static let inputs = 50
  private static let outputs = Moments.count / inputs

  private func layer(_ initializer: Initializer, bias: Double? = nil) -> Layer {
    var generator = SeededGenerator(seed: 31)
    return Layer(
      inputs: Self.inputs, outputs: Self.outputs, initializer: initializer, bias: bias,
      using: &generator, on: Tape())
  }

  /// The variance of a weight, as the literature states it; `nil` where it is not random.
  private func variance(_ initializer: Initializer) -> Double? {
    switch initializer {
    case .uniform: 1.0 / 3
    case .small: 0.01 * 0.01
    case .lecun: 1.0 / 50
    case .he: 2.0 / 50
    case .xavier: 2.0 / (50 + 400)
    case .zeros: nil
    }
  }

  @Test(arguments: Initializer.allCases) func weightsHaveTheirVariance(_ initializer: Initializer) {
    let weights = layer(initializer).weights().map(\.data)
    #expect(weights.count == Moments.count)
    guard let variance = variance(initializer) else {
      #expect(weights.allSatisfy { $0 == 0 })
      return
    }
    let moments = Moments(weights)
    moments.expect(mean: 0, variance: variance)
    if initializer != .uniform { moments.expectNormal() }
  }

  @Test(arguments: Initializer.allCases) func biases(_ initializer: Initializer) {
    let biases = layer(initializer).neurons.map(\.bias.data)
    if initializer == .uniform {
      #expect(Set(biases).count == biases.count)
      #expect(biases.allSatisfy { (-1..<1).contains($0) })
    } else {
      #expect(biases.allSatisfy { $0 == 0 })
    }
    let constant = layer(initializer, bias: 0.01).neurons.map(\.bias.data)
    #expect(constant.allSatisfy { $0 == 0.01 })
  }

  /// Micrograd's way: one uniform number for each weight, then one for the bias, neuron by neuron.
  @Test func uniformDrawsInOrder() {
    var generator = SeededGenerator(seed: 7)
    let expected = (0..<26).map { _ in Double.random(in: -1..<1, using: &generator) }
    generator = SeededGenerator(seed: 7)
    let model = MLP([3, 4, 2], using: &generator, on: Tape())
    #expect(model.parameters().map(\.data) == expected)
  }

  @Test(arguments: [Initializer.lecun, .he, .xavier]) func layersScaleByTheirOwnSize(
    _ initializer: Initializer
  ) {
    func weight(_ sizes: [Int]) -> Double {
      var generator = SeededGenerator(seed: 3)
      return MLP(sizes, initializer: initializer, using: &generator, on: Tape()).weights()[0].data
    }
    // The same random number in both, scaled by 1/√n in one way or another.
    let expected = initializer == .xavier ? (20.0 / 5).squareRoot() : (16.0 / 4).squareRoot()
    let ratio =
      initializer == .xavier
      ? weight([4, 1]) / weight([16, 4]) : weight([4, 1]) / weight([16, 1])
    #expect(abs(ratio - expected) < 1e-14)
  }

  @Test func namesAreThoseOfTheCommand() {
    #expect(
      Set(Initializer.allCases.map(\.rawValue))
        == ["uniform", "small", "lecun", "he", "xavier", "zeros"])
  }

  /// The symmetry problem: neurons that start equal get equal gradients, and stay equal.
  @Test func zerosAreNeverBroken() {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([2, 3, 1], initializer: .zeros, bias: 0.5, using: &generator, on: tape)
    for _ in 0..<5 {
      tape.step {
        let output = model([Value(1, on: tape), Value(-2, on: tape)])[0]
        model.zeroGradients()
        squaredError(prediction: output, target: Value(0.9, on: tape)).backward()
      }
      for parameter in model.parameters() { parameter.data -= 0.1 * (parameter.gradient ?? 0) }
    }
    let neurons = model.layers[0].neurons.map { $0.parameters().map(\.data) }
    #expect(neurons[0] == neurons[1] && neurons[1] == neurons[2])
    #expect(neurons[0][0] != 0)
  }
}
