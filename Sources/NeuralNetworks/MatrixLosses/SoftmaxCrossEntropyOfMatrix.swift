internal import Autograd

/// The mean of the cross-entropy after softmax over a batch, with its gradient on W.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - weights: W, a row for each class.
public func softmaxCrossEntropy(
  inputs: Matrix, labels: [Int], weights: Matrix
) -> LossAndGradient {
  softmaxCrossEntropy(scores: weights * inputs, labels: labels).onWeights(inputs: inputs)
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
    total += Value.Operation.log.evaluate(sum) - (scores[label, example] - shift)
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
  let exponentials = scores.map { Value.Operation.exp.evaluate($0 - shift) }
  return (exponentials, exponentials.reduce(0, +), shift)
}
