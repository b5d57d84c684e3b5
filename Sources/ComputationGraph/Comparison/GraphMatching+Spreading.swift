/// Matching by neighbours: from a matched node to its inputs and its users.
extension GraphMatching {
  /// What neighbours of matched nodes must have in common to be matched, from much to little.
  enum Evidence {
    /// The operation.
    case sameOperation
    /// The operation, and others stand between them and what is matched in one of the graphs.
    case acrossOthers
    /// Only where they stand.
    case otherOperation
  }

  /// How many inputs of a node are looked at from each of them: those of a long sum would be
  /// quadratic.
  private static let fewInputs = 64

  /// Looks at the neighbours of all matched nodes, and of those that are matched on the way.
  mutating func spread(_ evidence: Evidence) {
    guard a.unmatchedCount > 0, b.unmatchedCount > 0 else { return }
    queue = (0..<a.count).filter { a.mates[$0] >= 0 }.map { ($0, a.mates[$0]) }
    var next = 0
    while next < queue.count {
      let pair = queue[next]
      next += 1
      switch evidence {
      case .acrossOthers:
        matchInputsAcrossOthers(of: pair)
        matchUsersAcrossOthers(of: pair)
      default:
        matchInputs(of: pair, evidence)
        matchUsers(of: pair, evidence)
      }
    }
    queue = []
  }

  func areFree(_ first: Int, _ second: Int) -> Bool {
    a.mates[first] < 0 && b.mates[second] < 0
  }

  /// Whether two nodes in the same position are alike enough.
  private func areAlike(_ first: Int, _ second: Int, _ evidence: Evidence) -> Bool {
    if evidence != .otherOperation { return a.operations[first] == b.operations[second] }
    let count = a.inputs.count(of: first)
    guard count == b.inputs.count(of: second), count <= GraphMatching.fewInputs else {
      return false
    }
    return count == 0 || zip(a.inputs[first], b.inputs[second]).contains { a.mates[$0] == $1 }
  }

  /// Operands of a matched node are matched by where they stand.
  private mutating func matchInputs(of pair: (a: Int, b: Int), _ evidence: Evidence) {
    let (first, second) = (a.inputs[pair.a], b.inputs[pair.b])
    if first.count == second.count, first.count <= GraphMatching.fewInputs,
      a.isCommutative[pair.a], b.isCommutative[pair.b]
    {
      return matchOtherOperands(Array(first), Array(second), evidence)
    }
    for (old, new) in zip(first, second) {
      if areFree(old, new) {
        if areAlike(old, new, evidence) {
          match(old, new)
        } else if first.count != second.count {
          break
        }
      }
    }
    // Of sums of different length, the last terms too.
    if first.count == second.count { return }
    for (old, new) in zip(first.reversed(), second.reversed()) where areFree(old, new) {
      if !areAlike(old, new, evidence) { return }
      match(old, new)
    }
  }

  /// Of sums and products, where an operand stands says nothing: the equal ones of those that are not
  /// matched belong together, and then the others in their order.
  private mutating func matchOtherOperands(
    _ first: [Int], _ second: [Int], _ evidence: Evidence
  ) {
    for old in first where a.mates[old] < 0 {
      let equal = second.first { b.mates[$0] < 0 && b.keys[$0] == a.keys[old] }
      if let equal, areAlike(old, equal, evidence) { match(old, equal) }
    }
    let free = (first.filter { a.mates[$0] < 0 }, second.filter { b.mates[$0] < 0 })
    for (old, new) in zip(free.0, free.1)
    where areFree(old, new) && areAlike(old, new, evidence) {
      match(old, new)
    }
  }

  /// Users of a matched node are matched where only one on each side can be meant.
  private mutating func matchUsers(of pair: (a: Int, b: Int), _ evidence: Evidence) {
    let first: [Int] = a.users[pair.a].filter { a.mates[$0] < 0 }
    if first.isEmpty { return }
    let second: [Int] = b.users[pair.b].filter { b.mates[$0] < 0 }
    if second.isEmpty { return }
    var holders: [UInt64: (counts: (a: Int, b: Int), second: Int)] = [:]
    let keys = first.map { key(of: $0, a, isFirst: true, evidence) }
    for key in keys { if let key { holders[key, default: ((0, 0), 0)].counts.a += 1 } }
    for node in second {
      guard let key = key(of: node, b, isFirst: false, evidence) else { continue }
      holders[key]?.counts.b += 1
      holders[key]?.second = node
    }
    for (node, key) in zip(first, keys) {
      if let key, let found = holders[key], found.counts == (1, 1) { match(node, found.second) }
    }
  }

  /// What a user is known by: its operation, or all of its operands; `nil` where they are not all
  /// matched.
  private func key(
    of user: Int, _ side: Side, isFirst: Bool, _ evidence: Evidence
  ) -> UInt64? {
    let inputs = side.inputs[user]
    let hasFew = inputs.count <= GraphMatching.fewInputs
    if evidence != .otherOperation {
      // Of a long sum, a term more is no reason to doubt.
      var hash = NodeHash(hasFew ? inputs.count : -1)
      hash.add(side.operations[user])
      return hash.value
    }
    guard hasFew, inputs.allSatisfy({ side.mates[$0] >= 0 }) else { return nil }
    var hash = NodeHash(inputs.count)
    for input in inputs { hash.add(isFirst ? input : side.mates[input]) }
    return hash.value
  }
}
