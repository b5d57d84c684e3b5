public import Autograd

extension Loss {
  /// The hinge of support vector machines, of one score against ±1 or of a score for each class.
  ///
  /// Its slopes are steps: it has no curvature, and is held to steps of at most 32 margins.
  public static let svm = Loss(
    name: "svm", title: "hinge",
    comparison: .classes(
      sign: { binaryHinge(score: $0, target: $1) },
      label: { multiclassHinge(scores: $0, label: $1) }, guessing: costOfGuessingForHinges),
    growsAsSquare: false, curvature: { _ in 1 / 32 },
    usualLearningRate: { $0 == 1 ? 1 : 0.5 })

  /// With a margin of 1 and scores of 0, each wrong class violates its margin by 1; a single score
  /// violates one margin.
  static func costOfGuessingForHinges(outputs: Int) -> Double { Double(max(1, outputs - 1)) }
}

// MARK: - One score against ±1

/// The max-margin loss of one score against a target of 1 or -1: max(0, 1 - t·s).
///
/// It is the SVM loss of two classes with one output; micrograd's demo trains with it.
public func binaryHinge(score: Value, target: Value) -> Value {
  max(0, 1 - target * score)
}

/// The mean over a batch of the max-margin loss, for targets of 1 and -1.
///
/// - Parameters:
///   - scores: What a model gave, one for each example.
///   - targets: 1 or -1 for each example.
public func binaryHinge(scores: [Value], targets: [Value]) -> Value {
  meanOverExamples(scores, targets, of: binaryHinge)
}

/// The mean of the max-margin loss max(0, 1 - t·s) over all elements, with its gradient on the
/// scores.
public func binaryHinge(scores: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(scores, targets) { score, target in
    let violation = 1 - target * score
    return violation <= 0 ? (loss: 0, slope: 0) : (loss: violation, slope: -target)
  }
}

// MARK: - A score for each class

/// The multiclass SVM loss of one example, Σ max(0, s_j - s_y + Δ).
///
/// The sum is over the classes j other than y. It is zero once the score of the right class exceeds
/// every other by the margin, and where a score is exactly at the margin its gradient is 0. Source:
/// CS231n, "Multiclass Support Vector Machine loss".
///
/// - Parameters:
///   - scores: One for each class; two at least.
///   - label: The right class y, counted from 0.
///   - margin: Δ, by how much the right score has to be ahead.
public func multiclassHinge(scores: [Value], label: Int, margin: Double = 1) -> Value {
  sumFromLeft(violations(scores: scores, label: label, margin: margin))
}

/// The mean of the multiclass SVM loss over a batch.
///
/// - Parameters:
///   - scores: Those of each example.
///   - labels: The right class of each example, counted from 0.
///   - margin: Δ, by how much the right score has to be ahead.
public func multiclassHinge(scores: [[Value]], labels: [Int], margin: Double = 1) -> Value {
  meanOverExamples(scores, labels) { multiclassHinge(scores: $0, label: $1, margin: margin) }
}

/// The mean of the multiclass SVM loss over a batch, with its gradient on the scores.
///
/// - Parameters:
///   - scores: A row for each class, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - margin: Δ.
public func multiclassHinge(
  scores: Matrix, labels: [Int], margin: Double = 1
) -> LossAndGradient {
  meanOverViolations(scores, labels, margin) { (loss: $0, slope: 1) }
}

// MARK: - What both hinges share

/// By how much each wrong class violates the margin; 0 where it does not.
func violations(scores: [Value], label: Int, margin: Double) -> [Value] {
  checkLabel(label, classes: scores.count)
  return scores.indices.filter { $0 != label }.map { wrong in
    max(0, scores[wrong] - scores[label] + margin)
  }
}

/// The mean of some function of the violations s_j - s_y + Δ > 0, swept row by row.
///
/// NaN counts as a violation, so that it is seen in the loss.
func meanOverViolations(
  _ scores: Matrix, _ labels: [Int], _ margin: Double,
  _ penalty: (Double) -> (loss: Double, slope: Double)
) -> LossAndGradient {
  checkLabels(labels, scores: scores)
  let count = Double(labels.count)
  let rightScores = labels.enumerated().map { scores[$1, $0] }
  var total = 0.0
  var slopes = Matrix(rows: scores.rows, columns: scores.columns)
  for row in 0..<scores.rows {
    for (example, label) in labels.enumerated() where row != label {
      let violation = scores[row, example] - rightScores[example] + margin
      guard !(violation <= 0) else { continue }
      let (loss, slope) = penalty(violation)
      total += loss
      slopes[row, example] += slope / count
      slopes[label, example] -= slope / count
    }
  }
  return LossAndGradient(loss: total / count, gradient: slopes)
}
