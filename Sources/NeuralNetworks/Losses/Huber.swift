public import Autograd

extension Loss {
  /// The Huber loss with δ = 1: a square for small differences, a straight line beyond.
  ///
  /// One row that is far off pulls no harder than one that is off by 1. Its usual rate is greater than
  /// that of ``meanSquaredError``: the slope of small differences is half of its, and that of great
  /// ones does not grow, so that a step that goes too far is made up for.
  public static let huber = Loss(
    name: "huber", title: "Huber loss",
    comparison: .numbers(
      loss: { huberLoss(prediction: $0, target: $1) },
      guessing: { huberTerm(ofDifference: $0).loss }),
    growsAsSquare: false, curvature: { 1 / (8 * Double($0)) }, usualLearningRate: { _ in 0.5 })
}

/// The Huber loss of one prediction and its target, with δ = 1, as an expression.
///
/// With the distance d = |p - t| and m = min(d, 1) it is m·(d - m/2): d²/2 up to 1, and d - 1/2
/// beyond. Its derivative is p - t, held between -1 and 1. Source: Huber 1964.
public func huberLoss(prediction: Value, target: Value) -> Value {
  let distance = (prediction - target).abs()
  let bounded = min(distance, 1)
  return bounded * (distance - bounded / 2)
}

/// The mean of the Huber loss, with δ = 1, of predictions and targets, as an expression.
///
/// - Parameters:
///   - predictions: What a model gave; at least one.
///   - targets: What it should have given, one for each prediction.
public func huberLoss(predictions: [Value], targets: [Value]) -> Value {
  meanOverExamples(predictions, targets, of: huberLoss)
}

/// The mean of the Huber loss, with δ = 1, over all elements, with its gradient on the predictions.
public func huberLoss(predictions: Matrix, targets: Matrix) -> LossAndGradient {
  meanOverElements(predictions, targets) { huberTerm(ofDifference: $0 - $1) }
}

private func huberTerm(ofDifference difference: Double) -> (loss: Double, slope: Double) {
  difference.magnitude <= 1
    ? (loss: difference * difference / 2, slope: difference)
    : (loss: difference.magnitude - 0.5, slope: difference < 0 ? -1 : 1)
}
