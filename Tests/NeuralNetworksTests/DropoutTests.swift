import Autograd
import NeuralNetworks
import Testing

@Suite struct DropoutTests {
  @Test func keptNeuronsAreScaledAndDroppedOnesMarked() {
    var generator = SeededGenerator(seed: 5)
    let tape = Tape()
    let dropout = Dropout(keepProbability: 0.8)
    let output = Value(2, on: tape)
    let results = (0..<5000).map { _ in dropout(output, using: &generator) }
    #expect(results.allSatisfy { $0.isDropped ? $0.data == 0 : $0.data == 2.5 })
    let kept = Double(results.count { !$0.isDropped }) / 5000
    // Five standard deviations of a mean of 5000 draws.
    #expect(abs(kept - 0.8) < 5 * (0.8 * 0.2 / 5000).squareRoot())
    // The mean is that of the output: evaluation needs no scaling.
    #expect(abs(results.reduce(0) { $0 + $1.data } / 5000 - 2) < 0.08)
  }

  @Test func onInTrainingOffInEvaluation() {
    var generator = SeededGenerator(seed: 1)
    let tape = Tape()
    let model = MLP([2, 8, 2], using: &generator, on: tape)
    let x = [Value(1, on: tape), Value(-1, on: tape)]
    let plain = model(x).map(\.data)
    #expect(model(x).map(\.data) == plain)
    let all = model(x, dropout: Dropout(keepProbability: 1), using: &generator)
    #expect(all.map(\.data) == plain)
    let start = tape.count
    let dropped = model(x, dropout: Dropout(keepProbability: 0.5), using: &generator)
    #expect(dropped.map(\.data) != plain)
    let marks = (start..<tape.count).map { tape[$0] }.filter(\.isDropped)
    #expect(!marks.isEmpty)
    // Hidden neurons only, in the groups of their neurons.
    #expect(marks.allSatisfy { $0.group?.layer == 1 && $0.group?.neuron != nil })
  }

  @Test func noGradientFlowsThroughADroppedNeuron() {
    var generator = SeededGenerator(seed: 2)
    let tape = Tape()
    let dropout = Dropout(keepProbability: 0.5)
    for _ in 0..<20 {
      let output = Value(3, on: tape)
      let result = dropout(output, using: &generator)
      result.backward()
      #expect(output.gradient == (result.isDropped ? 0 : 2))
    }
  }
}
