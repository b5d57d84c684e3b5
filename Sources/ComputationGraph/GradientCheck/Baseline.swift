internal import Autograd

/// The values of a graph when it is evaluated from its leaves, and where those that it holds differ.
struct Baseline {
  /// The value of each node: computed, except where the graph holds another.
  private(set) var values: [Double]
  /// What to add to the computed value of a node so that it is what the graph holds; empty where
  /// the two agree everywhere.
  private(set) var offsets: [Double] = []
  private(set) var faults: [GradientCheckReport.DataFault] = []

  /// - Parameters:
  ///   - graph: The graph.
  ///   - tolerance: The relative error up to which two numbers are the same.
  init(_ graph: EvaluationGraph, tolerance: Double) {
    values = graph.data
    for node in 0..<graph.count where !graph.range(of: node).isEmpty {
      if graph.isOpaque(node) { continue }
      if graph.operations[node] == .custom, graph.noisy.contains(node) { continue }
      let held = graph.data[node]
      // At what the graph holds, so that a fault is found where it is, and not all the way up.
      let expected = graph.value(of: node, at: graph.data, base: graph.data)
      let computed = graph.value(of: node, at: values, base: values)
      let error = Baseline.error(held, expected, graph, node)
      if error <= tolerance {
        values[node] = computed
      } else {
        if offsets.isEmpty { offsets = [Double](repeating: 0, count: graph.count) }
        offsets[node] = held - computed
        faults.append(
          GradientCheckReport.DataFault(
            node: node, held: held, expected: expected, error: error,
            verdict: error > GradientCheck.wrongError ? .wrong : .uncomfortable))
      }
    }
  }

  /// The relative error of a held value; sums of large terms are allowed the rounding of these.
  private static func error(
    _ held: Double, _ expected: Double, _ graph: EvaluationGraph, _ node: Int
  ) -> Double {
    if held == expected || (held.isNaN && expected.isNaN) { return 0 }
    guard held.isFinite, expected.isFinite else { return .infinity }
    var scale = max(held.magnitude, expected.magnitude, GradientCheck.smallestScale)
    switch graph.operations[node] {
    case .add, .subtract, .sum:
      for edge in graph.range(of: node) {
        scale = max(scale, graph.data[Int(graph.inputs.targets[edge])].magnitude)
      }
    default: break
    }
    return (held - expected).magnitude / scale
  }
}
