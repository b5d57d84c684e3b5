public import Autograd

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

/// The squared difference (p - t)² of one prediction and its target, as an expression.
public func squaredError(prediction: Value, target: Value) -> Value {
  (prediction - target).pow(2)
}
