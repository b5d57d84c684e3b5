internal import Autograd
internal import Text

/// What a graph after backward holds, where it is not what one pass over it gives.
///
/// Numbers that are merely wrong are for a gradient check; what is missing, or not finite, is a
/// finding here.
extension Diagnosis {
  func heldGradients() -> [Finding] {
    guard graph.stage == .after else { return [] }
    var findings: [Finding] = []
    // What comes of a gradient that is not finite is no finding of its own.
    var isExplained = [Bool](repeating: false, count: graph.nodes.count)
    for place in stride(from: graph.root, through: 0, by: -1) {
      guard let own = gradients[place], own.isFinite else { continue }
      let node = graph.nodes[place]
      if let finding = notFiniteLocal(at: place) {
        findings.append(finding)
        isExplained[place] = true
      } else if let held = node.gradient, !held.isFinite, !isExplained[place] {
        findings.append(
          finding(
            .notFiniteBackward, at: place,
            evidence: "it holds the gradient \(held.brief), where one pass gives \(own.brief)",
            advice: "Look at what hands this node its gradient.", path: path(from: place)))
        isExplained[place] = true
      } else if node.gradient == nil && node.isParameter {
        findings.append(
          finding(
            .unreachedParameter, at: place,
            evidence: "it holds no gradient, where one pass gives \(own.brief)",
            advice: "Let the backward pass reach it: look at what uses it.",
            path: path(from: place)))
      }
      if isExplained[place] { for input in node.inputs { isExplained[input] = true } }
    }
    return findings.reversed()
  }

  /// A local derivative that a node holds and that is not finite, where its rule gives a number.
  private func notFiniteLocal(at place: Int) -> Finding? {
    let node = graph.nodes[place]
    for (operand, slope) in zip(node.inputs.indices, node.localDerivatives)
    where !slope.isFinite && slopes[place][operand].isFinite {
      return finding(
        .notFiniteBackward, at: place, with: [node.inputs[operand]],
        evidence:
          "its local derivative by \(name(node.inputs[operand])) is \(slope.brief), where the "
          + "rule of \(node.operation) gives \(slopes[place][operand].brief)",
        advice: "Mend the derivative that the operation was given.", path: path(from: place))
    }
    return nil
  }
}
