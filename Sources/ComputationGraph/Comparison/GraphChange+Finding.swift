extension GraphChange {
  /// All changes between the matched nodes of two graphs, most important first.
  ///
  /// - Parameter mates: For each node of the first graph, the matched one of the second.
  static func all(
    between a: GraphSnapshot, _ b: GraphSnapshot, pairs: [GraphComparison.Pair], mates: [Int?],
    tolerance: Double
  ) -> [GraphChange] {
    var structural: [GraphChange] = []
    var numeric: [GraphChange] = []
    for pair in pairs {
      let (old, new) = (a.nodes[pair.a], b.nodes[pair.b])
      let inputs = old.inputs.map { mates[$0] }
      var aspects: [Aspect] = []
      if old.operation != new.operation { aspects.append(.operation(old.operation, new.operation)) }
      if !isSame(old.parameter, new.parameter, tolerance) {
        aspects.append(.parameter(old.parameter, new.parameter))
      }
      if inputs != new.inputs { aspects.append(.inputs(old.inputs, new.inputs)) }
      if old.label != new.label { aspects.append(.label(old.label, new.label)) }
      if old.group != new.group { aspects.append(.group(old.group, new.group)) }
      if old.role != new.role { aspects.append(.role(old.role, new.role)) }
      let isRoot = (pair.a == a.root, pair.b == b.root)
      if isRoot.0 != isRoot.1 { aspects.append(.root(isRoot.0, isRoot.1)) }
      if old.isDropped != new.isDropped {
        aspects.append(.dropped(old.isDropped, new.isDropped))
      }
      structural += aspects.map { GraphChange(pair: pair, aspect: $0) }
      numeric += numbers(old, new, inputs: inputs, tolerance)
        .map { GraphChange(pair: pair, aspect: $0) }
    }
    let sizes = numeric.map(\.relativeChange)
    let order = numeric.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return structural + order.map { numeric[$0] }
  }

  /// The numbers that differ between two nodes.
  private static func numbers(
    _ old: GraphSnapshot.Node, _ new: GraphSnapshot.Node, inputs: [Int?], _ tolerance: Double
  ) -> [Aspect] {
    var aspects: [Aspect] = []
    if !isSame(old.data, new.data, tolerance) { aspects.append(.data(old.data, new.data)) }
    if !isSame(old.gradient, new.gradient, tolerance) {
      aspects.append(.gradient(old.gradient, new.gradient))
    }
    let locals = zip(old.localDerivatives, new.localDerivatives)
    for (operand, (first, second)) in locals.enumerated() where !isSame(first, second, tolerance) {
      // Derivatives with respect to different things are not to be compared.
      if operand < inputs.count, operand < new.inputs.count, inputs[operand] == new.inputs[operand]
      {
        aspects.append(.local(operand: operand, first, second))
      }
    }
    // That a gradient is there at all is reported already.
    if old.passes != new.passes, old.gradient != nil, new.gradient != nil {
      aspects.append(.passes(old.passes, new.passes))
    }
    return aspects
  }

  private static func isSame(_ a: Double?, _ b: Double?, _ tolerance: Double) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return RelativeDifference.of(a, b) <= tolerance
  }
}
