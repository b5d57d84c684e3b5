/// A loss, and its derivative with respect to each element of a matrix.
///
/// The losses on plain numbers come in two forms. Given scores, the gradient is that of the scores;
/// given inputs X and weights W of a linear classifier, whose scores are W X, it is that of W.
/// As in CS231n, each example is a column of X and of the scores, and each class a row of W and of
/// the scores.
public struct LossAndGradient: Sendable, Equatable {
  /// The loss.
  public var loss: Double
  /// Its derivatives, each at the index of its element.
  public var gradient: Matrix

  /// A loss with its gradient.
  public init(loss: Double, gradient: Matrix) {
    self.loss = loss
    self.gradient = gradient
  }

  /// The sum of two losses on the same matrix, such as that on data and that on weights.
  public static func + (a: LossAndGradient, b: LossAndGradient) -> LossAndGradient {
    require(
      a.gradient.rows == b.gradient.rows && a.gradient.columns == b.gradient.columns,
      "Gradients of \(a.gradient.rows) × \(a.gradient.columns) and \(b.gradient.rows) × "
        + "\(b.gradient.columns) cannot be added.")
    return LossAndGradient(
      loss: a.loss + b.loss,
      gradient: Matrix(
        rows: a.gradient.rows, columns: a.gradient.columns,
        elements: zip(a.gradient.elements, b.gradient.elements).map(+)))
  }

  /// The same loss as one of weights, by the chain rule through scores = W X: dW = dS Xᵀ.
  func onWeights(inputs: Matrix) -> LossAndGradient {
    LossAndGradient(loss: loss, gradient: gradient.multiplied(byTransposeOf: inputs))
  }
}

/// The mean of a loss of one output and its target over all elements of two matrices.
func meanOverElements(
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
