import Autograd
import NeuralNetworks
import Testing

/// The two examples that the course notes work out by hand.
@Suite struct WorkedExampleTests {
  private func expect(_ values: [Value], haveGradients expected: [Double]) throws {
    #expect(values.count == expected.count)
    for (value, gradient) in zip(values, expected) {
      #expect(abs(try #require(value.gradient) - gradient) < 1e-15)
    }
  }

  /// A sigmoid neuron of the weights 2 and -3 and the bias -3, on the inputs -1 and -2.
  @Test func sigmoidNeuron() throws {
    let tape = Tape()
    let x = [Value(-1, on: tape), Value(-2, on: tape)]
    let neuron = Neuron(weights: [2, -3], bias: -3, activation: .sigmoid, on: tape)
    neuron(x).backward()
    try expect(
      neuron.parameters(),
      haveGradients: [
        -0.196_611_933_241_481_85, -0.393_223_866_482_963_7, 0.196_611_933_241_481_85,
      ])
    try expect(x, haveGradients: [0.393_223_866_482_963_7, -0.589_835_799_724_445_6])
  }

  /// The same as CS231n writes it: the bias is the last weight, that of a constant 1.
  @Test func sigmoidNeuronWithTheBiasTrick() throws {
    let tape = Tape()
    let x = [Value(-1, on: tape), Value(-2, on: tape)]
    let neuron = Neuron(weights: [2, -3, -3], bias: 0, activation: .sigmoid, on: tape)
    neuron(BiasTrick.inputs(x, on: tape)).backward()
    try expect(
      neuron.weights,
      haveGradients: [
        -0.196_611_933_241_481_85, -0.393_223_866_482_963_7, 0.196_611_933_241_481_85,
      ])
    try expect(x, haveGradients: [0.393_223_866_482_963_7, -0.589_835_799_724_445_6])
  }

  /// f(x, y) = (x + σ(y)) / (σ(x) + (x + y)²) at 3 and -4.
  @Test func quotientOfSigmoids() throws {
    let tape = Tape()
    let (x, y) = (Value(3, on: tape), Value(-4, on: tape))
    let f = (x + y.sigmoid()) / (x.sigmoid() + (x + y).pow(2))
    f.backward()
    #expect(abs(f.data - 1.545_644_884_106_644_1) < 1e-15)
    #expect(abs(try #require(x.gradient) - 2.059_569_795_572_165_2) < 2e-15)
    #expect(abs(try #require(y.gradient) - 1.592_232_751_483_809_3) < 2e-15)
  }

  @Test func quotientOfSigmoidsByDifferences() {
    func f(_ point: [Double]) -> Double {
      let sigmoid = Activation.sigmoid.value(at:)
      let (x, y) = (point[0], point[1])
      return (x + sigmoid(y)) / (sigmoid(x) + (x + y) * (x + y))
    }
    let gradient = numericalGradient(of: f, at: [3, -4])
    #expect(abs(gradient[0] - 2.059_569_795_572_165_2) < 1e-9)
    #expect(abs(gradient[1] - 1.592_232_751_483_809_3) < 1e-9)
  }
}
