internal import Autograd
internal import ComputationGraph
internal import Text

extension Rule {
  /// Where values that are NaN or infinite are born: what merely comes of them is on the path.
  static let notFiniteForward = Rule(names: [.notFiniteForward], inGraph: { $0.notFiniteForward() })

  /// Where gradients that are NaN or infinite are born, unless the cause is in the forward pass.
  static let notFiniteBackward = Rule(
    names: [.notFiniteBackward], inGraph: { $0.notFiniteBackward() })
}

extension GraphEvidence {
  /// The nodes whose value is not finite although all their inputs are.
  fileprivate func notFiniteForward() -> [Finding] {
    graph.nodes.indices.filter { index in
      !graph.nodes[index].data.isFinite && numbers(into: index).allSatisfy(\.isFinite)
    }.map { index in
      let node = graph.nodes[index]
      let inputs = numbers(into: index)
      let cause = node.builtIn.causeOfNotFinite(
        inputs, parameter: node.parameter, output: node.data)
      let path = notFinitePath(from: index)
      let subject = inputs.isEmpty ? "it" : formula(of: index)
      let expected = expected(at: index)
      let account =
        expected.isFinite
        ? "\(subject) is \(expected.brief), but the graph holds \(node.data.brief)"
        : "\(subject) is \(node.data.brief): \(cause.reason)"
      return finding(
        .notFiniteForward, at: index, evidence: account + birthOfNaN(on: path),
        advice: expected.isFinite
          ? "Look at how the value was computed, or written into the file." : cause.advice,
        path: path)
    }
  }

  /// What a node's operation gives at its inputs; NaN where that is not known.
  private func expected(at node: Int) -> Double {
    let inputs = numbers(into: node)
    guard let first = inputs.first, operations[node] != .custom else { return .nan }
    return inputs.count < 2
      ? operations[node].evaluate(first, parameter: graph.nodes[node].parameter ?? 0)
      : inputs.dropFirst().reduce(first) { operations[node].evaluate($0, $1) }
  }

  /// Where on a path an infinity becomes NaN.
  private func birthOfNaN(on path: [Int]) -> String {
    guard let first = path.first, !graph.nodes[first].data.isNaN,
      let birth = path.first(where: { graph.nodes[$0].data.isNaN })
    else { return "" }
    return "; from there NaN at node \(graph.nodes[birth].id): \(formula(of: birth))"
  }

  /// The edges on which a gradient becomes NaN or infinite although all around it is finite.
  fileprivate func notFiniteBackward() -> [Finding] {
    var findings: [Finding] = []
    var isExplained = [Bool](repeating: false, count: graph.nodes.count)
    for node in stride(from: graph.root, through: 0, by: -1) {
      guard let adjoint = gradients[node] else { continue }
      let inputs = inputs(of: node)
      if !isSound(node) || isExplained[node] {
        for input in inputs { isExplained[input] = true }
        continue
      }
      if !adjoint.isFinite {
        findings.append(
          finding(
            .notFiniteBackward, at: node,
            evidence: "the finite gradients that reach it add up to \(adjoint.brief)",
            advice: Anomaly.backwardAdvice(ofInfiniteSlope: false), path: path(from: node)))
        for input in inputs { isExplained[input] = true }
        continue
      }
      for (operand, (input, slope)) in zip(inputs, slopes(of: node)).enumerated() {
        // x * x has one such edge too many.
        if inputs.prefix(operand).contains(input) { continue }
        if (adjoint * slope).isFinite || operations[input] == .constant { continue }
        isExplained[input] = true
        findings.append(
          finding(
            .notFiniteBackward, at: node, with: [input],
            evidence: "on the way from \(formula(of: node)) to \(name(input)), gradient "
              + "\(adjoint.brief) · local derivative \(slope.brief) is \((adjoint * slope).brief)",
            advice: Anomaly.backwardAdvice(ofInfiniteSlope: !slope.isFinite),
            path: [input] + path(from: node)))
      }
    }
    return findings.reversed()
  }
}
