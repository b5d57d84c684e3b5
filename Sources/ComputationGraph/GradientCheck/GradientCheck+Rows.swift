internal import Autograd
internal import Mathematics

extension GradientCheck {
  /// One row for each input of each operation.
  func operationRows(
    of graph: EvaluationGraph, _ snapshot: GraphSnapshot
  ) -> GradientCheckReport.RowList {
    var rows = GradientCheckReport.RowList(
      of: snapshot, capacity: operationSample == nil ? graph.inputs.count : 0)
    var probe = OperationProbe(graph)
    let judge = judge
    func check(_ place: Int) {
      let range = graph.range(of: place)
      if range.isEmpty { return }
      if graph.isOpaque(place) {
        for index in range {
          rows.append(
            node: place, input: index - range.lowerBound, analytic: graph.locals[index],
            .unchecked(.notEvaluable))
        }
        return
      }
      probe.move(to: place)
      for index in range {
        let input = index - range.lowerBound
        probe.move(toOperand: input)
        let analytic = graph.locals[index]
        rows.append(
          node: place, input: input, analytic: analytic, judge.judge(analytic, by: &probe))
      }
    }
    if let operationSample {
      let places = (0..<graph.count).filter { !graph.range(of: $0).isEmpty }
      for place in Sample.of(places, count: operationSample, seed: seed) { check(place) }
    } else {
      for place in 0..<graph.count { check(place) }
    }
    return rows
  }

  /// One row for each leaf that the root depends on, and for what does not follow.
  func leafRows(
    of arrays: EvaluationGraph, _ baseline: Baseline, graph: GraphSnapshot,
    gradients source: GradientSource
  ) -> [GradientCheckReport.Row] {
    let byLocals = arrays.gradients(over: arrays.locals)
    let byRule = arrays.gradients(over: arrays.localsByRule())
    let holdsGradients = source == .graph && graph.stage == .after
    let leaves = arrays.operations.indices.filter { place in
      arrays.operations[place] == .leaf
        && (byLocals[place] != nil || (holdsGradients && graph.nodes[place].gradient != nil))
    }
    var places = leafSample.map { Sample.of(leaves, count: $0, seed: ~seed) } ?? leaves
    if holdsGradients {
      places += resultsThatDoNotFollow(in: arrays, byLocals, of: graph)
      places.sort()
    }
    var probe = LeafProbe(arrays, baseline, slopesByRule: byRule)
    let judge = judge
    return places.map { place in
      let node = graph.nodes[place]
      var analytic = byLocals[place] ?? 0
      var remarks: GradientCheckReport.Remarks = []
      if holdsGradients {
        if byLocals[place] == nil {
          return GradientCheckReport.Row(
            node: place, input: nil, analytic: node.gradient ?? .nan, .unchecked(.otherRoot))
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
      probe.move(to: place)
      var judgement = judge.judge(analytic, by: &probe)
      judgement.remarks.formUnion(remarks)
      if probe.isLinearized { judgement.remarks.insert(.linearized) }
      return GradientCheckReport.Row(node: place, input: nil, analytic: analytic, judgement)
    }
  }

  /// The results whose gradient is not the sum of what the results above hand down.
  ///
  /// All others need no check from end to end, since a local derivative is checked on its own.
  private func resultsThatDoNotFollow(
    in arrays: EvaluationGraph, _ byLocals: [Double?], of graph: GraphSnapshot
  ) -> [Int] {
    let held = graph.nodes.indices.map { graph.nodes[$0].gradient ?? byLocals[$0] ?? 0 }
    var expected = [Double](repeating: 0, count: arrays.count)
    expected[arrays.root] = 1
    for place in stride(from: arrays.root, through: 0, by: -1) where byLocals[place] != nil {
      for index in arrays.range(of: place) {
        expected[Int(arrays.inputs[index])] += held[place] * arrays.locals[index]
      }
    }
    return arrays.operations.indices.filter { place in
      !arrays.range(of: place).isEmpty && byLocals[place] != nil
        && graph.nodes[place].gradient != nil && held[place] != expected[place]
        && !(held[place].isNaN && expected[place].isNaN)
        && !(GradientJudge.relativeError(held[place], expected[place]) <= tolerance)
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
