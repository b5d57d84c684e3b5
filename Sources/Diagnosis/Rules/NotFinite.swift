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
    let births = graph.nodes.indices.filter { index in
      !graph.nodes[index].data.isFinite && numbers(into: index).allSatisfy(\.isFinite)
    }
    var isOrigin: Set<Int> = []
    let origins = births.compactMap { birth -> Finding? in
      guard let (origin, account) = lostNumber(behind: birth), isOrigin.insert(origin).inserted
      else { return nil }
      return lost(
        .notFiniteForward, at: origin, account, before: birth,
        "\(formula(of: birth)) is \(graph.nodes[birth].data.brief)")
    }
    return origins
      + births.map { index in
        let node = graph.nodes[index]
        let inputs = numbers(into: index)
        let cause = cause(at: index)
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

  /// Why the value of a node is not finite; of a tensor, by the least or the greatest numbers of its inputs.
  private func cause(at index: Int) -> NotFiniteCause {
    let node = graph.nodes[index]
    if isOverTensors(index),
      let operation = Value.Operation(
        symbol: node.operation.name, inputCount: node.inputs.count),
      let numbers = [\Tensor.Summary.min, \.max].lazy.map({ self.numbers(into: index, of: $0) })
        .first(where: {
          !operation.evaluate(
            $0[0], $0.count > 1 ? $0[1] : 0, parameter: node.parameter ?? 0
          ).isFinite
        })
    {
      return operation.causeOfNotFinite(numbers, parameter: node.parameter, output: .nan)
    }
    return node.builtIn.causeOfNotFinite(
      numbers(into: index), parameter: node.parameter, output: node.data)
  }

  /// The numbers that a node was computed from, each tensor as one of its own.
  private func numbers(into node: Int, of number: KeyPath<Tensor.Summary, Double>) -> [Double] {
    inputs(of: node).map { input in
      graph.nodes[input].tensor?.summary?[keyPath: number] ?? graph.nodes[input].data
    }
  }

  /// A finding where a number was lost.
  private func lost(
    _ name: Finding.Name, at origin: Int, _ account: String, before birth: Int,
    _ consequence: String
  ) -> Finding {
    finding(
      name, at: origin, with: [birth], evidence: "\(account); from there \(consequence)",
      advice: "Compute it otherwise: by logarithms, or in another order, so that the digits stay.",
      path: path(from: origin))
  }

  /// Where behind the birth of something not finite a number was lost: a product, a power or an
  /// exponential that is too small for any number, or a sum that one of its terms vanishes in.
  private func lostNumber(behind birth: Int) -> (origin: Int, account: String)? {
    // A zero comes of what was lost by products, by signs, and by differences.
    var pending = graph.nodes[birth].inputs.filter { graph.nodes[$0].data == 0 }
    var isSeen = Set(pending)
    while let zero = pending.popLast(), isSeen.count < 100 {
      let inputs = graph.nodes[zero].inputs
      let numbers = numbers(into: zero)
      func followZeros() {
        for input in inputs where graph.nodes[input].data == 0 && isSeen.insert(input).inserted {
          pending.append(input)
        }
      }
      switch operations[zero] {
      case .multiply, .divide, .powerOfConstant, .power:
        guard numbers.allSatisfy({ $0 != 0 }) else {
          followZeros()
          continue
        }
        return (zero, "\(formula(of: zero)) is 0: an underflow, less than the least number")
      case .exp:
        return (zero, "\(formula(of: zero)) is 0: an underflow, less than the least number")
      case .add, .subtract, .sum:
        if let sum = inputs.first(where: swallowsATerm) {
          return (
            sum, "\(formula(of: sum)) is \(graph.nodes[sum].data.brief): the smaller term is lost"
          )
        }
        followZeros()
      default: followZeros()
      }
    }
    return nil
  }

  /// Whether a sum is one of its terms, although the other is not 0.
  private func swallowsATerm(_ node: Int) -> Bool {
    guard operations[node] == .add || operations[node] == .subtract else { return false }
    let (terms, result) = (numbers(into: node), graph.nodes[node].data)
    return terms.allSatisfy { $0 != 0 } && terms.contains { $0.magnitude == result.magnitude }
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
        let handed = gradient(handedBy: node, to: operand)
        // x * x has one such edge too many.
        if inputs.prefix(operand).contains(input) { continue }
        if handed.isFinite || operations[input] == .constant { continue }
        isExplained[input] = true
        findings.append(
          finding(
            .notFiniteBackward, at: node, with: [input],
            evidence: "on the way from \(formula(of: node)) to \(name(input)), "
              + (isOverTensors(node)
                ? "a gradient of the norm \(adjoint.brief) becomes one of the norm \(handed.brief)"
                : "gradient \(adjoint.brief) · local derivative \(slope.brief) is \(handed.brief)"),
            advice: Anomaly.backwardAdvice(ofInfiniteSlope: !slope.isFinite),
            path: [input] + path(from: node)))
        // Before it, once the list is turned round.
        if let (origin, account) = lostNumber(behind: node) {
          findings.append(
            lost(
              .notFiniteBackward, at: origin, account, before: node,
              "the gradient on the way down from \(formula(of: node)) is \(handed.brief)"
            ))
        }
      }
    }
    return findings.reversed()
  }
}
