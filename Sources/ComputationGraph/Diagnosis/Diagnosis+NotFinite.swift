internal import Autograd
internal import Text

/// Where NaN and infinity are born.
///
/// Only the births: what merely comes of them is on the path to the root.
extension Diagnosis {
  /// The nodes whose value is not finite although all their inputs are.
  func notFiniteForward() -> [Finding] {
    graph.nodes.indices.filter { place in
      !graph.nodes[place].data.isFinite && inputs(of: place).allSatisfy(\.isFinite)
    }.map { place in
      let node = graph.nodes[place]
      let inputs = inputs(of: place)
      let cause = node.builtIn.causeOfNotFinite(
        inputs, parameter: node.parameter, output: node.data)
      let formula = node.builtIn.formula(
        at: inputs, parameter: node.parameter, name: node.operation.name)
      let path = notFinitePath(from: place)
      let subject = inputs.isEmpty ? "it" : formula
      let expected = expected(at: place)
      let account =
        expected.isFinite
        ? "\(subject) is \(expected.brief), but the graph holds \(node.data.brief)"
        : "\(subject) is \(node.data.brief): \(cause.reason)"
      return finding(
        .notFiniteForward, at: place, evidence: account + birthOfNaN(on: path),
        advice: expected.isFinite
          ? "Look at how the value was computed, or written into the file." : cause.advice,
        path: path)
    }
  }

  /// What a node's operation gives at its inputs; NaN where there is no telling.
  private func expected(at place: Int) -> Double {
    let inputs = inputs(of: place)
    guard let first = inputs.first, operations[place] != .custom else { return .nan }
    return inputs.count < 2
      ? operations[place].evaluate(first, parameter: graph.nodes[place].parameter ?? 0)
      : inputs.dropFirst().reduce(first) { operations[place].evaluate($0, $1) }
  }

  /// Where on a path an infinity becomes NaN.
  private func birthOfNaN(on path: [Int]) -> String {
    guard let first = path.first, !graph.nodes[first].data.isNaN,
      let place = path.first(where: { graph.nodes[$0].data.isNaN })
    else { return "" }
    let node = graph.nodes[place]
    let formula = node.builtIn.formula(
      at: inputs(of: place), parameter: node.parameter, name: node.operation.name)
    return "; from there NaN at node \(node.id): \(formula)"
  }

  /// The edges on which a gradient becomes NaN or infinite although all around it is finite.
  ///
  /// What has its cause in the forward pass is not among them.
  func notFiniteBackward() -> [Finding] {
    var findings: [Finding] = []
    var isExplained = [Bool](repeating: false, count: graph.nodes.count)
    for place in stride(from: graph.root, through: 0, by: -1) {
      guard let adjoint = gradients[place] else { continue }
      let node = graph.nodes[place]
      if !isSound(place) || isExplained[place] {
        for input in node.inputs { isExplained[input] = true }
        continue
      }
      if !adjoint.isFinite {
        findings.append(
          finding(
            .notFiniteBackward, at: place,
            evidence: "the finite gradients that reach it add up to \(adjoint.brief)",
            advice: Anomaly.backwardAdvice(ofInfiniteSlope: false), path: path(from: place)))
        for input in node.inputs { isExplained[input] = true }
        continue
      }
      for (operand, input) in node.inputs.enumerated() {
        let slope = slopes[place][operand]
        // x * x has one such edge too many.
        if node.inputs[..<operand].contains(input) { continue }
        if (adjoint * slope).isFinite || operations[input] == .constant { continue }
        isExplained[input] = true
        let formula = node.builtIn.formula(
          at: inputs(of: place), parameter: node.parameter, name: node.operation.name)
        findings.append(
          finding(
            .notFiniteBackward, at: place, with: [input],
            evidence: "on the way from \(formula) to \(name(input)), gradient \(adjoint.brief) · "
              + "local derivative \(slope.brief) is \((adjoint * slope).brief)",
            advice: Anomaly.backwardAdvice(ofInfiniteSlope: !slope.isFinite),
            path: [input] + path(from: place)))
      }
    }
    return findings.reversed()
  }
}
