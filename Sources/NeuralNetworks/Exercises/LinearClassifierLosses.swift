internal import Text

// For the exercises of the course alone: losses of a linear classifier on plain numbers, with their
// gradients on its weights W. The SVM loss comes in loops, half vectorised and vectorised, to be
// compared. Inputs X have a column for each example, and W a row for each class or output.

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
    "An input of \(input.count.counted("feature")) does not fit weights of \(weights.columns).")
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
/// As `L_i_vectorized` in CS231n's notes: one loop over the examples, and in it operations on whole
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
    "\(inputs.columns.counted("example")) cannot be compared with \(labels.count.counted("label"))."
  )
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
/// As `L` in CS231n's notes: operations on whole matrices, without a loop over examples around them.
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

/// The mean of the squared differences of W X and targets, with its gradient on W.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - targets: What W X should be: a row for each output, a column for each example.
///   - weights: W, a row for each output.
public func meanSquaredError(
  inputs: Matrix, targets: Matrix, weights: Matrix
) -> LossAndGradient {
  meanSquaredError(predictions: weights * inputs, targets: targets).onWeights(inputs: inputs)
}

/// The mean of the max-margin loss max(0, 1 - t·s) of scores W X, with its gradient on W.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - targets: 1 or -1 for each score; one row, where there is one output.
///   - weights: W, a row for each output.
public func binaryHinge(inputs: Matrix, targets: Matrix, weights: Matrix) -> LossAndGradient {
  binaryHinge(scores: weights * inputs, targets: targets).onWeights(inputs: inputs)
}

/// The mean of the squared max-margin loss max(0, 1 - t·s)² of scores W X, with its gradient on W.
///
/// - Parameters:
///   - inputs: X, a column for each example.
///   - targets: 1 or -1 for each score; one row, where there is one output.
///   - weights: W, a row for each output.
public func squaredBinaryHinge(
  inputs: Matrix, targets: Matrix, weights: Matrix
) -> LossAndGradient {
  squaredBinaryHinge(scores: weights * inputs, targets: targets).onWeights(inputs: inputs)
}
