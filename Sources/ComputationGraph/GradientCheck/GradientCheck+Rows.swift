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
    lazy var reachesRoot = snapshot.reachesRoot()
    // No gradient goes to a constant, nor through what the root does not depend on.
    func carriesGradient(_ node: Int, to input: Int) -> Bool {
      graph.operations[input] != .constant && reachesRoot[node]
    }
    func check(_ node: Int) {
      let range = graph.range(of: node)
      // What the file does not hold is ours, and nothing to check.
      if range.isEmpty || snapshot.nodes[node].hasLocalsByRule { return }
      if graph.isOpaque(node) {
        for edge in range {
          rows.append(
            node: node, input: edge - range.lowerBound, analytic: graph.locals[edge],
            .unchecked(graph.isOverTensors(node) ? .tensor : .notEvaluable))
        }
        return
      }
      probe.move(to: node)
      for edge in range {
        let input = edge - range.lowerBound
        probe.move(toOperand: input)
        let analytic = graph.locals[edge]
        if !analytic.isFinite, !carriesGradient(node, to: Int(graph.inputs.targets[edge])) {
          rows.append(
            node: node, input: input, analytic: analytic, .unchecked(.derivativeNotFinite))
          continue
        }
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
  ///
  /// Where the gradients of a graph stop following from what is above comes first, from the root down:
  /// that is where something is wrong, and what follows from it is not.
  ///
  /// - Parameter mayLack: Whether a gradient that is not there is no fault.
  func leafRows(
    of arrays: EvaluationGraph, _ baseline: Baseline, graph: GraphSnapshot, held: HeldGradients?,
    mayLack: Bool
  ) -> [GradientCheckReport.Row] {
    let byLocals = held?.byLocals ?? arrays.gradients(over: arrays.locals)
    let leaves = arrays.operations.indices.filter { index in
      arrays.operations[index] == .leaf
        && (byLocals[index] != nil || arrays.isBehindTensors(index)
          || (held != nil && graph.nodes[index].gradient != nil))
    }
    var nodes = leafSample.map { Sample.of(leaves, count: $0, seed: ~seed) } ?? leaves
    if let held {
      let broken = arrays.operations.indices.reversed().filter {
        held.isBroken(at: $0, tolerance: tolerance)
      }
      nodes = broken + nodes.filter { !held.isBroken(at: $0, tolerance: tolerance) }
    }
    var probe = LeafProbe(
      arrays, baseline,
      slopesByRule: held?.byRule ?? arrays.gradients(over: arrays.slopesByRule()))
    let judge = judge
    return nodes.map { index in
      let node = graph.nodes[index]
      if arrays.isBehindTensors(index) {
        return GradientCheckReport.Row(
          node: index, input: nil, analytic: node.gradient ?? .nan, .unchecked(.tensor))
      }
      var analytic = byLocals[index] ?? 0
      var remarks: GradientCheckReport.Remarks = []
      if let held {
        if byLocals[index] == nil {
          return GradientCheckReport.Row(
            node: index, input: nil, analytic: node.gradient ?? .nan, .unchecked(.otherRoot))
        }
        if node.passes > 1 {
          remarks = .severalPasses
        } else if let gradient = node.gradient {
          analytic = gradient
          if held.isBroken(at: index, tolerance: tolerance) { remarks = .doesNotFollow }
        } else if mayLack {
          return GradientCheckReport.Row(
            node: index, input: nil, analytic: .nan, .unchecked(.noGradient))
        } else {
          // The root depends on it, so a pass should have left one.
          analytic = .nan
          remarks = .noGradient
        }
      }
      probe.move(to: index)
      var judgement = judge.judge(analytic, by: &probe)
      judgement.remarks.formUnion(remarks)
      if remarks.contains(.noGradient) { judgement.verdict = .wrong }
      if probe.isLinearized { judgement.remarks.insert(.linearized) }
      return GradientCheckReport.Row(node: index, input: nil, analytic: analytic, judgement)
    }
  }

  /// For each node, whether the root has no kink in anything below it, as far as that was checked.
  func smoothInRoot(
    _ arrays: EvaluationGraph, _ leaves: [GradientCheckReport.Row]
  ) -> [Bool] {
    var isSmooth = arrays.operations.map { $0 != .leaf }
    for row in leaves where arrays.operations[row.node] == .leaf {
      isSmooth[row.node] = row.verdict != .kink && row.verdict != .unchecked
    }
    for node in 0..<arrays.count {
      for input in arrays.inputs[node] where !isSmooth[input] { isSmooth[node] = false }
    }
    return isSmooth
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
