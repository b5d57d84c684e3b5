/// Blocks of vertices that are level, packed as far to one side as can be.
struct LevelBlocks {
  private let lattice: Lattice
  private let ordering: Ordering
  private let slopes: LevelSegments
  /// Half of what each vertex needs for itself.
  private let reaches: [Double]

  init(
    _ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ slopes: LevelSegments
  ) {
    (self.lattice, self.ordering, self.slopes) = (lattice, ordering, slopes)
    reaches = ports.reaches
  }

  /// A placement that is level with what is before, or behind, and as far up as can be, or down.
  func placement(isDown: Bool, isUpward: Bool) -> [Double] {
    var alignment = Alignment(count: lattice.kinds.count)
    if isDown {
      for rank in 1..<max(1, lattice.rankCount) {
        align(rank, isDown: true, isUpward: isUpward, &alignment)
      }
    } else {
      for rank in (0..<max(0, lattice.rankCount - 1)).reversed() {
        align(rank, isDown: false, isUpward: isUpward, &alignment)
      }
    }
    return compact(alignment, isUpward: isUpward)
  }

  private struct Alignment {
    /// The first vertex of the block of each.
    var roots: [Int32]
    /// How far each is below the first of its block.
    var shifts: [Double]
    /// The next vertex of the block of each; -1 behind the last.
    var next: [Int32]

    init(count: Int) {
      roots = (0..<Int32(count)).map { $0 }
      shifts = [Double](repeating: 0, count: count)
      next = [Int32](repeating: -1, count: count)
    }
  }

  /// Puts each vertex of a rank into the block of its middle neighbour, where blocks do not cross.
  private func align(
    _ rank: Int, isDown: Bool, isUpward: Bool, _ alignment: inout Alignment
  ) {
    let (first, end) = (Int(ordering.starts[rank]), Int(ordering.starts[rank + 1]))
    // The position of the last one that was taken.
    var limit: Int32 = isUpward ? -1 : .max
    for step in 0..<end - first {
      let vertex = Int(ordering.order[isUpward ? first + step : end - 1 - step])
      let range = isDown ? slopes.incoming.range(of: vertex) : slopes.outgoing.range(of: vertex)
      if range.isEmpty { continue }
      let low = range.lowerBound + (range.count - 1) / 2
      let high = range.lowerBound + range.count / 2
      for attempt in 0..<(low == high ? 1 : 2) {
        let choice = (attempt == 0) == isUpward ? low : high
        let segment = Int(isDown ? slopes.incoming.values[choice] : slopes.outgoing.values[choice])
        if slopes.isBroken[segment] { continue }
        let other = Int(
          isDown ? lattice.segments[segment].tail : lattice.segments[segment].head)
        let position = ordering.positions[other]
        if isUpward ? position <= limit : position >= limit { continue }
        limit = position
        alignment.roots[vertex] = alignment.roots[other]
        alignment.next[other] = Int32(vertex)
        alignment.shifts[vertex] =
          alignment.shifts[other]
          + (isDown ? slopes.rises[segment] : -slopes.rises[segment])
        break
      }
    }
  }

  /// Moves blocks as far up as their neighbours allow, or down.
  private func compact(_ alignment: Alignment, isUpward: Bool) -> [Double] {
    let (roots, shifts) = (alignment.roots, alignment.shifts)
    let count = roots.count
    var places = [Double](repeating: 0, count: count)
    var waiting = [Int32](repeating: 0, count: count)
    // For each vertex, the one that it pushes.
    var pushed = [Int32](repeating: -1, count: count)
    for rank in 0..<lattice.rankCount {
      let (first, end) = (Int(ordering.starts[rank]), Int(ordering.starts[rank + 1]))
      if first == end { continue }
      for place in first + 1..<end {
        let (above, below) = (ordering.order[place - 1], ordering.order[place])
        let (pusher, other) = isUpward ? (above, below) : (below, above)
        pushed[Int(pusher)] = other
        waiting[Int(roots[Int(other)])] += 1
      }
    }
    var queue: [Int32] = []
    queue.reserveCapacity(count)
    for vertex in 0..<count where roots[vertex] == vertex && waiting[vertex] == 0 {
      queue.append(Int32(vertex))
    }
    let sign = isUpward ? 1.0 : -1.0
    var taken = 0
    while taken < queue.count {
      let root = Int(queue[taken])
      taken += 1
      var member = root
      while member >= 0 {
        let other = Int(pushed[member])
        if other >= 0 {
          let otherRoot = Int(roots[other])
          let distance = sign * (reaches[member] + reaches[other])
          let place = places[root] + shifts[member] + distance - shifts[other]
          places[otherRoot] =
            isUpward ? max(places[otherRoot], place) : min(places[otherRoot], place)
          waiting[otherRoot] -= 1
          if waiting[otherRoot] == 0 { queue.append(Int32(otherRoot)) }
        }
        member = Int(alignment.next[member])
      }
    }
    for vertex in 0..<count where roots[vertex] != vertex {
      places[vertex] = places[Int(roots[vertex])] + shifts[vertex]
    }
    return places
  }
}
