public import Autograd

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
  sumFromLeft(margins(scores: scores, label: label, margin: margin))
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
  sumFromLeft(margins(scores: scores, label: label, margin: margin).map { $0.pow(2) })
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

/// By how much each wrong class violates the margin; 0 where it does not.
private func margins(scores: [Value], label: Int, margin: Double) -> [Value] {
  checkLabel(label, classes: scores.count)
  return scores.indices.filter { $0 != label }.map { wrong in
    max(0, scores[wrong] - scores[label] + margin)
  }
}
