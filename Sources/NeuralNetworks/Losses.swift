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
  precondition(
    !predictions.isEmpty && predictions.count == targets.count,
    "\(predictions.count) predictions cannot be compared with \(targets.count) targets")
  let squares = zip(predictions, targets).map { ($0 - $1).pow(2) }
  let sum = squares.dropFirst().reduce(squares[0], +)
  return squares.count == 1 ? sum : sum / Double(squares.count)
}
