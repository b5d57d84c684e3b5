/// Cuts links into segments.
struct LatticeBuilder {
  private let level: Level
  private let children: [Placement]
  private let ranking: Ranking
  let hasTurns: Bool
  let firstRank: Int
  let lastRank: Int
  private(set) var kinds: [Lattice.Vertex]
  private(set) var ranks: [Int32]
  private(set) var segments: [Lattice.Segment] = []
  private(set) var tailSlots: [Int32]
  private(set) var headSlots: [Int32]
  private(set) var lines: [Int32]
  private(set) var ways: [Lattice.Way]
  private(set) var operands: [Int32]
  /// How many lines of one box run behind each rank.
  private var widths: [Int32] = []

  init(_ level: Level, _ ranking: Ranking, _ children: [Placement]) {
    (self.level, self.children, self.ranking) = (level, children, ranking)
    hasTurns = ranking.isReversed.contains(true)
    firstRank = hasTurns || level.links.contains { $0.tail < 0 } ? 1 : 0
    lastRank = firstRank + ranking.count - 1
    let shift = Int32(firstRank)
    kinds = [Lattice.Vertex](repeating: .item, count: level.items.count)
    ranks = ranking.ranks.map { $0 + shift }
    tailSlots = [Int32](repeating: 1, count: level.items.count)
    headSlots = tailSlots
    lines = [Int32](repeating: 0, count: level.items.count)
    ways = [Lattice.Way](repeating: Lattice.Way(), count: level.links.count)
    operands = [Int32](repeating: 0, count: level.links.count)
  }

  mutating func run(sharesPoints: Bool) {
    var entered = [Int32](repeating: 0, count: level.items.count)
    for index in level.links.indices {
      let head = Int(level.links[index].head)
      if head < 0 { continue }
      operands[index] = entered[head]
      entered[head] += 1
    }
    for (index, item) in level.items.enumerated() {
      if item.kind >= 0 {
        tailSlots[index] = children[Int(item.kind)].slotCount
        headSlots[index] = children[Int(item.kind)].slotCount
      } else if item.isOrdered {
        headSlots[index] = max(1, entered[index])
      }
    }
    let links = level.links
    let reversed = ranking.isReversed
    let sourceCount = Int(links.lazy.map(\.source).max() ?? -1) + 1
    let bySource = Adjacency(count: sourceCount) { add in
      for index in links.indices where !reversed[index] { add(links[index].source, Int32(index)) }
    }
    for source in 0..<sourceCount {
      let range = bySource.range(of: source)
      if range.isEmpty { continue }
      if sharesPoints {
        addChain(bySource.values[range])
      } else {
        for index in range { addChain(bySource.values[index...index]) }
      }
    }
    for index in links.indices where reversed[index] { addLoop(index) }
  }

  private mutating func addVertex(
    _ kind: Lattice.Vertex, rank: Int32, lines count: Int32
  ) -> Int32 {
    kinds.append(kind)
    ranks.append(rank)
    tailSlots.append(kind == .turn ? 2 : 1)
    headSlots.append(kind == .turn ? 2 : 1)
    lines.append(count)
    return Int32(kinds.count - 1)
  }

  private mutating func join(
    _ tail: Int32, _ head: Int32, from tailSlot: Int32 = 0, to headSlot: Int32 = 0,
    weight: Int32 = 1, link: Int32 = -1
  ) {
    segments.append(
      Lattice.Segment(
        tail: tail, head: head, tailSlot: tailSlot, headSlot: headSlot, weight: weight, link: link))
  }

  /// The last rank that a link passes.
  private func lastPassed(by link: Level.Link) -> Int32 {
    link.head < 0 ? Int32(lastRank) : ranks[Int(link.head)] - 1
  }

  /// Adds the points and segments of all links of one source.
  private mutating func addChain(_ links: ArraySlice<Int32>) {
    let first = level.links[Int(links[links.startIndex])]
    let tail =
      first.tail >= 0
      ? first.tail
      : addVertex(.entry, rank: Int32(firstRank) - 1, lines: Int32(links.count))
    let slot = first.tail >= 0 ? tailSlot(of: first) : 0
    let start = ranks[Int(tail)]
    var length = 0
    for link in links {
      length = max(length, Int(lastPassed(by: level.links[Int(link)]) - start))
    }
    let chain = Int32(kinds.count)
    if length > 0 {
      if widths.count <= length { widths = [Int32](repeating: 0, count: 2 * length + 1) }
      for rank in 0...length { widths[rank] = 0 }
      for link in links { widths[Int(lastPassed(by: level.links[Int(link)]) - start)] += 1 }
      for rank in (1..<length).reversed() { widths[rank] += widths[rank + 1] }
      var previous = tail
      for rank in 1...length {
        let point = addVertex(.passage, rank: start + Int32(rank), lines: widths[1])
        join(previous, point, from: rank == 1 ? slot : 0, weight: widths[rank])
        previous = point
      }
    }
    for index in links {
      let link = level.links[Int(index)]
      let count = lastPassed(by: link) - start
      ways[Int(index)] = Lattice.Way(first: chain, count: count)
      if link.head < 0 { continue }
      join(
        count == 0 ? tail : chain + count - 1, link.head, from: count == 0 ? slot : 0,
        to: headSlot(of: Int(index)), link: index)
    }
  }

  private func tailSlot(of link: Level.Link) -> Int32 {
    let kind = level.items[Int(link.tail)].kind
    return kind >= 0 ? children[Int(kind)].slots[Int(link.tailLink)] : 0
  }

  private func headSlot(of index: Int) -> Int32 {
    let link = level.links[index]
    let item = level.items[Int(link.head)]
    if item.kind >= 0 { return children[Int(item.kind)].slots[Int(link.headLink)] }
    return item.isOrdered ? operands[index] : 0
  }

  /// Adds a link that runs backwards: from its tail to a turn, back over all ranks, and from another
  /// turn to its head.
  private mutating func addLoop(_ index: Int) {
    let link = level.links[index]
    let (tailRank, headRank) = (ranks[Int(link.tail)], ranks[Int(link.head)])
    let first = addVertex(.turn, rank: tailRank + 1, lines: 1)
    join(link.tail, first, from: tailSlot(of: link))
    var next = first
    for rank in (headRank...tailRank).reversed() {
      let point = addVertex(.passage, rank: rank, lines: 1)
      join(point, next, to: next == first ? 1 : 0)
      next = point
    }
    let end = addVertex(.turn, rank: headRank - 1, lines: 1)
    join(end, next, from: 1)
    join(end, link.head, to: headSlot(of: index), link: Int32(index))
    ways[index] = Lattice.Way(first: first, count: Int32(kinds.count) - first)
  }
}
