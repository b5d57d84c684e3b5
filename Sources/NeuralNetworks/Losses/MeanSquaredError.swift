public import Autograd

extension Loss {
  /// The mean of the squared differences.
  public static let meanSquaredError = Loss(
    name: "mse", title: "mean squared error",
    comparison: .numbers(
      loss: { squaredError(prediction: $0, target: $1) }, guessing: { $0 * $0 }),
    growsAsSquare: true, curvature: { 2 / Double($0) }, usualLearningRate: { _ in 0.2 })
}

/// The squared difference (p - t)² of one prediction and its target, as an expression.
public func squaredError(prediction: Value, target: Value) -> Value {
  (prediction - target).pow(2)
}

/// The mean of the squared differences of predictions and targets, as an expression.
///
/// It is recorded in the operations that graph files know: differences, squares, their sum from
/// left to right, and, for more than one pair, a division.
///
/// - Parameters:
///   - predictions: What a model gave; at least one.
///   - targets: What it should have given, one for each prediction.
public func meanSquaredError(predictions: [Value], targets: [Value]) -> Value {
  meanOverExamples(predictions, targets, of: squaredError)
}

/// The mean of the squared differences over all elements, with its gradient on the predictions.
public func meanSquaredError(predictions: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(predictions, targets) { prediction, target in
    let difference = prediction - target
    return (loss: difference * difference, slope: 2 * difference)
  }
}
