internal import Autograd
internal import Mathematics

extension GradientCheck {
  /// One row for each input of each operation.
  func operationRows(
    of graph: EvaluationGraph, _ snapshot: GraphSnapshot
  ) -> GradientCheckReport.RowList {
    var rows = GradientCheckReport.RowList(
      of: snapshot, capacity: operationSample == nil ? graph.inputs.targets.count : 0)
    var probe = OperationProbe(graph)
    let judge = judge
    func check(_ node: Int) {
      let range = graph.range(of: node)
      if range.isEmpty { return }
      if graph.isOpaque(node) {
        for edge in range {
          rows.append(
            node: node, input: edge - range.lowerBound, analytic: graph.locals[edge],
            .unchecked(.notEvaluable))
        }
        return
      }
      probe.move(to: node)
      for edge in range {
        let input = edge - range.lowerBound
        probe.move(toOperand: input)
        let analytic = graph.locals[edge]
        rows.append(
          node: node, input: input, analytic: analytic, judge.judge(analytic, by: &probe))
      }
    }
    if let operationSample {
      let nodes = (0..<graph.count).filter { !graph.range(of: $0).isEmpty }
      for node in Sample.of(nodes, count: operationSample, seed: seed) { check(node) }
    } else {
      for node in 0..<graph.count { check(node) }
    }
    return rows
  }

  /// One row for each leaf that the root depends on, and for what does not follow.
  func leafRows(
    of arrays: EvaluationGraph, _ baseline: Baseline, graph: GraphSnapshot,
    gradients source: GradientSource
  ) -> [GradientCheckReport.Row] {
    let byLocals = arrays.gradients(over: arrays.locals)
    let byRule = arrays.gradients(over: arrays.slopesByRule())
    let holdsGradients = source == .graph && graph.stage == .after
    let leaves = arrays.operations.indices.filter { index in
      arrays.operations[index] == .leaf
        && (byLocals[index] != nil || (holdsGradients && graph.nodes[index].gradient != nil))
    }
    var nodes = leafSample.map { Sample.of(leaves, count: $0, seed: ~seed) } ?? leaves
    if holdsGradients {
      nodes += resultsThatDoNotFollow(in: arrays, byLocals, of: graph)
      nodes.sort()
    }
    var probe = LeafProbe(arrays, baseline, slopesByRule: byRule)
    let judge = judge
    return nodes.map { index in
      let node = graph.nodes[index]
      var analytic = byLocals[index] ?? 0
      var remarks: GradientCheckReport.Remarks = []
      if holdsGradients {
        if byLocals[index] == nil {
          return GradientCheckReport.Row(
            node: index, input: nil, analytic: node.gradient ?? .nan, .unchecked(.otherRoot))
        }
        if node.passes > 1 {
          remarks = .severalPasses
        } else if let gradient = node.gradient {
          analytic = gradient
        } else {
          // The root depends on it, so a pass should have left one.
          analytic = .nan
          remarks = .noGradient
        }
      }
      probe.move(to: index)
      var judgement = judge.judge(analytic, by: &probe)
      judgement.remarks.formUnion(remarks)
      if probe.isLinearized { judgement.remarks.insert(.linearized) }
      return GradientCheckReport.Row(node: index, input: nil, analytic: analytic, judgement)
    }
  }

  /// The results whose gradient is not the sum of what the results above hand down.
  ///
  /// All others need no check from end to end, since a local derivative is checked on its own.
  private func resultsThatDoNotFollow(
    in arrays: EvaluationGraph, _ byLocals: [Double?], of graph: GraphSnapshot
  ) -> [Int] {
    let held = graph.nodes.indices.map { graph.nodes[$0].gradient ?? byLocals[$0] ?? 0 }
    let expected = arrays.gradients(over: arrays.locals, handing: held)
    return arrays.operations.indices.filter { node in
      guard let expected = expected[node], let held = graph.nodes[node].gradient else {
        return false
      }
      return !arrays.range(of: node).isEmpty && held != expected
        && !(held.isNaN && expected.isNaN)
        && !(GradientJudge.relativeError(held, expected) <= tolerance)
    }
  }
}

/// A random choice.
enum Sample {
  /// A number of the elements, in their order; the same for the same seed.
  ///
  /// O(elements).
  static func of(_ elements: [Int], count: Int, seed: UInt64) -> [Int] {
    if count >= elements.count { return elements }
    var generator = SeededGenerator(seed: seed)
    var wanted = max(0, count)
    var chosen: [Int] = []
    chosen.reserveCapacity(wanted)
    for (index, element) in elements.enumerated() where wanted > 0 {
      // Each is taken with the part that is still wanted of those that are left.
      let left = UInt64(elements.count - index)
      if generator.next().multipliedFullWidth(by: left).high < UInt64(wanted) {
        chosen.append(element)
        wanted -= 1
      }
    }
    return chosen
  }
}
