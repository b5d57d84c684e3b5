extension Regularizer {
  /// The penalty on a matrix of weights, with its gradient.
  ///
  /// - Parameters:
  ///   - weights: One row for each neuron or class.
  ///   - lastColumnIsBias: Whether the last column holds biases (``BiasTrick``), which are not
  ///     penalised.
  public func penalty(on weights: Matrix, lastColumnIsBias: Bool = false) -> LossAndGradient {
    let penalized = weights.columns - (lastColumnIsBias ? 1 : 0)
    var result = LossAndGradient(
      loss: 0, gradient: Matrix(rows: weights.rows, columns: weights.columns))
    for row in 0..<weights.rows {
      for column in 0..<max(penalized, 0) {
        let weight = weights[row, column]
        result.loss += l2 / 2 * weight * weight + l1 * weight.magnitude
        result.gradient[row, column] = l2 * weight + l1 * Regularizer.sign(of: weight)
      }
    }
    return result
  }

  private static func sign(of number: Double) -> Double {
    number > 0 ? 1 : number < 0 ? -1 : number
  }
}
