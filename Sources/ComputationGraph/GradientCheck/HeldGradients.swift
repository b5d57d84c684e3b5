/// The gradients that a graph after backward holds, beside those that its derivatives come to.
struct HeldGradients {
  /// What each node holds; `nil` for what is not given, and for leaves with several passes.
  let gradients: [Double?]
  /// What one pass over the local derivatives that the graph holds comes to.
  let byLocals: [Double?]
  /// What the users of each node hand it, each from the gradient that it holds itself.
  private let handed: [Double?]
  /// What one pass by the rules of the operations comes to.
  let byRule: [Double?]
  private let slopesByRule: [Double]
  private let arrays: EvaluationGraph

  init(_ graph: GraphSnapshot, _ arrays: EvaluationGraph) {
    gradients = graph.nodes.map { $0.passes > 1 ? nil : $0.gradient }
    let byLocals = arrays.gradients(over: arrays.locals)
    self.byLocals = byLocals
    slopesByRule = arrays.slopesByRule()
    byRule = arrays.gradients(over: slopesByRule)
    handed = arrays.gradients(
      over: arrays.locals,
      handing: graph.nodes.indices.map { graph.nodes[$0].gradient ?? byLocals[$0] ?? 0 })
    self.arrays = arrays
  }

  /// What speaks of all of them at once.
  var fault: GradientFault? {
    GradientFault(held: gradients, slopes: slopesByRule, onePass: byRule, in: arrays)
  }

  /// Whether a gradient is not the sum of what the users of its node hand it.
  func isBroken(at node: Int, tolerance: Double) -> Bool {
    guard let held = gradients[node], let handed = handed[node] else { return false }
    return HeldGradients.differ(held, handed, by: tolerance)
  }

  /// The relative errors of all that are wrong, by node.
  func errors(above tolerance: Double) -> [Int: Double] {
    var errors: [Int: Double] = [:]
    for (node, held) in gradients.enumerated() {
      guard let held, let expected = byRule[node] else { continue }
      if HeldGradients.differ(held, expected, by: tolerance) {
        let error = GradientJudge.relativeError(held, expected)
        errors[node] = error.isNaN ? .infinity : error
      }
    }
    return errors
  }

  private static func differ(_ a: Double, _ b: Double, by tolerance: Double) -> Bool {
    a != b && !(a.isNaN && b.isNaN) && !(GradientJudge.relativeError(a, b) <= tolerance)
  }
}
