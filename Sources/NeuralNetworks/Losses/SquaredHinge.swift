public import Autograd

extension Loss {
  /// The hinge squared, which punishes large violations more.
  public static let squaredSVM = Loss(
    name: "squared_svm", title: "squared hinge",
    comparison: .classes(
      sign: { squaredBinaryHinge(score: $0, target: $1) },
      label: { squaredMulticlassHinge(scores: $0, label: $1) }, guessing: costOfGuessingForHinges),
    growsAsSquare: true, curvature: { 2 * Double($0) }, usualLearningRate: { _ in 0.2 })
}

// MARK: - One score against ±1

/// The squared max-margin loss of one score against a target of 1 or -1: max(0, 1 - t·s)².
public func squaredBinaryHinge(score: Value, target: Value) -> Value {
  binaryHinge(score: score, target: target).pow(2)
}

/// The mean over a batch of the squared max-margin loss, for targets of 1 and -1.
///
/// - Parameters:
///   - scores: What a model gave, one for each example.
///   - targets: 1 or -1 for each example.
public func squaredBinaryHinge(scores: [Value], targets: [Value]) -> Value {
  meanOverExamples(scores, targets, of: squaredBinaryHinge)
}

/// The mean of the squared max-margin loss max(0, 1 - t·s)² over all elements, with its gradient on
/// the scores.
public func squaredBinaryHinge(scores: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(scores, targets) { score, target in
    let violation = 1 - target * score
    return violation <= 0
      ? (loss: 0, slope: 0) : (loss: violation * violation, slope: -2 * target * violation)
  }
}

// MARK: - A score for each class

/// The squared multiclass SVM loss of one example, Σ max(0, s_j - s_y + Δ)².
///
/// The sum is over the classes j other than y. It punishes large violations of the margin more
/// strongly than the hinge does, and has no kink.
///
/// - Parameters:
///   - scores: One for each class; two at least.
///   - label: The right class y, counted from 0.
///   - margin: Δ, by how much the right score has to be ahead.
public func squaredMulticlassHinge(scores: [Value], label: Int, margin: Double = 1) -> Value {
  sumFromLeft(violations(scores: scores, label: label, margin: margin).map { $0.pow(2) })
}

/// The mean of the squared multiclass SVM loss over a batch.
///
/// - Parameters:
///   - scores: Those of each example.
///   - labels: The right class of each example, counted from 0.
///   - margin: Δ, by how much the right score has to be ahead.
public func squaredMulticlassHinge(
  scores: [[Value]], labels: [Int], margin: Double = 1
) -> Value {
  meanOverExamples(scores, labels) { squaredMulticlassHinge(scores: $0, label: $1, margin: margin) }
}

/// The mean of the squared multiclass SVM loss over a batch, with its gradient on the scores.
///
/// - Parameters:
///   - scores: A row for each class, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - margin: Δ.
public func squaredMulticlassHinge(
  scores: Matrix, labels: [Int], margin: Double = 1
) -> LossAndGradient {
  meanOverViolations(scores, labels, margin) { (loss: $0 * $0, slope: 2 * $0) }
}
