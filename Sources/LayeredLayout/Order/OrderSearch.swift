/// A search for an order of the vertices in each rank.
struct OrderSearch: ~Copyable {
  /// The other end of a segment, seen from a vertex.
  struct End {
    var vertex: Int32
    var slot: Int32
    var ownSlot: Int32
    var weight: Int32
  }

  /// Where the other ends of a vertex's segments are, and their weights.
  struct Place {
    var place: Int32
    var weight: Int32
  }

  let lattice: Lattice
  let rankCount: Int
  /// The ranks whose order is sought: what comes from outside keeps the order that it has there.
  let movable: Range<Int>
  /// Where each rank begins in the order; one more than there are ranks.
  let rankStarts: [Int32]
  var best = Int.max
  var bestOrder: [Int32] = []

  // For each place in the order, its vertex.
  let order: Scratch<Int32>
  // For each vertex, the place of its first slot in its rank, where lines leave and where they enter.
  let tailBases: Scratch<Int32>
  let headBases: Scratch<Int32>
  // The segments that leave and enter each vertex, by their slots.
  let outgoing: ScratchLists<End>
  let incoming: ScratchLists<End>
  // For each gap between two ranks, how many times lines cross in it; -1 where that is not known.
  let counts: Scratch<Int>
  // For each rank, whether anything has changed since its neighbours were last exchanged.
  let isFresh: Scratch<Bool>
  // The kind of the frame that each vertex is; empty where there are no frames.
  let frameKinds: [Int32]
  // Room for the work on one rank.
  let keys: Scratch<Float>
  let chosen: Scratch<Int32>
  let moved: Scratch<Int32>
  let sums: Scratch<Int32>
  let upper: ScratchLists<Place>
  let lower: ScratchLists<Place>

  init(_ lattice: Lattice, _ level: Level) {
    self.lattice = lattice
    rankCount = lattice.rankCount
    movable = (lattice.kinds.contains(.entry) ? 1 : 0)..<lattice.rankCount
    let count = lattice.kinds.count
    let byRank = Adjacency(count: lattice.rankCount) { add in
      for vertex in 0..<count { add(lattice.ranks[vertex], Int32(vertex)) }
    }
    rankStarts = byRank.starts
    order = Scratch(count: count, 0)
    tailBases = Scratch(count: count, 0)
    headBases = Scratch(count: count, 0)
    outgoing = OrderSearch.ends(lattice.outgoing, lattice.tailSlots) { index in
      let segment = lattice.segments[index]
      return End(
        vertex: segment.head, slot: segment.headSlot, ownSlot: segment.tailSlot,
        weight: segment.weight)
    }
    incoming = OrderSearch.ends(lattice.incoming, lattice.headSlots) { index in
      let segment = lattice.segments[index]
      return End(
        vertex: segment.tail, slot: segment.tailSlot, ownSlot: segment.headSlot,
        weight: segment.weight)
    }
    counts = Scratch(count: lattice.rankCount, -1)
    isFresh = Scratch(count: lattice.rankCount, true)
    let hasFrames = level.items.contains { $0.kind >= 0 }
    frameKinds =
      hasFrames
      ? level.items.map(\.kind) + [Int32](repeating: -1, count: count - level.items.count) : []
    var (widest, mostSlots, mostIn, mostOut) = (0, 0, 0, 0)
    for rank in 0..<lattice.rankCount {
      var (slots, entering, leaving) = (0, 0, 0)
      for vertex in byRank[rank] {
        slots += Int(lattice.headSlots[Int(vertex)])
        entering += lattice.incoming.range(of: Int(vertex)).count
        leaving += lattice.outgoing.range(of: Int(vertex)).count
      }
      (widest, mostSlots) = (max(widest, byRank.range(of: rank).count), max(mostSlots, slots))
      (mostIn, mostOut) = (max(mostIn, entering), max(mostOut, leaving))
    }
    keys = Scratch(count: widest, 0)
    chosen = Scratch(count: widest, 0)
    moved = Scratch(count: widest, 0)
    sums = Scratch(count: mostSlots + 1, 0)
    upper = ScratchLists(count: widest, total: mostIn, Place(place: 0, weight: 0))
    lower = ScratchLists(count: widest, total: mostOut, Place(place: 0, weight: 0))
  }

  /// The other ends of the segments at each vertex, by the slots where they are there.
  private static func ends(
    _ segments: Adjacency, _ slots: [Int32], _ end: (Int) -> End
  ) -> ScratchLists<End> {
    let none = End(vertex: 0, slot: 0, ownSlot: 0, weight: 0)
    let ends = ScratchLists(count: slots.count, total: segments.values.count, none)
    for (index, segment) in segments.values.enumerated() { ends[index] = end(Int(segment)) }
    for (vertex, start) in segments.starts.enumerated() { ends.starts[vertex] = start }
    for vertex in slots.indices where slots[vertex] > 1 {
      ends.sort(segments.range(of: vertex)) { $0.ownSlot < $1.ownSlot }
    }
    return ends
  }

  func range(_ rank: Int) -> Range<Int> { Int(rankStarts[rank])..<Int(rankStarts[rank + 1]) }
}
