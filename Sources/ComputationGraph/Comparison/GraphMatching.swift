/// Finds which node of one graph is which of another.
///
/// The surest evidence comes first: labels that are unique, then equal expressions of nodes that are
/// matched already, then the neighbours of what is matched, each step with less evidence than the one
/// before it. Everything is counted by hashes and spread from neighbour to neighbour, so that it is
/// linear in the size of the graphs.
struct GraphMatching {
  /// The two graphs.
  var a: Side
  var b: Side
  /// Matched nodes whose neighbours are still to be looked at.
  var queue: [(a: Int, b: Int)] = []

  /// For each node of the first graph, the matched one of the second.
  static func mates(_ first: GraphSnapshot, _ second: GraphSnapshot) -> [Int?] {
    let (a, b) = (Side(first), Side(second))
    // Two graphs that differ in numbers only: each node is itself.
    if a.keys == b.keys && a.inputs == b.inputs { return Array(first.nodes.indices) }
    // Where several answers are as good, the same one is to be found the other way round.
    let isFirst =
      (a.count, a.inputs.targets.count) == (b.count, b.inputs.targets.count)
      ? a.keys.lexicographicallyPrecedes(b.keys)
        || a.keys == b.keys && a.inputs.targets.lexicographicallyPrecedes(b.inputs.targets)
      : (a.count, a.inputs.targets.count) < (b.count, b.inputs.targets.count)
    var matching = GraphMatching(isFirst ? a : b, isFirst ? b : a)
    matching.run()
    return (isFirst ? matching.a : matching.b).mates.map { $0 < 0 ? nil : $0 }
  }

  private init(_ a: Side, _ b: Side) {
    self.a = a
    self.b = b
  }

  private mutating func run() {
    matchUniqueLabels()
    matchRoots()
    var unmatched = -1
    // A second round uses what the first has found; more hardly ever find anything.
    for _ in 0..<4 where unmatched != unmatchedCount && unmatchedCount > 0 {
      unmatched = unmatchedCount
      for depth in [nil, 8, 4, 2] { matchExpressions(depth: depth) }
      matchExpressions(isLoose: true)
      spread(.sameOperation)
      matchRepeatedExpressions()
      spread(.acrossOthers)
      spread(.otherOperation)
    }
  }

  /// How many nodes could still be matched.
  private var unmatchedCount: Int { Swift.min(a.unmatchedCount, b.unmatchedCount) }

  /// Records that two nodes are the same.
  mutating func match(_ first: Int, _ second: Int) {
    a.mates[first] = second
    b.mates[second] = first
    a.unmatchedCount -= 1
    b.unmatchedCount -= 1
    queue.append((first, second))
  }
}
