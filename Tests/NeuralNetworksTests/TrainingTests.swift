import Autograd
import Foundation
@testable import NeuralNetworks
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
    #expect(throws: TrainingError.data(.badBatchSize(6, rows: 5))) {
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

/// A training ends where it goes astray.
@Suite struct DivergenceTests {
  private let tape = Tape()

  /// One number that the rows want to be 0: each step multiplies it by 1 - 2·rate.
  private func training(
    start: Double, rate: Double, steps: Int
  ) throws -> (training: Training, parameter: Value) {
    let model = MLP(layers: [
      .linearClassifier(weights: Matrix([[start]]), biases: [0], on: tape)
    ])
    // The inputs cancel out in the bias.
    let data = try DataSet(name: "d", inputs: [[1], [-1]], targets: .numbers([0, 0]))
    let objective = try Objective(model: model, data: data, loss: .meanSquaredError)
    return (
      Training(
        objective: objective, optimizer: SGD(learningRate: .constant(rate)), stepCount: steps),
      model.parameters()[0]
    )
  }

  /// 1000 times the first loss and 1 more: from a loss of 1, the limit is 2000.
  @Test(arguments: [
    (2000.0, 1.0, false), (2000.1, 1, true), (1000, 0, false), (1000.1, 0, true),
    (.nan, 1, true), (.infinity, 1, true), (-.infinity, 1, true), (0.5, 1, false),
  ])
  func threshold(loss: Double, first: Double, isShown: Bool) {
    #expect(Divergence.isShown(by: loss, after: first) == isShown)
  }

  /// At rate 2.5 a weight of 1 becomes -4, 16, -64: losses of 1, 16, 256, 4096.
  @Test func endsAtTheStepThatShowsIt() throws {
    var (training, weight) = try training(start: 1, rate: 2.5, steps: 100)
    var generator = SeededGenerator(seed: 1)
    var seen: [Double] = []
    let expected = Divergence(
      step: 4, stepCount: 100, firstLoss: 1, lossBefore: 256, loss: 4096, learningRate: 2.5)
    #expect(throws: TrainingError.diverged(expected)) {
      _ = try training.run(using: &generator) { seen.append($0.loss) }
    }
    #expect(seen == [1, 16, 256])
    // The step that shows it changes nothing any more.
    #expect(weight.data == -64)
    #expect(training.evaluation == nil)
    #expect(
      expected.description
        == "the training diverged at step 4 of 100: the loss, 1 at first and 256 one step before, is "
        + "4096, more than 1000 times the first; standardize the data, and use a smaller learning "
        + "rate than 2.5")
  }

  /// The step that leads astray may be the last one.
  @Test func theLastStepIsWatchedToo() throws {
    var generator = SeededGenerator(seed: 1)
    var (two, _) = try training(start: 1, rate: 2.5, steps: 2)
    #expect(try two.run(using: &generator).count == 2)
    #expect(two.evaluation?.loss == 256)
    var (three, _) = try training(start: 1, rate: 2.5, steps: 3)
    let expected = Divergence(
      step: 4, stepCount: 3, firstLoss: 1, lossBefore: 256, loss: 4096, learningRate: 2.5)
    #expect(throws: TrainingError.diverged(expected)) { _ = try three.run(using: &generator) }
    #expect(expected.place == "after its last step, 3")
  }

  @Test func theFirstLossMayBeNone() throws {
    var (training, _) = try training(start: 1e200, rate: 0.1, steps: 5)
    var generator = SeededGenerator(seed: 1)
    let expected = Divergence(
      step: 1, stepCount: 5, firstLoss: .infinity, lossBefore: nil, loss: .infinity,
      learningRate: 0.1)
    #expect(throws: TrainingError.diverged(expected)) { _ = try training.run(using: &generator) }
    #expect(expected.description.hasSuffix("standardize the data, and start with smaller weights"))
  }

  /// A part of a training has the rates of the whole.
  @Test func aPartOfATraining() throws {
    var generator = SeededGenerator(seed: 1)
    var (whole, _) = try training(start: 1, rate: 0.1, steps: 10)
    whole.optimizer = SGD(learningRate: .linear(0.1, downTo: 0.1))
    var (part, _) = try training(start: 1, rate: 0.1, steps: 10)
    part.optimizer = whole.optimizer
    let all = try whole.run(using: &generator)
    #expect(try part.run(upTo: 3, using: &generator) == Array(all.prefix(3)))
  }
}

/// Training goes row by row, and gets what one graph of all rows gives.
@Suite struct RowByRowTests {
  private let tape = Tape()

  @Test(arguments: [
    (Loss.svm, 3), (.softmax, 3), (.meanSquaredError, 3), (.huber, 3), (.squaredSVM, 3),
  ])
  func gradientsAreTheSameToTheLastBit(loss: Loss, outputs: Int) throws {
    var generator = SeededGenerator(seed: 4)
    let model = MLP([4, 5, outputs], activation: .tanh, using: &generator, on: tape)
    let objective = try Objective(
      model: model, data: .iris, loss: loss, regularizer: .elasticNet(l1: 0.01, l2: 0.1))
    let rows = [3, 77, 140, 9, 51, 120]
    let whole = tape.step {
      let recorded = objective.record(rows: rows)
      model.zeroGradients()
      recorded.total.backward()
      return recorded
    }
    let expected = model.parameters().map(\.gradient)
    let pass = objective.setGradients(over: rows, dropout: nil, using: &generator)
    #expect(model.parameters().map(\.gradient) == expected)
    #expect(model.parameters().allSatisfy { $0.passes == 1 })
    #expect(pass.total == whole.total.data)
    #expect(pass.rightCount == whole.rightCount)
    #expect(objective.evaluate(rows: rows).loss == whole.total.data)
    #expect(objective.evaluate(rows: rows).accuracy == Double(whole.rightCount) / 6)
  }

  @Test func oneRowOfOneOutput() throws {
    var generator = SeededGenerator(seed: 4)
    let model = MLP([3, 2, 1], using: &generator, on: tape)
    let objective = try Objective(model: model, data: .micrograd, loss: .meanSquaredError)
    let loss = objective.record(rows: [2]).total
    model.zeroGradients()
    loss.backward()
    let expected = model.parameters().map(\.gradient)
    let pass = objective.setGradients(over: [2], dropout: nil, using: &generator)
    #expect(model.parameters().map(\.gradient) == expected)
    #expect(pass.total == loss.data)
  }
}

/// How near a network comes to numbers.
@Suite struct RegressionTests {
  private let tape = Tape()

  /// A linear model with the weights of which the outputs are known.
  private func evaluation(
    _ targets: [Double], scale: (inputs: [Double], mean: Double, deviation: Double)? = nil
  ) throws -> Evaluation {
    let model = MLP(layers: [.linearClassifier(weights: Matrix([[1]]), biases: [0], on: tape)])
    // The outputs are the inputs, in the unit that the network learns.
    let predictions = [2.5, 0, 2, 8]
    let inputs = scale.map { scale in predictions.map { ($0 - scale.mean) / scale.deviation } }
    let data = try DataSet(
      name: "r", inputs: (inputs ?? predictions).map { [$0] }, targets: .numbers(targets))
    let targetScale = scale == nil ? nil : TargetScale(fittedOn: data)
    return try Objective(
      model: model, data: data, loss: .meanSquaredError, targetScale: targetScale
    ).evaluate()
  }

  /// The example of scikit-learn's `r2_score`, 0.948608137… in its documentation; the squared
  /// differences are 0.25 + 0.25 + 0 + 1 = 1.5, those from the mean 29.1875.
  @Test func theExampleOfScikitLearn() throws {
    let fit = try #require(try evaluation([3, -0.5, 2, 7]).fit)
    #expect(abs(try #require(fit.determination) - 0.948_608_137_044_967_9) < 1e-15)
    #expect(abs(fit.rootMeanSquaredError - 0.375.squareRoot()) < 1e-15)
  }

  /// In the unit that the network learns, the same comes out: errors are in the target's own.
  @Test func errorsAreInTheTargetsOwnUnit() throws {
    let targets = [3, -0.5, 2, 7]
    let mean = 2.875
    let deviation = (29.1875 / 4).squareRoot()
    let found = try evaluation(targets, scale: (targets, mean, deviation))
    let fit = try #require(found.fit)
    #expect(abs(try #require(fit.determination) - 0.948_608_137_044_967_9) < 1e-14)
    #expect(abs(fit.rootMeanSquaredError - 0.375.squareRoot()) < 1e-14)
    // The loss is that of the standardized target.
    #expect(abs(found.loss - 0.375 / (29.1875 / 4)) < 1e-14)
    #expect(found.accuracy == nil)
  }

  @Test func scalesAreThoseOfTheTargets() throws {
    let data = try DataSet(
      name: "s", inputs: [[0], [0], [0], [0]], targets: .numbers([2, 4, 6, 8]))
    let scale = try #require(TargetScale(fittedOn: data))
    #expect(scale.mean == 5)
    #expect(abs(scale.deviation - 5.0.squareRoot()) < 1e-15)
    #expect(scale.standardized(5) == 0)
    #expect(abs(scale.restored(scale.standardized(8)) - 8) < 1e-15)
    let equal = try DataSet(name: "e", inputs: [[0], [0]], targets: .numbers([0.1, 0.1]))
    #expect(TargetScale(fittedOn: equal)?.deviation == 1)
    #expect(TargetScale(fittedOn: .iris) == nil)
  }

  /// Standardized, 0 and 1 in equal parts are ±1: numbers they stay.
  @Test func standardizedNumbersAreNoClasses() throws {
    let model = MLP(layers: [.linearClassifier(weights: Matrix([[1]]), biases: [0], on: tape)])
    let data = try DataSet(name: "b", inputs: [[0], [1]], targets: .numbers([0, 1]))
    let objective = try Objective(
      model: model, data: data, loss: .meanSquaredError, targetScale: TargetScale(fittedOn: data))
    #expect(!objective.isClassification)
    #expect(objective.evaluate().fit != nil)
  }

  /// Where the targets are all equal there is nothing to explain.
  @Test func equalTargets() throws {
    #expect(try evaluation([2, 2, 2, 2]).fit?.determination == nil)
    #expect(try evaluation([2, 2, 2, 2.5]).fit?.determination != nil)
  }
}

/// The rates that training has unless another is given let every loss learn every data set.
@Suite struct UsualRateTests {
  private let tape = Tape()

  /// What a training with all defaults comes to.
  private func train(
    _ set: BuiltInDataSet, _ loss: Loss, hidden: [Int], outputs: Int, seed: UInt64, steps: Int
  ) throws -> (first: Double, last: Double, accuracy: Double) {
    var data = set.rows(seed: seed)
    if loss.takesScores && outputs > 1 { data = data.classified() }
    if set.defaults.isStandardized { data = Standardizer(fittedOn: data)(data) }
    var generator = SeededGenerator(seed: seed)
    let activation = set.defaults.activation
    let model = MLP(
      [set.inputCount] + hidden + [outputs], activation: activation,
      lastActivation: set.defaults.lastActivation(for: loss, behind: activation),
      using: &generator, on: tape)
    let objective = try Objective(model: model, data: data, loss: loss)
    var training = Training(
      objective: objective,
      optimizer: SGD(learningRate: .linear(objective.usualLearningRate(), downTo: 0.1)),
      stepCount: steps)
    let history = try training.run(using: &generator)
    let accuracy = try #require(training.evaluation?.accuracy)
    return (history[0].loss, history[history.count - 1].loss, accuracy)
  }

  @Test(arguments: Loss.allCases, Array(1...10) as [UInt64])
  func micrograd(loss: Loss, seed: UInt64) throws {
    let outputs = loss.takesSigns ? 1 : 2
    let result = try train(
      .allCases[0], loss, hidden: [4, 4], outputs: outputs, seed: seed, steps: 100)
    #expect(result.last < result.first)
    #expect(result.accuracy > 0.5)
  }

  /// Deep and wide, and narrow: one rate does not do for both.
  @Test(arguments: Loss.allCases, [[2], [24, 24], [6, 6, 6]])
  func moons(loss: Loss, hidden: [Int]) throws {
    let outputs = loss.takesSigns ? 1 : 2
    let steps = hidden == [24, 24] ? 8 : 40
    let result = try train(
      .allCases[1], loss, hidden: hidden, outputs: outputs, seed: 3, steps: steps)
    #expect(result.last < result.first)
    #expect(result.accuracy > 0.5)
  }

  @Test(arguments: Loss.allCases, [2, 3])
  func threeClasses(loss: Loss, set: Int) throws {
    let result = try train(
      .allCases[set], loss, hidden: [8], outputs: 3, seed: 1, steps: 30)
    #expect(result.last < result.first)
    #expect(result.accuracy > 1.0 / 3)
  }
}

@Suite struct SanityCheckTests {
  private let tape = Tape()

  /// A network, its data standardized, and its checks.
  private func checks(
    _ sizes: [Int], _ activation: Activation = .tanh, last: Activation = .identity,
    data: DataSet, loss: Loss, initializer: Initializer = .uniform,
    regularizer: Regularizer = .none, dropout: Dropout? = nil
  ) throws -> [SanityCheck] {
    var generator = SeededGenerator(seed: 1)
    let model = MLP(
      sizes, activation: activation, lastActivation: last, initializer: initializer,
      using: &generator, on: tape)
    let before = model.parameters().map(\.data)
    let objective = try Objective(model: model, data: data, loss: loss, regularizer: regularizer)
    let checks = SanityCheck.all(of: objective, dropout: dropout, using: &generator)
    #expect(model.parameters().map(\.data) == before)
    #expect(checks.allSatisfy { $0.hasPassed == ($0.cause == nil) })
    return checks
  }

  @Test func soundNetworksPass() throws {
    let iris = Standardizer(fittedOn: .iris)(.iris)
    let checks = try checks([4, 8, 3], data: iris, loss: .softmax)
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
    let checks = try checks(
      [3, 4, 1], .sigmoid, last: .sigmoid, data: .micrograd, loss: .meanSquaredError)
    #expect(checks[0].wanted == 1.25)
    #expect(checks[0].hasPassed)
    // A sigmoid never gives -1.
    #expect(checks[2].cause == .unreachableTargets(-1, 1, .sigmoid))
  }

  /// The network that was asked for is checked: its first weights, its dropout, its penalty.
  @Test func zerosFail() throws {
    let iris = Standardizer(fittedOn: .iris)(.iris)
    let checks = try checks([4, 8, 3], data: iris, loss: .softmax, initializer: .zeros)
    #expect(checks.map(\.cause) == [nil, .zeroWeights, .identicalNeurons(layer: 1)])
    // Without a hidden layer, zeros are as good a start as any.
    let linear = try self.checks([4, 3], data: iris, loss: .softmax, initializer: .zeros)
    #expect(linear.map(\.cause) == [nil, .zeroWeights, nil])
  }

  @Test func causesAreNamed() throws {
    let data = try DataSet(
      name: "x", inputs: [[0, 0], [0, 1], [1, 0], [1, 1]],
      targets: .classes([0, 1, 1, 0], names: ["no", "yes"]))
    #expect(try checks([2, 1], data: data, loss: .svm)[2].cause == .linear)
    let large = try DataSet(
      name: "l", inputs: [[9000, 100], [0, 9000]], targets: .classes([0, 1], names: ["a", "b"]))
    let far = try checks([2, 4, 1], .relu, data: large, loss: .svm)[0]
    guard case .largeInputs(let size) = far.cause else {
      Issue.record("\(String(describing: far.cause))")
      return
    }
    // √((9000² + 100² + 9000²) / 4).
    #expect(abs(size - 6364.16) < 0.01)
    // A penalty of its own is the one that must raise the loss.
    let penalized = try checks(
      [3, 4, 1], data: .micrograd, loss: .svm, regularizer: .l2(1e-3))[1]
    #expect(penalized.found - penalized.wanted < 0.02)
    let weak = try checks([3, 4, 1], data: .micrograd, loss: .svm, regularizer: .l2(1e-30))[1]
    #expect(weak.cause == .weakPenalty)
  }

  @Test func dropoutIsACause() throws {
    let iris = Standardizer(fittedOn: .iris)(.iris)
    let dropout = Dropout(keepProbability: 0.001)
    let checks = try checks([4, 8, 3], data: iris, loss: .softmax, dropout: dropout)
    #expect(checks.map(\.cause) == [nil, nil, .dropout(dropout)])
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
