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

/// The mean of the squared differences of predictions and targets over all elements.
///
/// The gradient is that of the predictions.
public func meanSquaredError(predictions: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(predictions, targets) { prediction, target in
    let difference = prediction - target
    return (loss: difference * difference, slope: 2 * difference)
  }
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

/// The mean of the max-margin loss max(0, 1 - t·s) over all elements.
///
/// The gradient is that of the scores.
public func binaryHinge(scores: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(scores, targets) { score, target in
    let violation = 1 - target * score
    return violation <= 0 ? (loss: 0, slope: 0) : (loss: violation, slope: -target)
  }
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

/// The mean of the squared max-margin loss max(0, 1 - t·s)² over all elements.
///
/// The gradient is that of the scores.
public func squaredBinaryHinge(scores: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(scores, targets) { score, target in
    let violation = 1 - target * score
    return violation <= 0
      ? (loss: 0, slope: 0) : (loss: violation * violation, slope: -2 * target * violation)
  }
}

/// The mean of a loss of one output and its target over all elements of two matrices.
private func meanOverElements(
  _ outputs: Matrix, _ targets: Matrix,
  _ loss: (Double, Double) -> (loss: Double, slope: Double)
) -> LossAndGradient {
  require(
    outputs.rows == targets.rows && outputs.columns == targets.columns
      && !outputs.elements.isEmpty,
    "Outputs of \(outputs.rows) × \(outputs.columns) cannot be compared with targets of "
      + "\(targets.rows) × \(targets.columns).")
  let count = Double(outputs.elements.count)
  let terms = zip(outputs.elements, targets.elements).map(loss)
  return LossAndGradient(
    loss: terms.reduce(0) { $0 + $1.loss } / count,
    gradient: Matrix(
      rows: outputs.rows, columns: outputs.columns, elements: terms.map { $0.slope / count }))
}
