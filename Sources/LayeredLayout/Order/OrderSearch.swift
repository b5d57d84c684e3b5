/// A search for an order of the vertices in each rank.
///
/// It works on raw memory of its own: bounds checks and reference counts would cost more than the
/// search itself, which looks at each segment some dozens of times.
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
  let order: UnsafeMutablePointer<Int32>
  let starts: UnsafeMutablePointer<Int32>
  // For each vertex, the place of its first slot in its rank, where lines leave and where they enter.
  let tailBases: UnsafeMutablePointer<Int32>
  let headBases: UnsafeMutablePointer<Int32>
  // The segments that leave and enter each vertex, by their slots.
  let outgoing: UnsafeMutablePointer<End>
  let outgoingStarts: UnsafeMutablePointer<Int32>
  let incoming: UnsafeMutablePointer<End>
  let incomingStarts: UnsafeMutablePointer<Int32>
  // For each gap between two ranks, how many times lines cross in it; -1 where that is not known.
  let counts: UnsafeMutablePointer<Int>
  // For each rank, whether anything has changed since its neighbours were last exchanged.
  let isFresh: UnsafeMutablePointer<Bool>
  // The kind of the frame that each vertex is; empty where there are no frames.
  let frameKinds: [Int32]
  // Room for the work on one rank.
  let keys: UnsafeMutablePointer<Float>
  let chosen: UnsafeMutablePointer<Int32>
  let moved: UnsafeMutablePointer<Int32>
  let sums: UnsafeMutablePointer<Int32>
  let upper: UnsafeMutablePointer<Place>
  let upperStarts: UnsafeMutablePointer<Int32>
  let lower: UnsafeMutablePointer<Place>
  let lowerStarts: UnsafeMutablePointer<Int32>

  init(_ lattice: Lattice, _ level: Level) {
    self.lattice = lattice
    rankCount = lattice.rankCount
    movable = (lattice.kinds.contains(.entry) ? 1 : 0)..<lattice.rankCount
    let count = lattice.kinds.count
    let segments = lattice.segments.count
    let byRank = Adjacency(count: lattice.rankCount) { add in
      for vertex in 0..<count { add(lattice.ranks[vertex], Int32(vertex)) }
    }
    rankStarts = byRank.starts
    func room<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
      let room = UnsafeMutablePointer<T>.allocate(capacity: count + 1)
      room.initialize(repeating: value, count: count + 1)
      return room
    }
    order = room(count, 0)
    starts = room(lattice.rankCount, 0)
    for (rank, start) in byRank.starts.enumerated() { starts[rank] = start }
    tailBases = room(count, 0)
    headBases = room(count, 0)
    let none = End(vertex: 0, slot: 0, ownSlot: 0, weight: 0)
    outgoing = room(segments, none)
    incoming = room(segments, none)
    outgoingStarts = room(count, 0)
    incomingStarts = room(count, 0)
    counts = room(lattice.rankCount, -1)
    isFresh = room(lattice.rankCount, true)
    let hasFrames = level.items.contains { $0.kind >= 0 }
    var kinds = [Int32](repeating: -1, count: hasFrames ? count : 0)
    if hasFrames { for (index, item) in level.items.enumerated() { kinds[index] = item.kind } }
    frameKinds = kinds
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
    keys = room(widest, 0)
    chosen = room(widest, 0)
    moved = room(widest, 0)
    sums = room(mostSlots + 1, 0)
    upper = room(mostIn, Place(place: 0, weight: 0))
    upperStarts = room(widest + 1, 0)
    lower = room(mostOut, Place(place: 0, weight: 0))
    lowerStarts = room(widest + 1, 0)
    fillEnds()
  }

  deinit {
    order.deallocate()
    starts.deallocate()
    tailBases.deallocate()
    headBases.deallocate()
    outgoing.deallocate()
    outgoingStarts.deallocate()
    incoming.deallocate()
    incomingStarts.deallocate()
    counts.deallocate()
    isFresh.deallocate()
    keys.deallocate()
    chosen.deallocate()
    moved.deallocate()
    sums.deallocate()
    upper.deallocate()
    upperStarts.deallocate()
    lower.deallocate()
    lowerStarts.deallocate()
  }

  func fillEnds() {
    var (next, entered) = (0, 0)
    for vertex in 0..<lattice.kinds.count {
      let (first, second) = (next, entered)
      for index in lattice.outgoing[vertex] {
        let segment = lattice.segments[Int(index)]
        outgoing[next] = End(
          vertex: segment.head, slot: segment.headSlot, ownSlot: segment.tailSlot,
          weight: segment.weight)
        next += 1
      }
      outgoingStarts[vertex + 1] = Int32(next)
      for index in lattice.incoming[vertex] {
        let segment = lattice.segments[Int(index)]
        incoming[entered] = End(
          vertex: segment.tail, slot: segment.tailSlot, ownSlot: segment.headSlot,
          weight: segment.weight)
        entered += 1
      }
      incomingStarts[vertex + 1] = Int32(entered)
      if lattice.tailSlots[vertex] > 1 {
        var list = UnsafeMutableBufferPointer(start: outgoing + first, count: next - first)
        list.sort { $0.ownSlot < $1.ownSlot }
      }
      if lattice.headSlots[vertex] > 1 {
        var list = UnsafeMutableBufferPointer(start: incoming + second, count: entered - second)
        list.sort { $0.ownSlot < $1.ownSlot }
      }
    }
  }

  func range(_ rank: Int) -> Range<Int> { Int(starts[rank])..<Int(starts[rank + 1]) }

  func outgoing(of vertex: Int) -> Range<Int> {
    Int(outgoingStarts[vertex])..<Int(outgoingStarts[vertex + 1])
  }

  func incoming(of vertex: Int) -> Range<Int> {
    Int(incomingStarts[vertex])..<Int(incomingStarts[vertex + 1])
  }
}
