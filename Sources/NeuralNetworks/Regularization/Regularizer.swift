public import Autograd

/// A penalty on large weights that is added to the loss, against overfitting.
///
/// The penalty is λ₂/2 · Σw² + λ₁ · Σ|w|, over weights and not over biases. L2 alone prefers many
/// small weights to a few large ones, L1 alone drives weights to zero, and both together are the
/// elastic net.
///
/// With the half, the gradient of the L2 penalty is λ₂·w. The first form in CS231n, and
/// micrograd's demo, have λ · Σw² without the half; pass 2λ here to get theirs.
/// Source: CS231n, "Regularization".
public struct Regularizer: Sendable, Equatable {
  /// λ₁, the strength of the L1 penalty.
  public let l1: Double
  /// λ₂, the strength of the L2 penalty.
  public let l2: Double

  /// A penalty of two strengths, neither of them negative.
  public init(l1: Double = 0, l2: Double = 0) {
    require(
      l1 >= 0 && l2 >= 0, "The strengths of a regularizer must be 0 or more, not \(l1) and \(l2).")
    self.l1 = l1
    self.l2 = l2
  }

  /// No penalty.
  public static let none = Regularizer()

  /// The penalty λ/2 · Σw², whose gradient is λ·w.
  public static func l2(_ strength: Double) -> Regularizer { Regularizer(l2: strength) }

  /// The penalty λ · Σ|w|, whose gradient is λ times the sign of w, and 0 at 0.
  public static func l1(_ strength: Double) -> Regularizer { Regularizer(l1: strength) }

  /// The sum of both penalties.
  public static func elasticNet(l1: Double, l2: Double) -> Regularizer {
    Regularizer(l1: l1, l2: l2)
  }
}

extension Regularizer {
  /// The penalty on some weights as an expression, or `nil` where there is none.
  ///
  /// The sums run from left to right; a strength of 0 records nothing.
  public func penalty(on weights: [Value]) -> Value? {
    guard let tape = weights.first?.tape else { return nil }
    var terms: [Value] = []
    if l2 != 0 {
      terms.append(
        Value.constant(l2 / 2, label: "λ/2", on: tape) * sumOfSquares(weights))
    }
    if l1 != 0 {
      terms.append(Value.constant(l1, label: "λ", on: tape) * sumFromLeft(weights.map { $0.abs() }))
    }
    return terms.isEmpty ? nil : sumFromLeft(terms)
  }

  /// The penalty on the weights of a model, not on its biases; `nil` where there is none.
  public func penalty(on model: MLP) -> Value? { penalty(on: model.weights()) }

  /// A loss with the penalty on a model's weights added: the loss itself where there is none.
  public func adding(to loss: Value, for model: MLP) -> Value {
    penalty(on: model).map { loss + $0 } ?? loss
  }
}

extension MLP {
  /// The parameters without the biases: layer by layer, neuron by neuron.
  public func weights() -> [Value] { layers.flatMap { $0.weights() } }
}

extension Layer {
  /// The parameters without the biases, neuron by neuron.
  public func weights() -> [Value] { neurons.flatMap(\.weights) }
}

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
