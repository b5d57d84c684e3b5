internal import Mathematics

/// Matching by keys: nodes whose key no other node of their graph has.
extension GraphMatching {
  /// Names are how people distinguish nodes; within its group, a name need be unique only there.
  mutating func matchUniqueLabels() {
    let hasLabel = (
      a.labels.map { $0 != 0 }, b.labels.map { $0 != 0 }
    )
    func keys(_ side: Side, withGroup: Bool) -> [UInt64] {
      (0..<side.count).map { node in
        var hash = NodeHash(0)
        hash.add(side.labels[node])
        if withGroup { hash.add(side.groups[node]) }
        return hash.value
      }
    }
    for withGroup in [false, true] {
      matchUnique(
        keys(a, withGroup: withGroup), keys(b, withGroup: withGroup), isMeant: hasLabel)
    }
  }

  /// What both graphs compute in the end is the same where it is computed likewise.
  mutating func matchRoots() {
    let isFree = a.mates[a.root] < 0 && b.mates[b.root] < 0
    if isFree && a.operations[a.root] == b.operations[b.root] {
      match(a.root, b.root)
    }
  }

  /// Matches nodes that are computed alike from what is matched.
  ///
  /// - Parameters:
  ///   - isLoose: Whether only the operations are to be the same, not names, groups and numbers.
  ///   - depth: How many operations deep the expressions are to be the same; all the way where it
  ///     is `nil`.
  mutating func matchExpressions(isLoose: Bool = false, depth: Int? = nil) {
    guard a.unmatchedCount > 0, b.unmatchedCount > 0 else { return }
    matchUnique(
      expressions(of: a, isFirst: true, isLoose: isLoose, depth: depth),
      expressions(of: b, isFirst: false, isLoose: isLoose, depth: depth),
      isMeant: (isTelling(a), isTelling(b)))
  }

  /// Matches expressions that both graphs have several times, the first with the first.
  mutating func matchRepeatedExpressions() {
    guard a.unmatchedCount > 0, b.unmatchedCount > 0 else { return }
    let hashes = (expressions(of: a, isFirst: true), expressions(of: b, isFirst: false))
    func isMeant(_ side: Side, _ node: Int) -> Bool {
      side.mates[node] < 0 && (!side.isNameless(node) || side.users.count(of: node) == 0)
    }
    var holders: [UInt64: [Int]] = [:]
    for node in (0..<b.count).reversed() where isMeant(b, node) {
      holders[hashes.1[node], default: []].append(node)
    }
    for node in 0..<a.count where isMeant(a, node) {
      if let mate = holders[hashes.0[node]]?.popLast() { match(node, mate) }
    }
  }

  /// For each node, whether its expression says more than that it is some number.
  private func isTelling(_ side: Side) -> [Bool] {
    (0..<side.count).map { !side.isNameless($0) }
  }

  /// For each node a hash of the expression that computes it from what is matched.
  func expressions(
    of side: Side, isFirst: Bool, isLoose: Bool = false, depth: Int? = nil
  ) -> [UInt64] {
    var hashes = [UInt64](repeating: 0, count: side.count)
    func hash(_ node: Int, _ inputs: [UInt64]?) -> UInt64 {
      if side.mates[node] >= 0 {
        var hash = NodeHash(-1)
        hash.add(isFirst ? node : side.mates[node])
        return hash.value
      }
      var hash = NodeHash(side.inputs.count(of: node))
      hash.add(isLoose ? side.operations[node] : side.keys[node])
      guard let inputs else { return hash.value }
      if side.isCommutative[node] {
        // The sum of what is mixed well is the same in any order.
        hash.add(side.inputs[node].reduce(0) { $0 &+ SeededGenerator.mix(inputs[$1]) })
      } else {
        for input in side.inputs[node] { hash.add(inputs[input]) }
      }
      return hash.value
    }
    guard let depth else {
      for node in 0..<side.count { hashes[node] = hash(node, hashes) }
      return hashes
    }
    for node in 0..<side.count { hashes[node] = hash(node, nil) }
    for _ in 0..<depth {
      let inputs = hashes
      for node in 0..<side.count where side.mates[node] < 0 {
        hashes[node] = hash(node, inputs)
      }
    }
    return hashes
  }

  /// Matches unmatched nodes whose key is on both sides that of one unmatched node.
  private mutating func matchUnique(
    _ first: [UInt64], _ second: [UInt64], isMeant: ([Bool], [Bool])
  ) {
    struct Holders {
      var counts = (0, 0)
      var second = 0
    }
    var holders: [UInt64: Holders] = [:]
    for node in 0..<a.count where a.mates[node] < 0 && isMeant.0[node] {
      holders[first[node], default: Holders()].counts.0 += 1
    }
    for node in 0..<b.count where b.mates[node] < 0 && isMeant.1[node] {
      holders[second[node]]?.counts.1 += 1
      holders[second[node]]?.second = node
    }
    for node in 0..<a.count where a.mates[node] < 0 && isMeant.0[node] {
      if let found = holders[first[node]], found.counts == (1, 1) { match(node, found.second) }
    }
  }
}
