/// What merely follows from other changes.
extension GraphComparison {
  /// For each change, whether it is a number that a backward or forward pass over the graph changes
  /// because something else changed: a value whose inputs have other values, a gradient under
  /// another derivative.
  ///
  /// What is left is where somebody did something: structure, numbers of leaves and constants, and
  /// numbers of a file that nothing around them explains.
  ///
  /// O(nodes + edges).
  public func consequences() -> [Bool] {
    let evidence = ChangeEvidence(self)
    return changes.map { change in
      switch change.aspect {
      case .operation, .parameter, .inputs, .label, .group, .role, .root, .dropped, .shape: false
      case .passes: false
      case .data, .mean, .norm: evidence.isValueExplained(change.pair)
      case .local:
        evidence.hasOtherValue[change.pair.b] || evidence.isValueExplained(change.pair)
      case .gradient: evidence.isGradientExplained(change.pair)
      }
    }
  }
}

/// What changed, by node.
private struct ChangeEvidence {
  /// For each node of the second graph, whether its value is another one.
  private(set) var hasOtherValue: [Bool]
  /// Whether its gradient, how many passes made it, or one of its derivatives is another one.
  private var handsOnOtherwise: [Bool]
  /// Whether it is computed otherwise, or is new.
  private var isComputedOtherwise: [Bool]
  /// For each node of the first graph, whether one of its users is only there.
  private var lostUser: [Bool]
  /// For each node of the second graph, whether a user of it hands on another gradient.
  private var isHandedOther: [Bool]
  private let inputs: Adjacency
  private let hasOtherPasses: [Bool]
  /// Whether backward ran in one of the graphs only, or begins elsewhere.
  private let isOtherPass: Bool

  init(_ comparison: GraphComparison) {
    let (a, b) = (comparison.a, comparison.b)
    let none = [Bool](repeating: false, count: b.nodes.count)
    hasOtherValue = none
    handsOnOtherwise = none
    isComputedOtherwise = none
    isHandedOther = none
    var hasOtherPasses = none
    var isOtherPass = a.stage != b.stage
    for node in comparison.onlyInB { isComputedOtherwise[node] = true }
    for change in comparison.changes {
      let node = change.pair.b
      switch change.aspect {
      case .operation, .parameter, .inputs, .dropped, .shape: isComputedOtherwise[node] = true
      case .root: isOtherPass = true
      case .label, .group, .role: break
      case .data: hasOtherValue[node] = true
      case .mean, .norm:
        hasOtherValue[node] = true
        // Of its derivatives nothing is known but that they depend on its numbers.
        handsOnOtherwise[node] = true
      case .gradient, .local: handsOnOtherwise[node] = true
      case .passes: hasOtherPasses[node] = true
      }
    }
    self.isOtherPass = isOtherPass
    self.hasOtherPasses = hasOtherPasses
    inputs = b.nodes.columns.adjacency
    lostUser = [Bool](repeating: false, count: a.nodes.count)
    for node in comparison.onlyInA { for input in a.nodes[node].inputs { lostUser[input] = true } }
    for pair in comparison.pairs where isComputedOtherwise[pair.b] {
      for input in a.nodes[pair.a].inputs { lostUser[input] = true }
    }
    for user in b.nodes.indices where handsOnOtherwise[user] || isComputedOtherwise[user] {
      for input in inputs[user] { isHandedOther[input] = true }
    }
  }

  func isValueExplained(_ pair: GraphComparison.Pair) -> Bool {
    isComputedOtherwise[pair.b] || inputs[pair.b].contains { hasOtherValue[$0] }
  }

  func isGradientExplained(_ pair: GraphComparison.Pair) -> Bool {
    isOtherPass || hasOtherPasses[pair.b] || lostUser[pair.a] || isHandedOther[pair.b]
  }
}
