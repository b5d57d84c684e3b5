import Autograd
import NeuralNetworks
import Testing

@Suite struct RegularizerTests {
  /// Penalties and gradients of the weights 3 and -4, by hand.
  private static let cases: [(Regularizer, penalty: Double, gradient: [Double])] = [
    (.l2(0.5), 6.25, [1.5, -2]),
    (.l1(0.5), 3.5, [0.5, -0.5]),
    (.elasticNet(l1: 0.25, l2: 2), 25 + 1.75, [6.25, -8.25]),
  ]

  @Test(arguments: 0..<cases.count) func onValues(_ index: Int) throws {
    let (regularizer, expected, gradient) = Self.cases[index]
    let tape = Tape()
    let weights = [Value(3, on: tape), Value(-4, on: tape)]
    let penalty = try #require(regularizer.penalty(on: weights))
    penalty.backward()
    #expect(penalty.data == expected)
    #expect(weights.map(\.gradient) == gradient)
  }

  @Test(arguments: 0..<cases.count) func onMatrices(_ index: Int) {
    let (regularizer, expected, gradient) = Self.cases[index]
    #expect(
      regularizer.penalty(on: Matrix([[3], [-4]]))
        == LossAndGradient(loss: expected, gradient: Matrix([[gradient[0]], [gradient[1]]])))
    // A column of biases is left alone.
    #expect(
      regularizer.penalty(on: Matrix([[3, 100], [-4, -7]]), lastColumnIsBias: true)
        == LossAndGradient(
          loss: expected, gradient: Matrix([[gradient[0], 0], [gradient[1], 0]])))
  }

  @Test func zeroWeightsAreNotPushed() {
    let tape = Tape()
    let weight = Value(0, on: tape)
    Regularizer.elasticNet(l1: 1, l2: 1).penalty(on: [weight])?.backward()
    #expect(weight.gradient == 0)
    let plain = Regularizer.elasticNet(l1: 1, l2: 1).penalty(on: Matrix([[0]]))
    #expect(plain == LossAndGradient(loss: 0, gradient: Matrix([[0]])))
  }

  @Test func biasesOfAModelAreLeftOut() {
    var generator = SeededGenerator(seed: 2)
    let tape = Tape()
    let model = MLP([3, 4, 2], using: &generator, on: tape)
    #expect(model.weights().count == 20)
    let loss = Regularizer.l2(0.1).adding(to: Value(1, on: tape), for: model)
    loss.backward()
    let squares = model.weights().reduce(0) { $0 + $1.data * $1.data }
    #expect(abs(loss.data - (1 + 0.05 * squares)) < 1e-14)
    for neuron in model.layers.flatMap(\.neurons) {
      #expect(neuron.bias.gradient == nil)
      for weight in neuron.weights {
        #expect(weight.gradient.map { abs($0 - 0.1 * weight.data) < 1e-15 } == true)
      }
    }
  }

  @Test func nothingIsRecordedForNoPenalty() {
    var generator = SeededGenerator(seed: 2)
    let tape = Tape()
    let model = MLP([2, 1], using: &generator, on: tape)
    let loss = Value(1, on: tape)
    let count = tape.count
    #expect(Regularizer.none.adding(to: loss, for: model) == loss)
    #expect(Regularizer.l2(0).penalty(on: model) == nil)
    #expect(Regularizer.l2(1).penalty(on: [Value]()) == nil)
    #expect(tape.count == count)
  }

  @Test func negativeStrengthTraps() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Regularizer.l2(-1)
    }
    #expect(says("must be 0 or more, not 0.0 and -1.0", result))
  }
}
