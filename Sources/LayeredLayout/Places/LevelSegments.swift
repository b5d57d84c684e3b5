/// Which segments should be level.
struct LevelSegments {
  /// Whether each segment leads from the deepest of what its head is computed from.
  let isMain: [Bool]
  /// How far the middle of each segment's head is below that of its tail where it is level.
  ///
  /// A frame that many lines lead to, or come from, is level with its middle, not with one of them.
  let rises: [Double]
  /// Whether each segment crosses a long line, which is to be straight.
  let isBroken: [Bool]
  /// The main segments that enter each vertex, by the position of their tails.
  let incoming: Adjacency
  /// The main segments that leave each vertex, by the position of their heads.
  let outgoing: Adjacency

  /// From how many lines on a frame is level with its middle.
  private static let manyLines = 3

  init(_ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ depths: [Int32]) {
    let (segments, count) = (lattice.segments, lattice.kinds.count)
    var deepest = [Int32](repeating: -1, count: count)
    for index in segments.indices {
      let head = Int(segments[index].head)
      deepest[head] = max(deepest[head], depths[Int(segments[index].tail)])
    }
    let isMain = segments.indices.map {
      depths[Int(segments[$0].tail)] == deepest[Int(segments[$0].head)]
    }
    self.isMain = isMain
    rises = segments.indices.map { index in
      let (tail, head) = (Int(segments[index].tail), Int(segments[index].head))
      let isWideTail =
        lattice.isFrame(tail) && lattice.outgoing.range(of: tail).count >= LevelSegments.manyLines
      let isWideHead =
        lattice.isFrame(head) && lattice.incoming.range(of: head).count >= LevelSegments.manyLines
      return (isWideTail ? 0 : ports.tailOffsets[index])
        - (isWideHead ? 0 : ports.headOffsets[index])
    }
    isBroken = LevelSegments.broken(lattice, ordering)
    let order = ordering.order
    // Taken in the order of one end, the others come out sorted.
    incoming = Adjacency(count: count) { add in
      for vertex in order {
        for index in lattice.outgoing.range(of: Int(vertex)) {
          let segment = lattice.outgoing.values[index]
          if isMain[Int(segment)] { add(segments[Int(segment)].head, segment) }
        }
      }
    }
    outgoing = Adjacency(count: count) { add in
      for vertex in order {
        for index in lattice.incoming.range(of: Int(vertex)) {
          let segment = lattice.incoming.values[index]
          if isMain[Int(segment)] { add(segments[Int(segment)].tail, segment) }
        }
      }
    }
  }

  /// The segments that cross one between two points of long lines.
  private static func broken(_ lattice: Lattice, _ ordering: Ordering) -> [Bool] {
    let (kinds, segments, positions) = (lattice.kinds, lattice.segments, ordering.positions)
    var isBroken = [Bool](repeating: false, count: segments.count)
    var (straight, others): ([(tail: Int32, head: Int32)], [Int32]) = ([], [])
    for rank in 0..<max(0, lattice.rankCount - 1) {
      straight.removeAll(keepingCapacity: true)
      others.removeAll(keepingCapacity: true)
      for place in Int(ordering.starts[rank])..<Int(ordering.starts[rank + 1]) {
        let vertex = Int(ordering.order[place])
        for link in lattice.outgoing.range(of: vertex) {
          let index = lattice.outgoing.values[link]
          let segment = segments[Int(index)]
          guard kinds[vertex] == .passage, kinds[Int(segment.head)] == .passage else {
            others.append(index)
            continue
          }
          // These come in the order of their tails; of two that cross, the later is broken.
          let head = positions[Int(segment.head)]
          if let last = straight.last, last.head > head {
            isBroken[Int(index)] = true
          } else {
            straight.append((positions[vertex], head))
          }
        }
      }
      if straight.isEmpty { continue }
      for index in others {
        let segment = segments[Int(index)]
        let (tail, head) = (positions[Int(segment.tail)], positions[Int(segment.head)])
        // The first straight one whose tail is not above.
        var (low, high) = (0, straight.count)
        while low < high {
          let middle = (low + high) / 2
          if straight[middle].tail < tail { low = middle + 1 } else { high = middle }
        }
        if low > 0 && straight[low - 1].head > head { isBroken[Int(index)] = true }
        if low < straight.count && straight[low].tail == tail { low += 1 }
        if low < straight.count && straight[low].head < head { isBroken[Int(index)] = true }
      }
    }
    return isBroken
  }
}
