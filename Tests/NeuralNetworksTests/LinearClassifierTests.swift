import Autograd
import NeuralNetworks
import Testing

@Suite struct LinearClassifierTests {
  @Test func scoresAreWxPlusB() {
    let tape = Tape()
    let classifier = Layer.linearClassifier(
      weights: Matrix([[1, 2, 3], [-1, 0, 0.5]]), biases: [10, 20], on: tape)
    let scores = classifier([1, 10, 100].map { Value($0, on: tape) })
    #expect(scores.map(\.data) == [331, 69])
    #expect(tape[classifier.neurons[1].bias.index].group == "neuron 2")
  }

  @Test func drawnClassifierIsLinear() {
    var generator = SeededGenerator(seed: 4)
    let classifier = Layer.linearClassifier(
      inputs: 4, classes: 3, initializer: .small, using: &generator, on: Tape())
    #expect(classifier.neurons.count == 3)
    #expect(classifier.parameters().count == 15)
    #expect(classifier.neurons.allSatisfy { $0.activation == .identity })
  }

  /// The bias trick on whole numbers, where the order of the sums cannot be seen: exactly equal.
  @Test func biasTrickOnValues() {
    let tape = Tape()
    let weights = Matrix([[2, -3], [5, 7], [-1, 4]])
    let biases: [Double] = [-3, 11, 0]
    let inputs = [-1, -2].map { Value($0, on: tape) }
    let plain = Layer.linearClassifier(weights: weights, biases: biases, on: tape)
    let trick = Layer.linearClassifier(
      weights: BiasTrick.weights(weights, biases: biases), biases: [0, 0, 0], on: tape)
    let scores = plain(inputs)
    let trickScores = trick(BiasTrick.inputs(inputs, on: tape))
    #expect(scores.map(\.data) == trickScores.map(\.data))

    multiclassHinge(scores: scores, label: 2).backward()
    multiclassHinge(scores: trickScores, label: 2).backward()
    for (neuron, trickNeuron) in zip(plain.neurons, trick.neurons) {
      let gradients = neuron.parameters().map(\.gradient)
      #expect(gradients == trickNeuron.weights.map(\.gradient))
      #expect(gradients[2] != nil)
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func biasTrickOnMatrices(seed: UInt64) {
    let weights = randomMatrix(rows: 3, columns: 5, seed: seed)
    let inputs = randomMatrix(rows: 5, columns: 7, seed: seed + 100)
    let biases = randomMatrix(rows: 3, columns: 1, seed: seed + 200).elements
    let product = BiasTrick.weights(weights, biases: biases) * BiasTrick.inputs(inputs)
    for example in 0..<7 {
      let sums = weights * inputs.column(example)
      let trick =
        BiasTrick.weights(weights, biases: biases)
        * BiasTrick.inputs(inputs.column(example))
      for row in 0..<3 {
        #expect(abs(product[row, example] - (sums[row] + biases[row])) < 1e-12)
        #expect(abs(trick[row] - (sums[row] + biases[row])) < 1e-12)
      }
    }
  }
}
