internal import Autograd

/// The multiclass SVM loss of one example under a linear classifier, with its gradient on W.
///
/// The notes' `L_i`: loops over classes and features, nothing vectorised. The loss is
/// Σ max(0, s_j - s_y + Δ) over the classes j other than y, for scores s = W x.
///
/// - Parameters:
///   - input: The features x; with the bias trick the last of them is 1.
///   - label: The right class y, counted from 0.
///   - weights: W, a row for each class.
///   - margin: Δ.
public func multiclassHinge(
  input: [Double], label: Int, weights: Matrix, margin: Double = 1
) -> LossAndGradient {
  require(
    input.count == weights.columns,
    "An input of \(input.count) features does not fit weights of \(weights.columns).")
  checkLabel(label, classes: weights.rows)
  func score(_ row: Int) -> Double {
    input.indices.reduce(0) { $0 + weights[row, $1] * input[$1] }
  }
  let rightScore = score(label)
  var result = LossAndGradient(
    loss: 0, gradient: Matrix(rows: weights.rows, columns: weights.columns))
  for wrong in 0..<weights.rows where wrong != label {
    let violation = score(wrong) - rightScore + margin
    guard !(violation <= 0) else { continue }
    result.loss += violation
    for feature in input.indices {
      result.gradient[wrong, feature] += input[feature]
      result.gradient[label, feature] -= input[feature]
    }
  }
  return result
}

/// The mean of the multiclass SVM loss over a batch, with its gradient on W: half-vectorised.
///
/// As the notes' `L_i_vectorized`: one loop over the examples, and in it operations on whole
/// vectors.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - weights: W, a row for each class.
///   - margin: Δ.
public func halfVectorizedMulticlassHinge(
  inputs: Matrix, labels: [Int], weights: Matrix, margin: Double = 1
) -> LossAndGradient {
  require(
    labels.count == inputs.columns && !labels.isEmpty,
    "\(inputs.columns) examples cannot be compared with \(labels.count) labels.")
  var total = 0.0
  var gradient = Matrix(rows: weights.rows, columns: weights.columns)
  for (example, label) in labels.enumerated() {
    checkLabel(label, classes: weights.rows)
    let input = inputs.column(example)
    let scores = weights * input
    var violations = scores.map { Value.Operation.relu.evaluate($0 - scores[label] + margin) }
    violations[label] = 0
    var slopes = violations.map { $0 == 0 ? 0.0 : 1.0 }
    slopes[label] = -slopes.reduce(0, +)
    total += violations.reduce(0, +)
    gradient.addOuterProduct(slopes, input)
  }
  let count = Double(labels.count)
  return LossAndGradient(loss: total / count, gradient: gradient / count)
}

/// The mean of the multiclass SVM loss over a batch, with its gradient on W: fully vectorised.
///
/// As the notes' `L`: operations on whole matrices, without a loop over examples around them.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - weights: W, a row for each class.
///   - margin: Δ.
public func multiclassHinge(
  inputs: Matrix, labels: [Int], weights: Matrix, margin: Double = 1
) -> LossAndGradient {
  multiclassHinge(scores: weights * inputs, labels: labels, margin: margin)
    .onWeights(inputs: inputs)
}

/// The mean of the squared multiclass SVM loss over a batch, with its gradient on W.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - labels: The right class of each example, counted from 0.
///   - weights: W, a row for each class.
///   - margin: Δ.
public func squaredMulticlassHinge(
  inputs: Matrix, labels: [Int], weights: Matrix, margin: Double = 1
) -> LossAndGradient {
  squaredMulticlassHinge(scores: weights * inputs, labels: labels, margin: margin)
    .onWeights(inputs: inputs)
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

/// The mean of some function of the violations s_j - s_y + Δ > 0, swept row by row.
///
/// NaN counts as a violation, so that it is seen in the loss.
private func meanOverViolations(
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
