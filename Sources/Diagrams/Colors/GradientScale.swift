internal import Autograd
internal import ComputationGraph

/// The colours of gradients: the sign chooses the hue, the logarithm of the magnitude its strength.
struct GradientScale {
  /// How many powers of ten below the greatest gradient the palest colour stands.
  private static let decades = 4.0

  /// How much of a colour is left beside marks: at a half, orange is too near the amber of a warning.
  private static let muted = 0.3

  private let greatest: Double
  /// How much of a colour is in the ground of the greatest gradient.
  private let strongest: Double

  /// A scale for some gradients.
  init(_ gradients: some Sequence<Double>, isMuted: Bool = false) {
    self.init(
      greatest: gradients.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0, isMuted: isMuted)
  }

  /// A scale up to a gradient; those that are not finite have a colour of their own.
  ///
  /// - Parameter isMuted: Whether other colours shall stand out beside these.
  init(greatest: Double, isMuted: Bool = false) {
    self.greatest = greatest
    strongest = isMuted ? GradientScale.muted : 1
  }

  /// The greatest magnitude of the gradients of a graph that are finite; 0 where there is none.
  static func greatest(of graph: GraphSnapshot) -> Double {
    var greatest = 0.0
    for gradient in graph.nodes.columns.gradients.values {
      if let number = gradient.number, number.isFinite {
        greatest = max(greatest, number.magnitude)
      }
    }
    return greatest
  }

  /// The colour behind a gradient; `nil` where there is none, or where it is 0.
  func fill(_ gradient: Double?, _ theme: Theme) -> Color? {
    guard let gradient, gradient != 0 else { return nil }
    if !gradient.isFinite { return nil }
    return fill(gradient > 0, theme, 0.15 + 0.85 * strength(of: gradient))
  }

  /// The colour behind the greatest gradient of a sign.
  func greatestFill(isPositive: Bool, _ theme: Theme) -> Color { fill(isPositive, theme, 1) }

  private func fill(_ isPositive: Bool, _ theme: Theme, _ part: Double) -> Color {
    theme.card.mixed(with: isPositive ? theme.positive : theme.negative, strongest * part)
  }

  /// How large a gradient is beside the greatest, from 0 to 1, on a logarithmic scale.
  func strength(of gradient: Double) -> Double {
    if gradient == 0 { return 0 }
    if !gradient.isFinite { return 1 }
    let strength = 1 + GradientScale.log10(gradient.magnitude / greatest) / GradientScale.decades
    return Swift.min(1, Swift.max(0, strength))
  }

  /// The decimal logarithm to a hundredth, from the exponent and a cubic: a colour needs no more,
  /// and it is the same on every machine.
  private static func log10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value == 0 ? -.infinity : .infinity }
    let m = value.significand - 1
    let log2 = Double(value.exponent) + m * (1.4228 + m * (-0.5819 + m * 0.1591))
    return log2 * 0.301_029_995_663_981_2
  }
}
