/// Where a derivative has two sides, or one.
extension GradientJudge {
  /// A kink between the points: right is what lies between the one-sided derivatives, or what the
  /// rules say of it.
  func atKink(
    _ analytic: Double, _ difference: Difference, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement {
    let left = difference.slopeBelow(probe.output)
    let right = difference.slopeAbove(probe.output)
    let kink = Judgement(
      numeric: difference.slope, error: GradientJudge.relativeError(analytic, difference.slope),
      verdict: .kink,
      left: left, right: right)
    // A kink beside the point does not excuse it: smaller steps may stay on one side.
    let settled = isStepFixed ? nil : Ladder(&probe, h: h / 1e4).best
    if settled == nil, let smooth = smooth(analytic, difference, h, &probe) { return smooth }
    if let byRule = probe.derivativeByRule,
      GradientJudge.relativeError(analytic, byRule) <= tolerance
    {
      return kink
    }
    let numeric = settled?.slope ?? min(max(analytic, min(left, right)), max(left, right))
    let judged = judgement(
      analytic, numeric, output: probe.output, h: settled?.h ?? h, hasKinks: true)
    if judged.verdict < .uncomfortable { return kink }
    return Judgement(
      numeric: numeric, error: judged.error, verdict: judged.verdict, left: left, right: right)
  }

  /// The judgement where branches change and the slope does not: the kinks of several operations
  /// cancel, as in relu(x) - relu(-x), and excuse nothing; `nil` where the slope does jump.
  private func smooth(
    _ analytic: Double, _ wide: Difference, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement? {
    let output = probe.output
    let narrow = probe.difference(over: h / 10)
    let gaps = [wide, narrow].map { $0.slopeAbove(output) - $0.slopeBelow(output) }
    let scale = max(
      narrow.slopeAbove(output).magnitude, narrow.slopeBelow(output).magnitude, analytic.magnitude,
      GradientCheck.smallestScale)
    guard gaps.allSatisfy(\.isFinite),
      gaps[1].magnitude <= GradientJudge.jump * scale || gaps[1].magnitude < gaps[0].magnitude / 5
    else { return nil }
    // Where the curvature jumps, a centred difference is wrong by a part of h.
    let numeric = (10 * narrow.slope - wide.slope) / 9
    var judged = judgement(analytic, numeric, output: output, h: h / 10, hasKinks: true)
    if judged.verdict.isFailure { judged.remarks.insert(.cancelledKink) }
    let isExplained =
      (analytic - numeric).magnitude <= (narrow.slope - wide.slope).magnitude / 10
    return isExplained && judged.verdict.isFailure
      ? Judgement(numeric: numeric, error: judged.error, verdict: .fine) : judged
  }

  /// The part of a slope by which its sides differ where it jumps.
  private static let jump = 1e-3

  /// A jump of the slope that no branch of ours explains, as in an operation of the user's: the
  /// one-sided derivatives differ by as much with a tenth of the step.
  func jump(
    _ analytic: Double, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement? {
    func sides(_ h: Double) -> (left: Double, right: Double) {
      let difference = probe.difference(over: h)
      return (difference.slopeBelow(probe.output), difference.slopeAbove(probe.output))
    }
    let (wide, narrow) = (sides(h), sides(h / 10))
    let (first, second) = (wide.right - wide.left, narrow.right - narrow.left)
    let scale = max(narrow.left.magnitude, narrow.right.magnitude, GradientCheck.smallestScale)
    // Of a smooth function the difference would be a tenth.
    guard second.magnitude > GradientJudge.jump * scale,
      (first - second).magnitude < 0.5 * second.magnitude
    else { return nil }
    let slack = tolerance * scale
    let range = min(narrow.left, narrow.right) - slack...max(narrow.left, narrow.right) + slack
    guard range.contains(analytic) else { return nil }
    let numeric = (narrow.left + narrow.right) / 2
    return Judgement(
      numeric: numeric, error: GradientJudge.relativeError(analytic, numeric), verdict: .kink,
      left: narrow.left, right: narrow.right)
  }

  /// At the edge of a domain, where only one side has a value: the derivative from that side, where
  /// it settles.
  func atEdge(
    _ analytic: Double, _ h: Double, _ probe: inout some DifferenceProbe
  ) -> Judgement {
    var best: (h: Double, slope: Double, uncertainty: Double)?
    var before: (slope: Double, extrapolated: Double?)?
    var step = h
    for _ in 0..<(isStepFixed ? 3 : 6) {
      let difference = probe.difference(over: step)
      let above = difference.slopeAbove(probe.output)
      let slope = above.isFinite ? above : difference.slopeBelow(probe.output)
      guard slope.isFinite else { break }
      // A one-sided difference is wrong by a part of h; two of them show by how much.
      let extrapolated = before.map { (10 * slope - $0.slope) / 9 }
      if let extrapolated, let last = before?.extrapolated {
        let uncertainty =
          (extrapolated - last).magnitude
          + Double.ulpOfOne * probe.output.magnitude / step
        if best.map({ uncertainty < $0.uncertainty }) ?? true {
          best = (step, extrapolated, uncertainty)
        }
      }
      before = (slope, extrapolated)
      step /= 10
    }
    guard let best,
      best.uncertainty <= 1e-3 * max(best.slope.magnitude, GradientCheck.smallestScale)
    else { return .unchecked(.outsideDomain) }
    var judged = judgement(
      analytic, best.slope, output: probe.output, h: best.h, hasKinks: probe.hasKinks)
    judged.remarks.insert(.oneSided)
    return judged
  }
}
