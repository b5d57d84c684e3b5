/// A level whose links were cut into segments from one rank to the next.
///
/// Beside the items it has points where lines pass a rank. Lines of one box run together until they
/// part: a chain of points for all of them, so that what many use costs no more than its length.
///
/// A class, since a copy of its arrays for each phase would cost more than some phases.
final class Lattice {
  /// What stands in a rank.
  enum Vertex: UInt8 {
    case item
    /// Where lines of one box come in from outside.
    case entry
    /// Where lines of one box pass.
    case passage
    /// Where a line that runs backwards turns.
    case turn
  }

  /// A piece of one or more links, from a rank to the next.
  struct Segment {
    var tail: Int32
    var head: Int32
    /// Where at the tail it begins, counted from the top.
    var tailSlot: Int32
    /// Where at the head it ends, counted from the top.
    var headSlot: Int32
    /// How many lines it has.
    var weight: Int32
    /// The link whose end it is; -1 for a piece between two points.
    var link: Int32
  }

  /// The points that a link runs through.
  struct Way {
    /// The first; the others are the ones with the numbers that follow.
    var first: Int32 = 0
    var count: Int32 = 0
  }

  let kinds: [Vertex]
  /// Which items are frames.
  private let frames: [Bool]
  let ranks: [Int32]
  let segments: [Segment]
  /// How many places there are at each vertex where lines leave, and where they enter.
  let tailSlots: [Int32]
  let headSlots: [Int32]
  /// How many lines pass at most where this point and those before it are; 0 for items.
  let lines: [Int32]
  /// For each link, the points that it runs through.
  let ways: [Way]
  /// For each link, which one it is of those that enter its head.
  let operands: [Int32]
  /// How many ranks there are, with those of what is outside.
  let rankCount: Int
  /// Whether lines turn before the first column and behind the last.
  let hasTurns: Bool
  /// The rank of the first column.
  let firstRank: Int
  /// The rank of the last column.
  let lastRank: Int
  /// The segments that leave each vertex.
  let outgoing: Adjacency
  /// The segments that enter each vertex.
  let incoming: Adjacency

  /// O(items + links + length of what many links share).
  ///
  /// - Parameter sharesPoints: Whether lines of one box run together.
  init(
    _ level: Level, _ ranking: Ranking, _ children: [Placement], sharesPoints: Bool = true
  ) {
    var builder = LatticeBuilder(level, ranking, children)
    builder.run(sharesPoints: sharesPoints)
    kinds = builder.kinds
    frames = level.items.map { $0.kind >= 0 }
    ranks = builder.ranks
    segments = builder.segments
    tailSlots = builder.tailSlots
    headSlots = builder.headSlots
    lines = builder.lines
    ways = builder.ways
    operands = builder.operands
    hasTurns = builder.hasTurns
    firstRank = builder.firstRank
    lastRank = builder.lastRank
    rankCount = lastRank + 1 + (hasTurns ? 1 : 0)
    let made = segments
    outgoing = Adjacency(count: kinds.count) { add in
      for index in made.indices { add(made[index].tail, Int32(index)) }
    }
    incoming = Adjacency(count: kinds.count) { add in
      for index in made.indices { add(made[index].head, Int32(index)) }
    }
  }
}

extension Lattice {
  /// Whether a vertex is a frame.
  func isFrame(_ vertex: Int) -> Bool { vertex < frames.count && frames[vertex] }

  /// How long the longest way to each vertex is; a long line is as deep as the box that it comes from.
  func depths(_ ranking: Ranking) -> [Int32] {
    var depths = ranking.depths + [Int32](repeating: 0, count: kinds.count - ranking.depths.count)
    for segment in segments where kinds[Int(segment.head)] == .passage {
      depths[Int(segment.head)] = depths[Int(segment.tail)]
    }
    return depths
  }
}

/// Cuts links into segments.
private struct LatticeBuilder {
  private let level: Level
  private let children: [Placement]
  private let ranking: Ranking
  let hasTurns: Bool
  let firstRank: Int
  let lastRank: Int
  var kinds: [Lattice.Vertex]
  var ranks: [Int32]
  var segments: [Lattice.Segment] = []
  var tailSlots: [Int32]
  var headSlots: [Int32]
  var lines: [Int32]
  var ways: [Lattice.Way]
  var operands: [Int32]
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
