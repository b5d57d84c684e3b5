internal import Autograd
internal import ComputationGraph
internal import NeuralNetworks
internal import Text

extension Rule {
  /// Targets that the last activation can never give, so that training drives it as far out as it goes.
  static let unreachableTarget = Rule(
    names: [.unreachableTarget], inGraph: { $0.unreachableTargets() },
    inNetwork: { $0.unreachableTargets() })
}

/// What an activation can give, its limits included.
private func range(of operation: Value.Operation) -> ClosedRange<Double>? {
  switch operation {
  case .tanh, .sin, .cos, .erf: -1...1
  case .sigmoid: 0...1
  case .relu, .softplus, .exp, .abs: 0...Double.infinity
  default: nil
  }
}

private func evidence(_ target: Double, _ range: ClosedRange<Double>) -> String {
  let bounds =
    range.upperBound.isFinite
    ? "only from \(range.lowerBound.brief) to \(range.upperBound.brief)" : "nothing below 0"
  return "its target is \(target.brief), and it gives \(bounds)"
}

private let advice =
  "Scale the targets into its range, or leave the last activation out where numbers are wanted."

extension GraphEvidence {
  /// Differences of an activation and a plain number or a target that go into a square or a magnitude.
  fileprivate func unreachableTargets() -> [Finding] {
    graph.nodes.indices.compactMap { node in
      guard reachesRoot[node], isSound(node), isError(node) else { return nil }
      let inputs = graph.nodes[node].inputs
      return [(output: 0, target: 1), (output: 1, target: 0)].lazy.compactMap { sides -> Finding? in
        let (output, other) = (inputs[sides.output], inputs[sides.target])
        guard let range = range(of: operations[output]),
          let target = target(at: other, in: node), !range.contains(target)
        else { return nil }
        return finding(
          .unreachableTarget, at: output, with: [other], evidence: evidence(target, range),
          advice: advice, path: path(from: output))
      }.first
    }
  }

  /// The number that a difference compares with, where an operand of it is a target: p - y, or p + 1
  /// for a target of -1.
  private func target(at operand: Int, in node: Int) -> Double? {
    let number = graph.nodes[operand].data
    switch operations[operand] {
    case .constant: return operations[node] == .add ? -number : number
    case .leaf where graph.nodes[operand].role != .parameter:
      return operations[node] == .subtract ? number : nil
    default: return nil
    }
  }

  /// Whether a difference is squared, or its magnitude taken, and nothing else is made of it.
  private func isError(_ node: Int) -> Bool {
    (operations[node] == .subtract || operations[node] == .add) && users.count(of: node) > 0
      && users[node].allSatisfy { user in
        switch operations[user] {
        case .powerOfConstant, .abs: true
        case .multiply: graph.nodes[user].inputs.allSatisfy { $0 == node }
        default: false
        }
      }
  }
}

extension NetworkEvidence {
  fileprivate func unreachableTargets() -> [Finding] {
    guard !objective.loss.takesScores, let numbers = objective.data.numbers,
      let last = layers.last?.neurons.first?.activation.operation,
      let range = range(of: last),
      let target = numbers.first(where: { !range.contains($0) })
    else { return [] }
    let count = numbers.count { !range.contains($0) }
    return [
      finding(
        .unreachableTarget, layer: layers.count - 1,
        evidence: "\(evidence(target, range)); so for \(count) of \(numbers.count.counted("row"))",
        advice: advice)
    ]
  }
}
