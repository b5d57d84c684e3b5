internal import Autograd
internal import ComputationGraph
internal import Text

extension Rule {
  /// What a graph after backward holds, where it is missing or not finite and one pass gives a number.
  ///
  /// Numbers that are merely wrong are for a gradient check.
  static let heldGradient = Rule(
    names: [.notFiniteBackward, .unreachedParameter], inGraph: { $0.heldGradients() })

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

extension GraphEvidence {
  fileprivate func heldGradients() -> [Finding] {
    guard graph.stage == .after else { return [] }
    var findings: [Finding] = []
    // What comes of a gradient that is not finite is no finding of its own.
    var isExplained = [Bool](repeating: false, count: graph.nodes.count)
    for index in stride(from: graph.root, through: 0, by: -1) {
      guard let own = gradients[index], own.isFinite else { continue }
      let node = graph.nodes[index]
      if let finding = notFiniteLocal(at: index) {
        findings.append(finding)
        isExplained[index] = true
      } else if let held = node.gradient, !held.isFinite, !isExplained[index] {
        findings.append(
          finding(
            .notFiniteBackward, at: index,
            evidence: "it holds the gradient \(held.brief), where one pass gives \(own.brief)",
            advice: "Look at what hands this node its gradient.", path: path(from: index)))
        isExplained[index] = true
      } else if node.gradient == nil && node.isParameter {
        findings.append(
          finding(
            .unreachedParameter, at: index,
            evidence: "it holds no gradient, where one pass gives \(own.brief)",
            advice: "Let the backward pass reach it: look at what uses it.",
            path: path(from: index)))
      }
      if isExplained[index] { for input in node.inputs { isExplained[input] = true } }
    }
    return findings.reversed()
  }

  /// A local derivative that a node holds and that is not finite, where its rule gives a number.
  private func notFiniteLocal(at index: Int) -> Finding? {
    let node = graph.nodes[index]
    for (operand, held) in zip(node.inputs.indices, node.localDerivatives) where !held.isFinite {
      let byRule = slope(of: index, by: operand)
      guard byRule.isFinite else { continue }
      let input = node.inputs[operand]
      return finding(
        .notFiniteBackward, at: index, with: [input],
        evidence: "its local derivative by \(name(input)) is \(held.brief), where the rule of "
          + "\(node.operation) gives \(byRule.brief)",
        advice: "Mend the derivative that the operation was given.", path: path(from: index))
    }
    return nil
  }
}
