public import Autograd

/// The error of the numerical gradient over the step: great steps miss the curvature, small ones
/// drown in rounding.
public struct StepSweep: Sendable, Equatable {
  /// The errors of one leaf.
  public struct Leaf: Sendable, Equatable {
    /// The index of the node in the graph.
    public let node: Int
    /// The relative errors, one for each step; NaN where there is no difference.
    public let errors: [Double]
  }

  /// The steps s of h = s · max(1, |x|), from 1e-1 down to 1e-12.
  public let steps: [Double]
  /// |fa - fn| / max(|fa|, |fn|, 1e-8) for each step, with the lengths of the whole gradients.
  public let errors: [Double]
  /// The errors of each leaf.
  public let leaves: [Leaf]

  /// The step with the least error of the whole gradient; of several, the greatest.
  ///
  /// `nil` where nothing could be compared.
  public var best: Double? {
    var best: Int?
    for (index, error) in errors.enumerated() where !error.isNaN {
      if best.map({ error < errors[$0] }) ?? true { best = index }
    }
    return best.map { steps[$0] }
  }
}

extension GradientCheck {
  /// The steps of a sweep.
  static let sweepSteps = [
    1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12,
  ]

  /// Takes centred differences by every leaf with steps from 1e-1 to 1e-12, and compares each with
  /// the gradient of one pass of our own.
  ///
  /// ``leafSample`` counts; ``step`` and ``tolerance`` do not. O(nodes above) for each leaf.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - customOperations: The operations of the user's, by the ids of their nodes.
  public func sweep(
    over graph: GraphSnapshot, customOperations: [Int: CustomOperation] = [:]
  ) -> StepSweep {
    let arrays = EvaluationGraph(graph, customOperations: customOperations)
    let gradients = arrays.gradients(over: arrays.locals)
    let leaves = arrays.operations.indices.filter {
      arrays.operations[$0] == .leaf && gradients[$0] != nil
    }
    let chosen = leafSample.map { Sample.of(leaves, count: $0, seed: ~seed) } ?? leaves
    let steps = GradientCheck.sweepSteps
    var probe = LeafProbe(
      arrays, Baseline(arrays, tolerance: tolerance), slopesByRule: gradients)
    var sums = [(difference: Double, analytic: Double, numeric: Double, count: Int)](
      repeating: (0, 0, 0, 0), count: steps.count)
    var found: [StepSweep.Leaf] = []
    for leaf in chosen {
      let analytic = gradients[leaf] ?? 0
      probe.move(to: leaf)
      var errors: [Double] = []
      for (index, step) in steps.enumerated() {
        let numeric = probe.difference(over: step * max(1, probe.center.magnitude)).slope
        guard numeric.isFinite, analytic.isFinite else {
          errors.append(.nan)
          continue
        }
        errors.append(GradientJudge.relativeError(analytic, numeric))
        sums[index].difference += (analytic - numeric) * (analytic - numeric)
        sums[index].analytic += analytic * analytic
        sums[index].numeric += numeric * numeric
        sums[index].count += 1
      }
      found.append(StepSweep.Leaf(node: leaf, errors: errors))
    }
    let errors = sums.map { sum in
      sum.count == 0
        ? Double.nan
        : sum.difference.squareRoot()
          / max(sum.analytic.squareRoot(), sum.numeric.squareRoot(), GradientCheck.smallestScale)
    }
    return StepSweep(steps: steps, errors: errors, leaves: found)
  }
}
