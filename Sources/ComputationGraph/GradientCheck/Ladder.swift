/// Differences with steps from a thousand times a given one down to a millionth of it, or further
/// where the number is small, and the one among them that can be trusted most.
///
/// A difference is as good as the next one agrees with it: great steps miss the curvature, or jump
/// over a pole, small ones drown in rounding, and neither knows the analytic derivative.
struct Ladder {
  struct Estimate {
    let h: Double
    let slope: Double
    /// How far the neighbour is away.
    let distance: Double
    /// What the rounding of the last digit does to the neighbour.
    let rounding: Double
    /// What rounding does to it, as smaller steps show.
    var noise = 0.0
    /// Both, as a part of the slope.
    let relativeUncertainty: Double
  }

  private(set) var best: Estimate?
  /// Whether a branch changes within ten of the given steps.
  private(set) var isNearKink = false

  /// How closely two neighbours agree where no further one is needed.
  private static let agreement = 1e-8
  /// The part of a number below which a step is lost in its last digits.
  private static let leastStep = 1e-14

  init(_ probe: inout some DifferenceProbe, h: Double) {
    var before: (h: Double, slope: Double)?
    var step = h * 1000
    var rung = 0
    while rung < 10 || isSearching(step, at: probe.center) {
      let difference = probe.difference(over: step)
      let slope = difference.slope
      if difference.crossesKink && (rung == 2 || rung == 3) { isNearKink = true }
      if difference.crossesKink || !slope.isFinite {
        before = nil
      } else {
        if let before {
          compare(before, (step, slope), output: probe.output)
        }
        before = (step, slope)
      }
      step /= 10
      rung += 1
    }
  }

  private func isSearching(_ step: Double, at center: Double) -> Bool {
    step > center.magnitude * Ladder.leastStep && step > 0 && center != 0
      && (best?.relativeUncertainty ?? 1) > Ladder.agreement
  }

  private mutating func compare(
    _ before: (h: Double, slope: Double), _ next: (h: Double, slope: Double), output: Double
  ) {
    let distance = (before.slope - next.slope).magnitude
    let rounding = Double.ulpOfOne * output.magnitude / next.h
    let slope = max(before.slope.magnitude, next.slope.magnitude)
    let relative = slope == 0 ? 1 : (distance + rounding) / slope
    if best.map({ relative < $0.relativeUncertainty }) ?? true {
      best = Estimate(
        h: before.h, slope: before.slope, distance: distance, rounding: rounding,
        relativeUncertainty: relative)
    } else if let known = best {
      // With smaller steps neighbours differ by rounding alone: that shows how great it is.
      best?.noise = max(known.noise, distance * next.h / known.h)
    }
  }
}

extension Ladder.Estimate {
  /// Whether the slope is known well enough to tell whether an analytic one is right.
  func isSettled(beside analytic: Double, at center: Double) -> Bool {
    let gap = (analytic - slope).magnitude
    if gap <= distance + max(rounding, noise) { return false }
    if relativeUncertainty <= 1e-2 { return true }
    // A slope of almost 0 is all rounding, and known for all that. Of a great number the step is so
    // great, too, that a wave looks flat.
    return distance <= 8 * rounding
      || (center.magnitude <= 1000 && distance <= 1e-3 * analytic.magnitude)
  }
}
