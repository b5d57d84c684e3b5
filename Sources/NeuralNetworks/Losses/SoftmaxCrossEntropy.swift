public import Autograd

/// The cross-entropy of one example after softmax, log Σ exp(s_j - m) - (s_y - m).
///
/// The shift m is the greatest score, as a constant: every exponential is 1 at most, so that large
/// scores do not overflow. The loss does not depend on m, so the gradient p_j - [j = y] is exact.
///
/// - Parameters:
///   - scores: One for each class; two at least.
///   - label: The right class y, counted from 0.
public func softmaxCrossEntropy(scores: [Value], label: Int) -> Value {
  checkLabel(label, classes: scores.count)
  let greatest = scores.dropFirst().reduce(scores[0].data) { Swift.max($0, $1.data) }
  let shift = Value.constant(greatest, label: "max", on: scores[0].tape)
  let shifted = scores.map { $0 - shift }
  return sumFromLeft(shifted.map { $0.exp() }).log() - shifted[label]
}

/// The mean of the cross-entropy after softmax over a batch.
///
/// - Parameters:
///   - scores: Those of each example.
///   - labels: The right class of each example, counted from 0.
public func softmaxCrossEntropy(scores: [[Value]], labels: [Int]) -> Value {
  meanOverExamples(scores, labels) { softmaxCrossEntropy(scores: $0, label: $1) }
}
