internal import ComputationGraph
internal import Text

extension Rule {
  /// The leaves whose gradients hold more than one pass.
  static let accumulatedGradient = Rule(
    names: [.accumulatedGradient],
    inGraph: { evidence in
      let nodes = evidence.graph.nodes
      return nodes.indices.filter { nodes[$0].passes > 1 }.map { node in
        evidence.finding(
          .accumulatedGradient, at: node,
          evidence: "its gradient of \(nodes[node].gradient?.brief ?? "?") is the sum of "
            + "\(nodes[node].passes) passes; one pass from the root gives "
            + "\(evidence.gradients[node]?.brief ?? "none")",
          advice: "Zero the gradients before each backward pass, unless their sum is wanted.")
      }
    })
}
