public import Autograd
internal import Mathematics

extension Loss {
  /// Cross-entropy behind a softmax.
  ///
  /// Its curvature p·(1 - p) is 1/4 at most, and half of that between scores that are sure.
  public static let softmax = Loss(
    name: "softmax", title: "softmax cross-entropy",
    comparison: .classes(
      sign: nil, label: { softmaxCrossEntropy(scores: $0, label: $1) },
      guessing: { LibM.log(Double($0)) }),
    growsAsSquare: false, curvature: { _ in 1 / 8 }, usualLearningRate: { _ in 0.5 })
}

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

/// The mean of the cross-entropy after softmax over a batch, with its gradient on the scores.
///
/// The gradient of one example is its probabilities, less 1 at the right class.
///
/// - Parameters:
///   - scores: A row for each class, a column for each example.
///   - labels: The right class of each example, counted from 0.
public func softmaxCrossEntropy(scores: Matrix, labels: [Int]) -> LossAndGradient {
  checkLabels(labels, scores: scores)
  let count = Double(labels.count)
  var total = 0.0
  var gradient = Matrix(rows: scores.rows, columns: scores.columns)
  for (example, label) in labels.enumerated() {
    let (exponentials, sum, shift) = shiftedExponentials(scores.column(example))
    total += LibM.log(sum) - (scores[label, example] - shift)
    for row in exponentials.indices { gradient[row, example] = exponentials[row] / sum / count }
    gradient[label, example] -= 1 / count
  }
  return LossAndGradient(loss: total / count, gradient: gradient)
}

/// The probabilities exp(s_j) / Σ exp(s_k) of some scores; large scores do not overflow.
public func softmax(_ scores: [Double]) -> [Double] {
  let (exponentials, sum, _) = shiftedExponentials(scores)
  return exponentials.map { $0 / sum }
}

/// The exponentials of scores less the greatest of them, their sum, and that shift.
private func shiftedExponentials(
  _ scores: [Double]
) -> (exponentials: [Double], sum: Double, shift: Double) {
  let shift = scores.max() ?? 0
  let exponentials = scores.map { PortableMath.exp($0 - shift) }
  return (exponentials, exponentials.reduce(0, +), shift)
}
