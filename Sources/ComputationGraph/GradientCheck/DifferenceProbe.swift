/// A function of one number that differences are taken of: a node and one of its inputs, or the
/// root and one of the leaves.
protocol DifferenceProbe {
  /// Where the derivative is wanted.
  var center: Double { get }
  /// The value there.
  var output: Double { get }
  /// Whether there are kinked operations in what is evaluated.
  var hasKinks: Bool { get }
  /// The derivative by the rules of the operations; `nil` where there is none.
  var derivativeByRule: Double? { get }
  /// The values at both sides of the centre.
  mutating func difference(over h: Double) -> Difference
}

/// The values at both sides of a point.
struct Difference {
  /// f(x + h).
  let above: Double
  /// f(x - h).
  let below: Double
  /// How far the point above is in truth, after rounding.
  let distanceAbove: Double
  let distanceBelow: Double
  /// Whether a kinked operation takes another branch at one of the points.
  let crossesKink: Bool

  /// The centred difference.
  @inline(__always)
  var slope: Double { (above - below) / (distanceAbove + distanceBelow) }

  func slopeAbove(_ output: Double) -> Double { (above - output) / distanceAbove }
  func slopeBelow(_ output: Double) -> Double { (output - below) / distanceBelow }
}

/// Whether a branch was changed between two points and the one between them.
///
/// Touching the kink is no change.
@inline(__always)
func isBranchChanged(_ below: Int8, _ center: Int8, _ above: Int8) -> Bool {
  below * above < 0 || below * center < 0 || center * above < 0
    // Flat up to the kink and rising from it: the branches beyond differ, although one is unseen.
    || (center == 0 && below != above && (below == 0 || above == 0))
}
