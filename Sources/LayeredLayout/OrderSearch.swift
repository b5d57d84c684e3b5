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
  private let movable: Range<Int>
  /// Where each rank begins in the order; one more than there are ranks.
  let rankStarts: [Int32]
  private(set) var best = Int.max
  private(set) var bestOrder: [Int32] = []

  // For each place in the order, its vertex.
  let order: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int32>
  // For each vertex, the place of its first slot in its rank, where lines leave and where they enter.
  private let tailBases: UnsafeMutablePointer<Int32>
  private let headBases: UnsafeMutablePointer<Int32>
  // The segments that leave and enter each vertex, by their slots.
  private let outgoing: UnsafeMutablePointer<End>
  private let outgoingStarts: UnsafeMutablePointer<Int32>
  private let incoming: UnsafeMutablePointer<End>
  private let incomingStarts: UnsafeMutablePointer<Int32>
  // For each gap between two ranks, how many times lines cross in it; -1 where that is not known.
  private let counts: UnsafeMutablePointer<Int>
  // For each rank, whether anything has changed since its neighbours were last exchanged.
  private let isFresh: UnsafeMutablePointer<Bool>
  // The kind of the frame that each vertex is; empty where there are no frames.
  private let frameKinds: [Int32]
  // Room for the work on one rank.
  private let keys: UnsafeMutablePointer<Float>
  private let chosen: UnsafeMutablePointer<Int32>
  private let moved: UnsafeMutablePointer<Int32>
  private let sums: UnsafeMutablePointer<Int32>
  private let upper: UnsafeMutablePointer<Place>
  private let upperStarts: UnsafeMutablePointer<Int32>
  private let lower: UnsafeMutablePointer<Place>
  private let lowerStarts: UnsafeMutablePointer<Int32>

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

  private func fillEnds() {
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

  private func range(_ rank: Int) -> Range<Int> { Int(starts[rank])..<Int(starts[rank + 1]) }

  private func outgoing(of vertex: Int) -> Range<Int> {
    Int(outgoingStarts[vertex])..<Int(outgoingStarts[vertex + 1])
  }

  private func incoming(of vertex: Int) -> Range<Int> {
    Int(incomingStarts[vertex])..<Int(incomingStarts[vertex + 1])
  }

  // MARK: Orders to begin with

  /// Goes on from an order of its own: those in which vertices are met on the way back from where lines
  /// end, first operands first, or on the way from where lines begin; after these, the best one with
  /// some ranks shuffled.
  mutating func begin(_ start: Int) {
    switch start {
    case 0:
      walk(isBack: true)
    case 1:
      walk(isBack: false)
    default:
      for (place, vertex) in bestOrder.enumerated() { order[place] = vertex }
      shuffle(seed: UInt64(start))
    }
    for rank in 0..<rankCount {
      if !movable.contains(rank) { keepSources(in: rank) }
      keepFrames(in: rank)
      place(rank)
    }
    note()
  }

  /// The first rank in the order of the boxes that its lines come from.
  private func keepSources(in rank: Int) {
    // Vertices are numbered in that order.
    for (place, vertex) in zip(range(rank), range(rank).map { order[$0] }.sorted()) {
      order[place] = vertex
    }
  }

  private func walk(isBack: Bool) {
    let count = lattice.kinds.count
    var next = rankStarts
    var isMet = [Bool](repeating: false, count: count)
    var stack: [Int32] = []
    func visit(from start: Int) {
      stack.append(Int32(start))
      while let vertex = stack.popLast().map(Int.init) {
        if isMet[vertex] { continue }
        isMet[vertex] = true
        let rank = Int(lattice.ranks[vertex])
        order[Int(next[rank])] = Int32(vertex)
        next[rank] += 1
        let ends = isBack ? incoming(of: vertex) : outgoing(of: vertex)
        for index in ends.reversed() {
          let other = isBack ? incoming[index].vertex : outgoing[index].vertex
          if !isMet[Int(other)] { stack.append(other) }
        }
      }
    }
    for vertex in 0..<count
    where (isBack ? outgoing(of: vertex) : incoming(of: vertex)).isEmpty { visit(from: vertex) }
    for vertex in 0..<count where !isMet[vertex] { visit(from: vertex) }
  }

  private func shuffle(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for rank in movable {
      let range = range(rank)
      for place in range.dropFirst() {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let other = range.lowerBound + Int(state >> 33) % (place - range.lowerBound + 1)
        if state >> 62 == 0 { swap(&order[place], &order[other]) }
      }
    }
  }

  // MARK: Sweeps

  /// Sweeps down and up.
  ///
  /// - Parameter passes: How often neighbours in all ranks may change places after a sweep.
  mutating func improve(rounds: Int, passes: Int) {
    var (lowest, idle) = (Int.max, 0)
    for round in 0..<rounds {
      let byMedian = round % 4 < 2
      for rank in 1..<max(1, rankCount) { sort(rank, isDown: true, byMedian: byMedian) }
      transpose(acceptsTies: round % 2 == 1, passes: passes)
      var total = note()
      for rank in movable.dropLast().reversed() {
        sort(rank, isDown: false, byMedian: byMedian)
      }
      transpose(acceptsTies: round % 2 == 0, passes: passes)
      total = min(total, note())
      if total == 0 { return }
      idle = total < lowest ? 0 : idle + 1
      lowest = min(lowest, total)
      if idle == 6 { return }
    }
  }

  /// Keeps the order if it is the best so far; returns how many times lines cross.
  @discardableResult
  private mutating func note() -> Int {
    var total = 0
    for rank in 0..<max(0, rankCount - 1) {
      if counts[rank] < 0 { counts[rank] = crossings(behind: rank) }
      total += counts[rank]
    }
    if total < best {
      best = total
      bestOrder = Array(UnsafeBufferPointer(start: order, count: lattice.kinds.count))
    }
    return total
  }

  /// Numbers the slots of a rank whose order has changed.
  private func place(_ rank: Int) {
    var (tail, head): (Int32, Int32) = (0, 0)
    for index in range(rank) {
      let vertex = Int(order[index])
      tailBases[vertex] = tail
      headBases[vertex] = head
      tail += lattice.tailSlots[vertex]
      head += lattice.headSlots[vertex]
    }
    counts[rank] = -1
    if rank > 0 { counts[rank - 1] = -1 }
    touch(rank)
  }

  private func touch(_ rank: Int) {
    isFresh[rank] = true
    if rank > 0 { isFresh[rank - 1] = true }
    if rank + 1 < rankCount { isFresh[rank + 1] = true }
  }

  /// Frames of one kind stand in their own order.
  private func keepFrames(in rank: Int) {
    if frameKinds.isEmpty { return }
    var places: [Int32: [Int]] = [:]
    for index in range(rank) where frameKinds[Int(order[index])] >= 0 {
      places[frameKinds[Int(order[index])], default: []].append(index)
    }
    for places in places.values where places.count > 1 {
      for (place, vertex) in zip(places, places.map({ order[$0] }).sorted()) {
        order[place] = vertex
      }
    }
  }

  /// Sorts a rank by where its vertices' neighbours are, in the rank before or in the one behind; what
  /// has none there stays where it is.
  private func sort(_ rank: Int, isDown: Bool, byMedian: Bool) {
    let range = range(rank)
    if range.count < 2 { return }
    var count = 0
    var isSorted = true
    for index in range {
      let vertex = Int(order[index])
      let ends = isDown ? incoming(of: vertex) : outgoing(of: vertex)
      if ends.isEmpty { continue }
      let key = byMedian ? median(ends, isDown: isDown) : mean(ends, isDown: isDown)
      if count > 0 && key < keys[count - 1] { isSorted = false }
      keys[count] = key
      chosen[count] = Int32(index)
      moved[count] = Int32(vertex)
      count += 1
    }
    if isSorted { return }
    if count <= 128 {
      for index in 1..<count {
        let (key, vertex) = (keys[index], moved[index])
        var place = index
        while place > 0 && keys[place - 1] > key {
          keys[place] = keys[place - 1]
          moved[place] = moved[place - 1]
          place -= 1
        }
        keys[place] = key
        moved[place] = vertex
      }
    } else {
      // The sort of the standard library is stable.
      let sorted = (0..<count).sorted { keys[$0] < keys[$1] }.map { moved[$0] }
      for (index, vertex) in sorted.enumerated() { moved[index] = vertex }
    }
    for index in 0..<count { order[Int(chosen[index])] = moved[index] }
    keepFrames(in: rank)
    place(rank)
  }

  private func place(of index: Int, isDown: Bool) -> Int32 {
    isDown
      ? tailBases[Int(incoming[index].vertex)] + incoming[index].slot
      : headBases[Int(outgoing[index].vertex)] + outgoing[index].slot
  }

  private func mean(_ ends: Range<Int>, isDown: Bool) -> Float {
    var (sum, weight): (Float, Float) = (0, 0)
    for index in ends {
      let lines = Float(isDown ? incoming[index].weight : outgoing[index].weight)
      sum += lines * Float(place(of: index, isDown: isDown))
      weight += lines
    }
    return sum / weight
  }

  private func median(_ ends: Range<Int>, isDown: Bool) -> Float {
    let first = ends.lowerBound
    switch ends.count {
    case 1: return Float(place(of: first, isDown: isDown))
    case 2:
      return Float(place(of: first, isDown: isDown) + place(of: first + 1, isDown: isDown)) / 2
    default:
      let places = ends.map { Float(place(of: $0, isDown: isDown)) }.sorted()
      let middle = places.count / 2
      if places.count % 2 == 1 { return places[middle] }
      let (left, right) = (
        places[middle - 1] - places[0], places[places.count - 1] - places[middle]
      )
      if left + right == 0 { return places[middle] }
      return (places[middle - 1] * right + places[middle] * left) / (left + right)
    }
  }

  // MARK: Crossings

  /// How many times lines cross between a rank and the next, by a tree of partial sums.
  private func crossings(behind rank: Int) -> Int {
    let (here, next) = (range(rank), range(rank + 1))
    if next.isEmpty || here.count == 0 { return 0 }
    let last = Int(order[next.upperBound - 1])
    let size = Int(headBases[last] + lattice.headSlots[last])
    for index in 0...size { sums[index] = 0 }
    var (total, all) = (0, Int32(0))
    for place in here {
      let ends = outgoing(of: Int(order[place]))
      var first = ends.lowerBound
      while first < ends.upperBound {
        // Lines that begin at one place do not cross each other.
        var end = first + 1
        let slot = outgoing[first].ownSlot
        while end < ends.upperBound && outgoing[end].ownSlot == slot { end += 1 }
        for line in first..<end {
          var index = Int(headBases[Int(outgoing[line].vertex)] + outgoing[line].slot) + 1
          var above: Int32 = 0
          while index > 0 {
            above += sums[index]
            index &= index - 1
          }
          total += Int(all - above) * Int(outgoing[line].weight)
        }
        for line in first..<end {
          var index = Int(headBases[Int(outgoing[line].vertex)] + outgoing[line].slot) + 1
          while index <= size {
            sums[index] += outgoing[line].weight
            index += index & -index
          }
          all += outgoing[line].weight
        }
        first = end
      }
    }
    return total
  }

  // MARK: Exchanges of neighbours

  /// Lets neighbours change places where that saves crossings, until nothing is saved.
  private func transpose(acceptsTies: Bool, passes: Int) {
    for pass in 0..<passes {
      var hasSaved = false
      for rank in movable where isFresh[rank] {
        isFresh[rank] = false
        hasSaved = transpose(rank, acceptsTies: acceptsTies && pass == 0) || hasSaved
      }
      if !hasSaved { return }
    }
  }

  /// Returns whether crossings were saved.
  private func transpose(_ rank: Int, acceptsTies: Bool) -> Bool {
    let range = range(rank)
    if range.count < 2 { return false }
    collect(range, isDown: true, upper, upperStarts)
    collect(range, isDown: false, lower, lowerStarts)
    // The places of the lists, which move along with their vertices.
    for index in 0..<range.count { chosen[index] = Int32(index) }
    var (hasSaved, hasMoved) = (false, false)
    for pass in 0..<4 {
      var gained = 0
      for index in range.dropLast() {
        let (first, second) = (Int(order[index]), Int(order[index + 1]))
        if !frameKinds.isEmpty, frameKinds[first] >= 0, frameKinds[first] == frameKinds[second] {
          continue
        }
        let place = index - range.lowerBound
        let (a, b) = (Int(chosen[place]), Int(chosen[place + 1]))
        let above = OrderSearch.gain(upper, upperStarts, a, b)
        let below = OrderSearch.gain(lower, lowerStarts, a, b)
        let gain = above + below
        if gain > 0 || gain == 0 && acceptsTies && pass == 0 {
          gained += gain
          hasMoved = true
          if rank > 0, counts[rank - 1] >= 0 { counts[rank - 1] -= above }
          if counts[rank] >= 0 { counts[rank] -= below }
          swap(&order[index], &order[index + 1])
          swap(&chosen[place], &chosen[place + 1])
        }
      }
      if gained == 0 { break }
      hasSaved = true
    }
    if hasMoved {
      let (before, behind) = (rank > 0 ? counts[rank - 1] : 0, counts[rank])
      self.place(rank)
      if rank > 0 { counts[rank - 1] = before }
      counts[rank] = behind
      isFresh[rank] = false
    }
    return hasSaved
  }

  /// Collects, for each vertex of a rank, where the other ends of its segments are, sorted.
  private func collect(
    _ range: Range<Int>, isDown: Bool, _ places: UnsafeMutablePointer<Place>,
    _ placeStarts: UnsafeMutablePointer<Int32>
  ) {
    var count = 0
    for (index, place) in range.enumerated() {
      let vertex = Int(order[place])
      let first = count
      placeStarts[index] = Int32(first)
      for end in isDown ? incoming(of: vertex) : outgoing(of: vertex) {
        let entry = Place(
          place: self.place(of: end, isDown: isDown),
          weight: isDown ? incoming[end].weight : outgoing[end].weight)
        // Few as a rule, and in order.
        var slot = count
        if count - first < 32 {
          while slot > first && places[slot - 1].place > entry.place {
            places[slot] = places[slot - 1]
            slot -= 1
          }
        }
        places[slot] = entry
        count += 1
      }
      if count - first >= 32 {
        var list = UnsafeMutableBufferPointer(start: places + first, count: count - first)
        list.sort { $0.place < $1.place }
      }
    }
    placeStarts[range.count] = Int32(count)
  }

  /// How many crossings are saved if the second of two neighbours stands before the first.
  private static func gain(
    _ places: UnsafeMutablePointer<Place>, _ starts: UnsafeMutablePointer<Int32>, _ a: Int,
    _ b: Int
  ) -> Int {
    let (first, firstEnd) = (Int(starts[a]), Int(starts[a + 1]))
    let (second, secondEnd) = (Int(starts[b]), Int(starts[b + 1]))
    if first == firstEnd || second == secondEnd { return 0 }
    if (firstEnd - first) * (secondEnd - second) <= 12 {
      var gain: Int32 = 0
      for index in first..<firstEnd {
        let (place, weight) = (places[index].place, places[index].weight)
        var sign: Int32 = 0
        for other in second..<secondEnd {
          let difference = place &- places[other].place
          sign &+= (difference > 0 ? 1 : difference < 0 ? -1 : 0) &* places[other].weight
        }
        gain &+= sign &* weight
      }
      return Int(gain)
    }
    // As it is, lines of the first cross those of the second that end above theirs.
    var gain = 0
    var (above, aboveOrEqual, all) = (0, 0, 0)
    for index in second..<secondEnd { all += Int(places[index].weight) }
    var (next, nextOrEqual) = (second, second)
    for index in first..<firstEnd {
      let place = places[index].place
      while next < secondEnd && places[next].place < place {
        above += Int(places[next].weight)
        next += 1
      }
      while nextOrEqual < secondEnd && places[nextOrEqual].place <= place {
        aboveOrEqual += Int(places[nextOrEqual].weight)
        nextOrEqual += 1
      }
      gain += Int(places[index].weight) * (above - (all - aboveOrEqual))
    }
    return gain
  }
}
