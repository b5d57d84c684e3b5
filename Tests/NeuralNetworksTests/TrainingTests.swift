import Autograd
import Foundation
import NeuralNetworks
import Testing

@Suite struct TrainingTests {
  private let tape = Tape()

  /// Five rows of a line, y = 2x - 1.
  private static let line = try! DataSet(
    name: "line", inputs: (0..<5).map { [Double($0) / 4] },
    targets: .numbers((0..<5).map { Double($0) / 2 - 1 }))

  private func objective(weight: Double = 0, _ regularizer: Regularizer = .none) throws -> Objective
  {
    let model = MLP(layers: [
      .linearClassifier(weights: Matrix([[weight]]), biases: [0], on: tape)
    ])
    return try Objective(
      model: model, data: Self.line, loss: .meanSquaredError, regularizer: regularizer)
  }

  /// Of five rows there are three batches of at most two, and then all rows have been seen.
  @Test func epochsAreWholePassesOverTheRows() throws {
    var generator = SeededGenerator(seed: 1)
    var training = Training(
      objective: try objective(), optimizer: SGD(learningRate: .constant(0.1)), stepCount: 7,
      batchSize: 2)
    var seen: [Int] = []
    let history = try training.run(using: &generator) { seen.append($0.step) }
    #expect(history.map(\.step) == Array(1...7))
    #expect(seen == history.map(\.step))
    #expect(history.map(\.epoch) == [1, 1, 1, 2, 2, 2, 3])
    var large = Training(
      objective: training.objective, optimizer: training.optimizer, stepCount: 1, batchSize: 6)
    #expect(throws: DataSetError.badBatchSize(6, rows: 5)) {
      _ = try large.run(using: &generator)
    }
  }

  /// The record of a step has the loss before the step; two steps are worked out by hand.
  @Test func recordsAreOfBeforeTheStep() throws {
    let objective = try objective(weight: 1, .l2(0.5))
    var generator = SeededGenerator(seed: 1)
    var training = Training(
      objective: objective, optimizer: SGD(learningRate: .linear(0.1, downTo: 0.5)), stepCount: 2)
    let history = try training.run(using: &generator)
    #expect(history.map(\.epoch) == [1, 2])
    #expect(history.map(\.learningRate) == [0.1, 0.1 * 0.75])
    var (weight, bias) = (1.0, 0.0)
    let inputs = (0..<5).map { Double($0) / 4 }
    for record in history {
      var (loss, slope, intercept) = (0.25 * weight * weight, 0.5 * weight, 0.0)
      for x in inputs {
        let difference: Double = weight * x + bias - (2 * x - 1)
        loss += difference * difference / 5
        slope += 2 * difference * x / 5
        intercept += 2 * difference / 5
      }
      #expect(abs(record.loss - loss) < 1e-14)
      #expect(record.accuracy == 0)
      weight -= record.learningRate * slope
      bias -= record.learningRate * intercept
    }
    let parameters = objective.model.parameters().map(\.data)
    #expect(abs(parameters[0] - weight) < 1e-14)
    #expect(abs(parameters[1] - bias) < 1e-14)
  }

  /// Dropout changes what a step sees, in the same way for the same seed.
  @Test func dropoutIsInTraining() throws {
    func losses(_ dropout: Dropout?, seed: UInt64) throws -> [Double] {
      let tape = Tape()
      var weights = SeededGenerator(seed: 3)
      let model = MLP([3, 8, 1], using: &weights, on: tape)
      var training = Training(
        objective: try Objective(model: model, data: .micrograd, loss: .meanSquaredError),
        optimizer: SGD(learningRate: .constant(0.1)), stepCount: 3, dropout: dropout)
      var generator = SeededGenerator(seed: seed)
      return try training.run(using: &generator).map(\.loss)
    }
    let half = Dropout(keepProbability: 0.5)
    #expect(try losses(half, seed: 1) == losses(half, seed: 1))
    #expect(try losses(half, seed: 1) != losses(half, seed: 2))
    #expect(try losses(half, seed: 1)[0] != losses(nil, seed: 1)[0])
    #expect(try losses(Dropout(keepProbability: 1), seed: 1) == losses(nil, seed: 2))
  }

  /// The subset to overfit has the first row of each class, then the second of each, ten in all.
  @Test func theTinySubsetHasAllClasses() throws {
    var generator = SeededGenerator(seed: 1)
    let model = MLP([4, 3], activation: .identity, using: &generator, on: tape)
    let iris = try Objective(model: model, data: .iris, loss: .softmax)
    #expect(iris.tinySubset() == [0, 50, 100, 1, 51, 101, 2, 52, 102, 3])
    let line = try objective()
    #expect(line.tinySubset() == [0, 1, 2, 3, 4])
  }
}

@Suite struct SanityCheckTests {
  @Test func soundNetworksPass() throws {
    let iris = Standardizer(fittedOn: .iris)(.iris)
    let checks = try SanityCheck.all(
      sizes: [4, 8, 3], activation: .tanh, data: iris, loss: .softmax, seed: 1)
    #expect(checks.map(\.kind) == SanityCheck.Kind.allCases)
    #expect(checks.allSatisfy { $0.hasPassed })
    #expect(abs(checks[0].wanted - Foundation.log(3)) < 1e-15)
    #expect(checks[2].wanted == 0.01)

    // λ/2 · Σw² with λ = 0.1.
    let tape = Tape()
    var generator = SeededGenerator(seed: 1)
    let model = MLP([4, 8, 3], using: &generator, on: tape)
    let squares = model.weights().reduce(0) { $0 + $1.data * $1.data }
    #expect(abs(checks[1].found - checks[1].wanted - 0.05 * squares) < 1e-12)
  }

  /// For a loss on numbers, chance is the mean cost of the activation of 0: (±1 - ½)² is 0.25 and
  /// 2.25.
  @Test func chanceOfNumbers() throws {
    let checks = try SanityCheck.all(
      sizes: [3, 4, 1], activation: .sigmoid, data: .micrograd, loss: .meanSquaredError, seed: 1)
    #expect(checks[0].wanted == 1.25)
    #expect(checks[0].hasPassed)
    // A sigmoid never gives -1.
    #expect(!checks[2].hasPassed)
  }

  /// Just inside and just outside of what each check allows.
  @Test(arguments: [
    (SanityCheck.Kind.lossAtChance, 2.0999, 2.0, true), (.lossAtChance, 2.1001, 2, false),
    (.lossAtChance, 1.9001, 2, true), (.lossAtChance, 1.8999, 2, false),
    (.lossAtChance, .nan, 2, false),
    (.regularization, 2.0001, 2, true), (.regularization, 2, 2, false),
    (.overfitting, 0.00999, 0.01, true), (.overfitting, 0.01, 0.01, false),
    (.overfitting, .nan, 0.01, false),
  ])
  func thresholds(_ kind: SanityCheck.Kind, _ found: Double, _ wanted: Double, _ passes: Bool) {
    #expect(SanityCheck(kind, found: found, wanted: wanted).hasPassed == passes)
  }
}
