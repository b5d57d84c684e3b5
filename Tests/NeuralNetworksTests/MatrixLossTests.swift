import Foundation
import Autograd
import NeuralNetworks
import Testing

/// The losses on plain numbers, against those on values and `backward()`.
@Suite struct MatrixLossTests {
  private static let examples = 9
  private static let classes = 4
  private static let features = 6
  private static let labels = [3, 0, 1, 1, 2, 0, 3, 2, 1]

  private static func weights(_ seed: UInt64, rows: Int = classes) -> Matrix {
    randomMatrix(rows: rows, columns: features, seed: seed)
  }
  private static func inputs(_ seed: UInt64) -> Matrix {
    randomMatrix(rows: features, columns: examples, seed: seed + 1000)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>, [0.5, 1, 3])
  func allFormsOfTheMulticlassHingeAgree(seed: UInt64, margin: Double) throws {
    let (weights, inputs) = (Self.weights(seed), Self.inputs(seed))
    let recorded = RecordedClassifier(weights: weights, inputs: inputs)
    let expected = try recorded.backward(
      from: multiclassHinge(scores: recorded.scores, labels: Self.labels, margin: margin))
    #expect(expected.loss > 0.1)

    var sum = LossAndGradient(
      loss: 0, gradient: Matrix(rows: Self.classes, columns: Self.features))
    for (example, label) in Self.labels.enumerated() {
      sum =
        sum
        + multiclassHinge(
          input: inputs.column(example), label: label, weights: weights, margin: margin)
    }
    let count = Double(Self.examples)
    let perExample = LossAndGradient(
      loss: sum.loss / count,
      gradient: Matrix(
        rows: Self.classes, columns: Self.features,
        elements: sum.gradient.elements.map { $0 / count }))
    let halfVectorized = halfVectorizedMulticlassHinge(
      inputs: inputs, labels: Self.labels, weights: weights, margin: margin)
    let vectorized = multiclassHinge(
      inputs: inputs, labels: Self.labels, weights: weights, margin: margin)
    #expect(agree(perExample, expected))
    #expect(agree(halfVectorized, expected))
    #expect(agree(vectorized, expected))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func otherClassLossesAgreeWithBackward(seed: UInt64) throws {
    let (weights, inputs) = (Self.weights(seed), Self.inputs(seed))
    var recorded = RecordedClassifier(weights: weights, inputs: inputs)
    let squared = squaredMulticlassHinge(inputs: inputs, labels: Self.labels, weights: weights)
    #expect(
      agree(
        squared,
        try recorded.backward(
          from: squaredMulticlassHinge(scores: recorded.scores, labels: Self.labels))))

    recorded = RecordedClassifier(weights: weights, inputs: inputs)
    let softmax = softmaxCrossEntropy(inputs: inputs, labels: Self.labels, weights: weights)
    #expect(
      agree(
        softmax,
        try recorded.backward(
          from: softmaxCrossEntropy(scores: recorded.scores, labels: Self.labels))))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func elementwiseLossesAgreeWithBackward(seed: UInt64) throws {
    let (weights, inputs) = (Self.weights(seed, rows: 2), Self.inputs(seed))
    let numbers = randomMatrix(rows: 2, columns: Self.examples, seed: seed + 2000)
    let signs = Matrix(
      rows: 2, columns: Self.examples, elements: numbers.elements.map { $0 < 0 ? -1 : 1 })

    func expected(_ targets: Matrix, _ loss: ([Value], [Value]) -> Value) throws -> LossAndGradient
    {
      let recorded = RecordedClassifier(weights: weights, inputs: inputs)
      let outputs = recorded.scores.flatMap { $0 }
      let values = (0..<Self.examples).flatMap { example in
        targets.column(example).map { Value($0, on: recorded.tape) }
      }
      return try recorded.backward(from: loss(outputs, values))
    }
    #expect(
      agree(
        meanSquaredError(inputs: inputs, targets: numbers, weights: weights),
        try expected(numbers) { meanSquaredError(predictions: $0, targets: $1) }))
    #expect(
      agree(
        binaryHinge(inputs: inputs, targets: signs, weights: weights),
        try expected(signs) { binaryHinge(scores: $0, targets: $1) }))
    #expect(
      agree(
        squaredBinaryHinge(inputs: inputs, targets: signs, weights: weights),
        try expected(signs) { squaredBinaryHinge(scores: $0, targets: $1) }))
  }

  /// The gradients on scores, against centred differences.
  @Test func gradientsOnScores() {
    let scores = randomMatrix(rows: Self.classes, columns: Self.examples, seed: 5)
    let targets = Matrix(
      rows: Self.classes, columns: Self.examples,
      elements: randomMatrix(rows: Self.classes, columns: Self.examples, seed: 6).elements
        .map { $0 < 0 ? -1 : 1 })
    let losses: [(Matrix) -> LossAndGradient] = [
      { multiclassHinge(scores: $0, labels: Self.labels) },
      { squaredMulticlassHinge(scores: $0, labels: Self.labels) },
      { softmaxCrossEntropy(scores: $0, labels: Self.labels) },
      { meanSquaredError(predictions: $0, targets: targets) },
      { huberLoss(predictions: $0, targets: targets) },
      { binaryHinge(scores: $0, targets: targets) },
      { squaredBinaryHinge(scores: $0, targets: targets) },
    ]
    for loss in losses {
      let numeric = numericalGradient(
        of: { loss(Matrix(rows: Self.classes, columns: Self.examples, elements: $0)).loss },
        at: scores.elements)
      let gradient = loss(scores).gradient.elements
      #expect(zip(gradient, numeric).allSatisfy { abs($0 - $1) < 1e-8 })
    }
  }

  /// A score that is ahead by the margin exactly has no gradient in any form; a little less has.
  @Test func marginReachedExactly() {
    let inputs = Matrix([[1]])
    for (lead, slope) in [(1.0, 0.0), (0.75, 1)] {
      let weights = Matrix([[2 + lead], [2]])
      let gradient = Matrix([[-slope], [slope]])
      let loss = LossAndGradient(loss: slope * (1 - lead), gradient: gradient)
      #expect(multiclassHinge(scores: weights, labels: [0]) == loss)
      #expect(multiclassHinge(input: [1], label: 0, weights: weights) == loss)
      #expect(halfVectorizedMulticlassHinge(inputs: inputs, labels: [0], weights: weights) == loss)
      #expect(
        binaryHinge(scores: Matrix([[lead], [-lead]]), targets: Matrix([[1], [-1]]))
          == LossAndGradient(loss: loss.loss, gradient: Matrix([[-slope / 2], [slope / 2]])))
    }
  }

  @Test func largeScoresDoNotOverflow() {
    let result = softmaxCrossEntropy(scores: Matrix([[1000], [-1000]]), labels: [1])
    #expect(result == LossAndGradient(loss: 2000, gradient: Matrix([[1], [-1]])))
    #expect(softmax([1000, 1000, -1000]) == [0.5, 0.5, 0])
  }

  @Test func probabilitiesAreThoseOfTheDefinition() {
    let exponentials = [123.0, 456, 789].map { Foundation.exp($0 / 100) }
    let total = exponentials.reduce(0, +)
    for (probability, exponential) in zip(softmax([1.23, 4.56, 7.89]), exponentials) {
      #expect(abs(probability - exponential / total) < 1e-15)
    }
  }

  @Test func notANumberIsSeen() {
    let weights = Matrix([[1, 0], [0, 1]])
    let inputs = Matrix([[1], [.nan]])
    #expect(multiclassHinge(inputs: inputs, labels: [0], weights: weights).loss.isNaN)
    #expect(multiclassHinge(input: inputs.column(0), label: 0, weights: weights).loss.isNaN)
    #expect(halfVectorizedMulticlassHinge(inputs: inputs, labels: [0], weights: weights).loss.isNaN)
    #expect(softmaxCrossEntropy(inputs: inputs, labels: [0], weights: weights).loss.isNaN)
    #expect(binaryHinge(scores: inputs, targets: inputs).loss.isNaN)
    #expect(huberLoss(predictions: inputs, targets: inputs).loss.isNaN)
  }

  @Test func wrongArgumentsTrap() async {
    var result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = multiclassHinge(scores: Matrix(rows: 3, columns: 2), labels: [0])
    }
    #expect(says("2 examples cannot be compared with 1 label.", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = softmaxCrossEntropy(scores: Matrix(rows: 3, columns: 1), labels: [3])
    }
    #expect(says("There is no class 3", result))

    result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = meanSquaredError(
        predictions: Matrix(rows: 3, columns: 1), targets: Matrix(rows: 1, columns: 3))
    }
    #expect(says("Outputs of 3 × 1 cannot be compared with targets of 1 × 3.", result))
  }
}
