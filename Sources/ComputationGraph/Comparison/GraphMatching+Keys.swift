/// Matching by keys: nodes whose key no other node of their graph has.
extension GraphMatching {
  /// Names are what people tell nodes apart by; within its group, a name need be unique only there.
  mutating func matchUniqueLabels() {
    let hasLabel = (
      a.labels.map { $0 != 0 }, b.labels.map { $0 != 0 }
    )
    func keys(_ side: Side, withGroup: Bool) -> [UInt64] {
      (0..<side.count).map { place in
        var hash = NodeHash(0)
        hash.add(side.labels[place])
        if withGroup { hash.add(side.groups[place]) }
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
    func isMeant(_ side: Side, _ place: Int) -> Bool {
      side.mates[place] < 0 && (!side.isNameless(place) || side.users.count(place) == 0)
    }
    var places: [UInt64: [Int]] = [:]
    for place in (0..<b.count).reversed() where isMeant(b, place) {
      places[hashes.1[place], default: []].append(place)
    }
    for place in 0..<a.count where isMeant(a, place) {
      if let mate = places[hashes.0[place]]?.popLast() { match(place, mate) }
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
    func hash(_ place: Int, _ inputs: [UInt64]?) -> UInt64 {
      if side.mates[place] >= 0 {
        var hash = NodeHash(-1)
        hash.add(isFirst ? place : side.mates[place])
        return hash.value
      }
      var hash = NodeHash(side.inputs.count(place))
      hash.add(isLoose ? side.operations[place] : side.keys[place])
      if let inputs { for input in side.inputs[place] { hash.add(inputs[input]) } }
      return hash.value
    }
    guard let depth else {
      for place in 0..<side.count { hashes[place] = hash(place, hashes) }
      return hashes
    }
    for place in 0..<side.count { hashes[place] = hash(place, nil) }
    for _ in 0..<depth {
      let inputs = hashes
      for place in 0..<side.count where side.mates[place] < 0 {
        hashes[place] = hash(place, inputs)
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
    for place in 0..<a.count where a.mates[place] < 0 && isMeant.0[place] {
      holders[first[place], default: Holders()].counts.0 += 1
    }
    for place in 0..<b.count where b.mates[place] < 0 && isMeant.1[place] {
      holders[second[place]]?.counts.1 += 1
      holders[second[place]]?.second = place
    }
    for place in 0..<a.count where a.mates[place] < 0 && isMeant.0[place] {
      if let found = holders[first[place]], found.counts == (1, 1) { match(place, found.second) }
    }
  }
}
