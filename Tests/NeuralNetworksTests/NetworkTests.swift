import Autograd
import NeuralNetworks
import Testing

@Suite struct NeuronTests {
  /// The lecture's neuron: o = 0.7071, and the gradients that the lecture works out by hand.
  @Test func lectureNeuron() throws {
    let tape = Tape()
    let x = [Value(2, on: tape), Value(0, on: tape)]
    let neuron = Neuron(weights: [-3, 1], bias: 6.8813735870195432, on: tape)
    let output = neuron(x)
    output.backward()
    #expect(abs(output.data - 0.707_106_781_186_547_6) < 1e-15)
    let expected = [(x[0], -1.5), (neuron.weights[0], 1), (x[1], 0.5), (neuron.weights[1], 0)]
    for (value, gradient) in expected {
      #expect(abs(try #require(value.gradient) - gradient) < 1e-12)
    }
  }

  @Test func sumsFromItsBias() {
    let tape = Tape()
    let neuron = Neuron(weights: [2, 3], bias: 1, activation: .identity, on: tape)
    let sum = neuron([Value(10, on: tape), Value(100, on: tape)])
    #expect(sum.data == 321)
    // ((b + w1·x1) + w2·x2): the bias is the first operand of the first sum.
    #expect(sum.inputs[0].inputs[0] == neuron.bias)
  }

  @Test(arguments: Activation.allCases) func activations(_ activation: Activation) {
    let tape = Tape()
    let neuron = Neuron(weights: [1], bias: 0, activation: activation, on: tape)
    let output = neuron([Value(-0.5, on: tape)])
    let expected: Double =
      switch activation {
      case .tanh: -0.462_117_157_260_009_8
      case .sigmoid: 0.377_540_668_798_145_4
      case .relu: 0
      case .leakyReLU(let slope): -0.5 * slope
      case .identity: -0.5
      }
    #expect(abs(output.data - expected) < 1e-15)
  }
}

@Suite struct MLPTests {
  @Test func countsAndLabels() {
    var generator = SeededGenerator(seed: 3)
    let tape = Tape()
    let model = MLP([3, 4, 4, 1], using: &generator, on: tape)
    #expect(model.parameters().count == 41)
    #expect(model.layers[1].neurons[1].weights.map(\.label) == ["w1", "w2", "w3", "w4"])
    #expect(model.layers[1].neurons[1].bias.label == "b")
    let parameter = tape[model.layers[1].neurons[1].bias.index]
    #expect(parameter.group == "layer 2/neuron 2")
    #expect(parameter.role == .parameter)
  }

  @Test func operationsAreInTheGroupOfTheirNeuron() {
    var generator = SeededGenerator(seed: 3)
    let tape = Tape()
    let model = MLP([2, 2, 1], using: &generator, on: tape)
    let inputs = [Value(1, on: tape), Value(2, on: tape)]
    let output = tape.group("sample 1") { model(inputs) }[0]
    #expect(tape[output.index].group == "sample 1/layer 2/neuron 1")
  }

  @Test func seedsAreReproducible() {
    func weights(_ seed: UInt64) -> [Double] {
      var generator = SeededGenerator(seed: seed)
      return MLP([3, 4, 1], using: &generator, on: Tape()).parameters().map(\.data)
    }
    #expect(weights(7) == weights(7))
    #expect(weights(7) != weights(8))
    #expect(weights(7).allSatisfy { (-1..<1).contains($0) })
  }

  /// The outputs of SplitMix64 for seed 1234567, as its authors publish them.
  @Test func generatorIsSplitMix64() {
    var generator = SeededGenerator(seed: 1_234_567)
    let numbers = (0..<5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func lossIsTheMeanOfTheSquares() {
    let tape = Tape()
    let predictions = [Value(1, on: tape), Value(-2, on: tape)]
    let targets = [Value(0.5, on: tape), Value(2, on: tape)]
    let loss = meanSquaredError(predictions: predictions, targets: targets)
    #expect(loss.data == (0.25 + 16) / 2)
    loss.backward()
    // ∂/∂p of (p - t)²/2 is p - t.
    #expect(predictions.map(\.gradient) == [0.5, -4])
  }

  /// Training as in the lecture: the loss of micrograd's four samples goes to almost nothing.
  @Test func descentLearnsTheFourSamples() {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([3, 4, 4, 1], using: &generator, on: tape)
    let count = tape.count
    var losses: [Double] = []
    for _ in 0..<200 {
      let loss = tape.step {
        var predictions: [Value] = []
        var targets: [Value] = []
        for (inputs, target) in zip(DataSet.micrograd.inputs, DataSet.micrograd.numbers ?? []) {
          predictions += model(inputs.map { Value($0, on: tape) })
          targets.append(Value(target, on: tape))
        }
        let loss = meanSquaredError(predictions: predictions, targets: targets)
        model.zeroGradients()
        loss.backward()
        return loss
      }
      for parameter in model.parameters() { parameter.data -= 0.2 * (parameter.gradient ?? 0) }
      losses.append(loss.data)
    }
    #expect(losses[199] < 0.01)
    #expect(losses[199] < losses[0] / 50)
    #expect(tape.count == count)
  }
}
