/// A penalty on large weights that is added to the loss, against overfitting.
///
/// The penalty is λ₂/2 · Σw² + λ₁ · Σ|w|, over weights and not over biases. L2 alone prefers many
/// small weights to a few large ones, L1 alone drives weights to zero, and both together are the
/// elastic net.
///
/// With the half, the gradient of the L2 penalty is λ₂·w. The first form in the notes, and
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
