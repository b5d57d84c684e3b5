import ComputationGraph
import Testing

/// Random graphs that were changed at random, where the true answer is known.
@Suite struct RandomEditTests {
  /// How many nodes are in both graphs, and how many pairs were not found, or found wrongly.
  private struct Score {
    var common = 0
    var missed = 0
    var wrong = 0

    mutating func add(_ a: [RandomEdits.Tagged], _ b: [RandomEdits.Tagged]) {
      let comparison = GraphComparison(RandomEdits.snapshot(a), RandomEdits.snapshot(b))
      let inBoth = Set(a.map(\.tag)).intersection(b.map(\.tag)).count
      let right = comparison.pairs.count { a[$0.a].tag == b[$0.b].tag }
      common += inBoth
      missed += inBoth - right
      wrong += comparison.pairs.count - right
      #expect(comparison.pairs.count + comparison.onlyInA.count == a.count)
      #expect(comparison.pairs.count + comparison.onlyInB.count == b.count)
      let mirrored = GraphComparison(RandomEdits.snapshot(b), RandomEdits.snapshot(a))
      #expect(
        Set(mirrored.pairs.map { GraphComparison.Pair(a: $0.b, b: $0.a) })
          == Set(comparison.pairs))
    }
  }

  /// Twelve graphs of 300 nodes; `named` is one in how many operations has a name.
  private func score(
    _ kinds: [RandomEdits.Edit], edits: Int, named: Int
  ) -> Score {
    var score = Score()
    for seed in 0..<12 {
      var random = RandomEdits(seed: UInt64(seed))
      let a = random.graph(count: 300, leaves: 12, named: named)
      var b = a
      for number in 0..<edits {
        let kind = kinds[random.next(kinds.count)]
        random.apply(kind, at: random.next(b.count), to: &b, newTag: 10_000 + number)
      }
      score.add(a, b)
    }
    return score
  }

  /// Few edits, far from each other, leave no doubt.
  @Test(arguments: RandomEdits.Edit.allCases, [1, 3, 1000])
  func editsOfOneKind(_ edit: RandomEdits.Edit, named: Int) {
    let score = score([edit], edits: 6, named: named)
    #expect(score.common > 3500)
    #expect(score.missed == 0)
    #expect(score.wrong == 0)
  }

  /// Edits of all kinds, also of what was edited before, in up to a fifth of the nodes.
  @Test(arguments: [1, 3, 1000], [6, 20, 60])
  func editsOfAllKinds(named: Int, edits: Int) {
    let score = score(RandomEdits.Edit.allCases, edits: edits, named: named)
    let allowed = edits == 6 ? 0 : edits == 20 ? 4 : 20
    #expect(score.missed <= allowed, "of \(score.common)")
    #expect(score.wrong <= allowed)
  }

  /// The nodes in another topological order.
  private func shuffled(
    _ nodes: [RandomEdits.Tagged], _ random: inout RandomEdits
  ) -> [RandomEdits.Tagged] {
    var (result, rest) = ([RandomEdits.Tagged](), nodes)
    var known: Set<Int> = []
    // Again and again one of those whose inputs are all there; the last stays the root.
    while !rest.isEmpty {
      let ready = rest.indices.filter { index in
        rest[index].inputs.allSatisfy(known.contains)
          && (rest.count == 1 || rest[index].tag != nodes.last?.tag)
      }
      let next = rest.remove(at: ready[random.next(ready.count)])
      known.insert(next.tag)
      result.append(next)
    }
    return result
  }

  /// The order of the nodes and their ids do not matter, only names and structure.
  @Test(arguments: 0..<20)
  func anotherOrderIsNoChange(seed: UInt64) {
    var random = RandomEdits(seed: seed)
    let a = random.graph(count: 200, leaves: 8, named: 20)
    let b = shuffled(a, &random)
    let comparison = GraphComparison(
      RandomEdits.snapshot(a), RandomEdits.snapshot(b), tolerance: 0)
    #expect(a.map(\.tag) != b.map(\.tag))
    #expect(comparison.isEqual)
    #expect(comparison.pairs.allSatisfy { a[$0.a].tag == b[$0.b].tag })
  }

  /// Nor do they once there are edits; the score adds that the other way round all is mirrored.
  @Test(arguments: [10, 100])
  func editsInAnotherOrder(edits: Int) {
    var score = Score()
    for seed in 0..<20 {
      var random = RandomEdits(seed: UInt64(seed))
      let a = random.graph(count: 200, leaves: 8, named: 20)
      var b = a
      for number in 0..<edits {
        let kind = RandomEdits.Edit.allCases[random.next(RandomEdits.Edit.allCases.count)]
        random.apply(kind, at: random.next(b.count - 1), to: &b, newTag: 10_000 + number)
      }
      score.add(a, shuffled(b, &random))
    }
    #expect(score.missed <= (edits == 10 ? 4 : 200), "of \(score.common)")
    #expect(score.wrong <= (edits == 10 ? 4 : 200))
  }

  /// Of graphs that have little in common, too, the answer is the same the other way round.
  @Test func littleInCommonIsMirrored() {
    var score = Score()
    for seed in 0..<100 {
      var random = RandomEdits(seed: UInt64(seed))
      let a = random.graph(count: 60, leaves: 3, named: 1000)
      let b = random.graph(count: 60, leaves: 3, named: 1000)
      score.add(a, shuffled(b, &random))
    }
    #expect(score.common == 6000)
  }
}
