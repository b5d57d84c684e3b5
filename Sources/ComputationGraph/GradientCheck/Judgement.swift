/// What the comparison of one derivative came to.
struct Judgement {
  var numeric: Double
  var error: Double
  var verdict: GradientVerdict
  /// The one-sided derivatives at a kink; elsewhere NaN.
  var left = Double.nan
  var right = Double.nan
  var remarks: GradientCheckReport.Remarks = []

  static func unchecked(_ remark: GradientCheckReport.Remarks) -> Judgement {
    Judgement(numeric: .nan, error: .nan, verdict: .unchecked, remarks: remark)
  }

  static func notFinite(_ numeric: Double, _ remark: GradientCheckReport.Remarks) -> Judgement {
    Judgement(
      numeric: numeric, error: numeric.isNaN ? .nan : .infinity, verdict: .notFinite,
      remarks: remark)
  }

  static let notDeterministic = Judgement(
    numeric: .nan, error: .nan, verdict: .notDeterministic)
}

/// Compares analytic derivatives with numerical ones.
struct GradientJudge {
  let step: Double
  /// Whether the step was asked for, and no other may be tried.
  let isStepFixed: Bool
  let tolerance: Double

  /// Compares one derivative.
  @inline(__always)
  func judge(_ analytic: Double, by probe: inout some DifferenceProbe) -> Judgement {
    guard probe.output.isFinite, probe.center.isFinite else {
      return analytic.isFinite ? .unchecked(.valueNotFinite) : .notFinite(.nan, .valueNotFinite)
    }
    if probe.isNoisy { return .notDeterministic }
    let h = step * max(1, probe.center.magnitude)
    let difference = probe.difference(over: h)
    let slope = difference.slope
    if !difference.crossesKink, slope.isFinite, analytic.isFinite {
      let error = GradientJudge.relativeError(analytic, slope)
      if error <= GradientCheck.goodError, error <= tolerance {
        return Judgement(numeric: slope, error: error, verdict: .good)
      }
    }
    return secondLook(analytic, difference, h, &probe)
  }

  /// The band that an error lies in.
  func band(_ error: Double, hasKinks: Bool) -> GradientVerdict {
    if error <= min(GradientCheck.goodError, tolerance) { return .good }
    if error <= tolerance { return hasKinks ? .fine : .loose }
    return error <= GradientCheck.wrongError ? .uncomfortable : .wrong
  }

  /// |fa - fn| / max(|fa|, |fn|, k).
  @inline(__always)
  static func relativeError(_ analytic: Double, _ numeric: Double) -> Double {
    let difference = (analytic - numeric).magnitude
    if difference == 0 { return 0 }
    return difference
      / max(analytic.magnitude, numeric.magnitude, GradientCheck.smallestScale)
  }

  /// The judgement from a numerical derivative; a difference below the rounding floor is none.
  func judgement(
    _ analytic: Double, _ numeric: Double, output: Double, h: Double, hasKinks: Bool
  ) -> Judgement {
    let error = GradientJudge.relativeError(analytic, numeric)
    let floor = 4 * Double.ulpOfOne * output.magnitude / h
    if error > min(GradientCheck.goodError, tolerance), (analytic - numeric).magnitude <= floor {
      return Judgement(
        numeric: numeric, error: 0, verdict: .good, remarks: .belowRoundingFloor)
    }
    return Judgement(
      numeric: numeric, error: error, verdict: band(error, hasKinks: hasKinks))
  }

  /// The rare cases, out of the way of the usual one.
  @inline(never)
  private func secondLook(
    _ analytic: Double, _ difference: Difference, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement {
    let slope = difference.slope
    if !analytic.isFinite {
      let byRule = probe.derivativeByRule ?? .nan
      return .notFinite(
        slope.isFinite ? slope : .nan, byRule.isFinite ? [] : .derivativeNotFinite)
    }
    if difference.crossesKink, slope.isFinite { return atKink(analytic, difference, h, &probe) }
    var found: Judgement?
    if slope.isFinite {
      let first = judgement(
        analytic, slope, output: probe.output, h: h, hasKinks: probe.hasKinks)
      if first.verdict <= .loose { return first }
      found = first
    }
    var isNearKink = false
    if isStepFixed {
      isNearKink = probe.difference(over: 10 * h).crossesKink
    } else {
      let ladder = Ladder(&probe, h: h)
      isNearKink = ladder.isNearKink
      if let best = ladder.best {
        found = judgement(analytic, best, h, &probe)
      }
    }
    guard var found else { return atEdge(analytic, h, &probe) }
    if found.verdict > .loose, let jump = jump(analytic, h, &probe) {
      return jump
    }
    if isNearKink { found.remarks.insert(.nearKink) }
    return found
  }

  /// The judgement by the best of several steps.
  private func judgement(
    _ analytic: Double, _ best: Ladder.Estimate, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement {
    // With a greater step the floor would be lower than what was asked for.
    let found = judgement(
      analytic, best.slope, output: probe.output, h: min(h, best.h), hasKinks: probe.hasKinks)
    if found.verdict > .loose, !best.isSettled(beside: analytic, at: probe.center) {
      var unsettled = Judgement.unchecked(.unsettled)
      unsettled.numeric = best.slope
      return unsettled
    }
    return found
  }
}
