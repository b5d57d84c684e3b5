import Autograd
import Foundation
import NeuralNetworks
import Testing

@Suite struct LossTests {
  private let tape = Tape()

  private func values(_ numbers: [Double]) -> [Value] { numbers.map { Value($0, on: tape) } }

  /// The example of CS231n: scores 13, -7, 11, the first is right, and Δ = 10.
  @Test func multiclassHingeOfOneExample() {
    let scores = values([13, -7, 11])
    let loss = multiclassHinge(scores: scores, label: 0, margin: 10)
    loss.backward()
    #expect(loss.data == 8)
    #expect(scores.map(\.gradient) == [-1, 0, 1])
  }

  @Test func squaredMulticlassHingeOfOneExample() {
    let scores = values([13, -7, 11])
    let loss = squaredMulticlassHinge(scores: scores, label: 0, margin: 10)
    loss.backward()
    #expect(loss.data == 64)
    #expect(scores.map(\.gradient) == [-16, 0, 16])
  }

  /// A score that is ahead by the margin exactly costs nothing, and is not pushed further.
  @Test func marginReachedExactly() {
    let scores = values([3, 2])
    let loss = multiclassHinge(scores: scores, label: 0)
    loss.backward()
    #expect(loss.data == 0)
    #expect(scores.map(\.gradient) == [0, 0])
  }

  /// 1 - t·s is 0.5, 3, -2 and -3.
  @Test func binaryHinges() {
    let scores = values([0.5, -2, -3, 4])
    let targets = values([1, 1, -1, 1])
    let loss = binaryHinge(scores: scores, targets: targets)
    loss.backward()
    #expect(loss.data == 0.875)
    #expect(scores.map(\.gradient) == [-0.25, -0.25, 0, 0])
    for score in scores { score.zeroGradient() }
    let squared = squaredBinaryHinge(scores: scores, targets: targets)
    squared.backward()
    #expect(squared.data == 2.3125)
    #expect(scores.map(\.gradient) == [-0.25, -1.5, 0, 0])
  }

  /// Below, at and beyond a difference of 1, on both sides.
  @Test func huberLosses() {
    let differences = [0, 0.5, -0.9375, 1, -1, 1.0625, -4]
    let predictions = values(differences.map { $0 + 3 })
    let targets = values(differences.map { _ in 3 })
    let losses = zip(predictions, targets).map { huberLoss(prediction: $0, target: $1) }
    #expect(losses.map(\.data) == [0, 0.125, 0.439453125, 0.5, 0.5, 0.5625, 3.5])
    huberLoss(predictions: predictions, targets: targets).backward()
    let slopes = [0, 0.5, -0.9375, 1, -1, 1, -1]
    #expect(predictions.map(\.gradient) == slopes.map { $0 / 7 })
    let matrix = huberLoss(
      predictions: Matrix([differences]), targets: Matrix(rows: 1, columns: 7))
    #expect(
      matrix
        == LossAndGradient(
          loss: losses.reduce(0) { $0 + $1.data } / 7, gradient: Matrix([slopes.map { $0 / 7 }])))
  }

  /// Against the definition, without any shift.
  @Test func softmaxCrossEntropyOfOneExample() throws {
    let numbers = [-2.85, 0.86, 0.28]
    let total = numbers.map { Foundation.exp($0) }.reduce(0, +)
    for label in 0..<3 {
      let scores = values(numbers)
      let loss = softmaxCrossEntropy(scores: scores, label: label)
      loss.backward()
      #expect(abs(loss.data + Foundation.log(Foundation.exp(numbers[label]) / total)) < 1e-14)
      for (index, score) in scores.enumerated() {
        let expected = Foundation.exp(numbers[index]) / total - (index == label ? 1 : 0)
        #expect(abs(try #require(score.gradient) - expected) < 1e-15)
      }
    }
  }

  /// Large scores have the loss and the gradient of the same scores nearer to zero.
  @Test(arguments: [1000.0, -1000, 1e6]) func largeScoresDoNotOverflow(_ shift: Double) {
    let near = values([0, -1, -2])
    let far = values([shift, shift - 1, shift - 2])
    let (expected, loss) = (
      softmaxCrossEntropy(scores: near, label: 1), softmaxCrossEntropy(scores: far, label: 1)
    )
    expected.backward()
    loss.backward()
    #expect(loss.data == expected.data)
    #expect(
      abs(loss.data - (1 + Foundation.log(1 + Foundation.exp(-1) + Foundation.exp(-2)))) < 1e-15)
    #expect(far.map(\.gradient) == near.map(\.gradient))
  }

  @Test func hopelessScoresStayFinite() {
    let scores = values([1000, -1000])
    let loss = softmaxCrossEntropy(scores: scores, label: 1)
    loss.backward()
    #expect(loss.data == 2000)
    #expect(scores.map(\.gradient) == [1, -1])
  }

  @Test func notANumberIsSeen() {
    let numbers = [1, Double.nan, 0]
    #expect(multiclassHinge(scores: values(numbers), label: 0).data.isNaN)
    #expect(softmaxCrossEntropy(scores: values(numbers), label: 0).data.isNaN)
    #expect(huberLoss(prediction: values(numbers)[1], target: Value(1, on: tape)).data.isNaN)
    #expect(binaryHinge(score: values(numbers)[1], target: Value(1, on: tape)).data.isNaN)
  }

  /// The batch is the mean of its examples.
  @Test func batchesAreMeans() {
    let batch = [values([13, -7, 11]), values([1, 2, 2.5])]
    // The second example has max(0, 1 - 2.5 + 10) + max(0, 2 - 2.5 + 10).
    #expect(multiclassHinge(scores: batch, labels: [0, 2], margin: 10).data == (8 + 18) / 2)
    #expect(
      squaredMulticlassHinge(scores: batch, labels: [0, 2], margin: 10).data
        == (64 + 8.5 * 8.5 + 9.5 * 9.5) / 2)
    // Equal scores of four classes cost ln 4 each.
    let even = [values([1, 1, 1, 1]), values([-3, -3, -3, -3])]
    #expect(
      abs(softmaxCrossEntropy(scores: even, labels: [0, 3]).data - Foundation.log(4)) < 1e-15)
  }

  @Test func wrongArgumentsTrap() async {
    var result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tape = Tape()
      _ = multiclassHinge(scores: [Value(1, on: tape), Value(2, on: tape)], label: 2)
    }
    #expect(says("There is no class 2: 2 classes are counted from 0.", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tape = Tape()
      _ = softmaxCrossEntropy(scores: [Value(1, on: tape)], label: 0)
    }
    #expect(says("1 class was asked for", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let tape = Tape()
      let scores = [Value(1, on: tape), Value(2, on: tape)]
      _ = softmaxCrossEntropy(scores: [scores, scores], labels: [1])
    }
    #expect(says("2 outputs cannot be compared with 1 target.", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = binaryHinge(scores: [], targets: [])
    }
    #expect(says("A loss over no examples was asked for", result))
  }
}

/// What the losses record, which is what a picture shows.
@Suite struct LossRecordingTests {
  private let tape = Tape()

  private func values(_ numbers: [Double]) -> [Value] { numbers.map { Value($0, on: tape) } }

  /// The operations recorded, without leaves and constants.
  private func operations(_ record: () -> Value) -> [String] {
    let first = tape.count
    _ = record()
    return (first..<tape.count).map { tape[$0].operation.symbol }
      .filter { $0 != "leaf" && $0 != "constant" }
  }

  @Test func hinges() {
    let scores = values([1, 2, 3])
    #expect(
      operations { multiclassHinge(scores: scores, label: 1) }
        == ["-", "+", "max", "-", "+", "max", "+"])
    #expect(
      operations { squaredMulticlassHinge(scores: scores, label: 1) }
        == ["-", "+", "max", "-", "+", "max", "**", "**", "+"])
    #expect(
      operations { binaryHinge(score: scores[0], target: scores[1]) } == ["*", "-", "max"])
    #expect(
      operations { squaredBinaryHinge(score: scores[0], target: scores[1]) }
        == ["*", "-", "max", "**"])
  }

  @Test func softmax() {
    let scores = values([1, 2])
    #expect(
      operations { softmaxCrossEntropy(scores: scores, label: 1) }
        == ["-", "-", "exp", "exp", "+", "log", "-"])
  }

  @Test func huberLosses() {
    let (predictions, targets) = (values([1]), values([0]))
    #expect(
      operations { huberLoss(predictions: predictions, targets: targets) }
        == ["-", "abs", "min", "/", "-", "*"])
  }

  @Test func oneExampleIsNotDivided() {
    let scores = values([1, 2])
    let one = operations { multiclassHinge(scores: [scores], labels: [0]) }
    let two = operations { multiclassHinge(scores: [scores, scores], labels: [0, 1]) }
    #expect(one == ["-", "+", "max"])
    #expect(two == one + one + ["+", "/"])
  }

  @Test func meanSquaredErrors() {
    let (predictions, targets) = (values([1, 2]), values([0, 0]))
    #expect(
      operations { meanSquaredError(predictions: predictions, targets: targets) }
        == ["-", "**", "-", "**", "+", "/"])
    #expect(
      operations { squaredError(prediction: predictions[0], target: targets[0]) } == ["-", "**"])
  }
}
