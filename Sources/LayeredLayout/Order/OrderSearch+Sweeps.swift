/// Sweeps over all ranks, and what they save.
extension OrderSearch {
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
  mutating func note() -> Int {
    var total = 0
    for rank in 0..<max(0, rankCount - 1) {
      if counts[rank] < 0 { counts[rank] = crossings(behind: rank) }
      total += counts[rank]
    }
    if total < best {
      best = total
      bestOrder = lattice.kinds.indices.map { order[$0] }
    }
    return total
  }

  /// Numbers the slots of a rank whose order has changed.
  func place(_ rank: Int) {
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

  func touch(_ rank: Int) {
    isFresh[rank] = true
    if rank > 0 { isFresh[rank - 1] = true }
    if rank + 1 < rankCount { isFresh[rank + 1] = true }
  }

  /// Frames of one kind stand in their own order.
  func keepFrames(in rank: Int) {
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
  func sort(_ rank: Int, isDown: Bool, byMedian: Bool) {
    let range = range(rank)
    if range.count < 2 { return }
    var count = 0
    var isSorted = true
    for index in range {
      let vertex = Int(order[index])
      let ends = ends(of: vertex, isDown: isDown)
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

  /// The segments between a vertex and the rank before, or the one behind.
  func ends(of vertex: Int, isDown: Bool) -> Range<Int> {
    isDown ? incoming.range(of: vertex) : outgoing.range(of: vertex)
  }

  func place(of index: Int, isDown: Bool) -> Int32 {
    isDown
      ? tailBases[Int(incoming[index].vertex)] + incoming[index].slot
      : headBases[Int(outgoing[index].vertex)] + outgoing[index].slot
  }

  func mean(_ ends: Range<Int>, isDown: Bool) -> Float {
    var (sum, weight): (Float, Float) = (0, 0)
    for index in ends {
      let lines = Float(isDown ? incoming[index].weight : outgoing[index].weight)
      sum += lines * Float(place(of: index, isDown: isDown))
      weight += lines
    }
    return sum / weight
  }

  func median(_ ends: Range<Int>, isDown: Bool) -> Float {
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

  /// How many times lines cross between a rank and the next, by a tree of partial sums.
  func crossings(behind rank: Int) -> Int {
    let (here, next) = (range(rank), range(rank + 1))
    if next.isEmpty || here.count == 0 { return 0 }
    let last = Int(order[next.upperBound - 1])
    let size = Int(headBases[last] + lattice.headSlots[last])
    for index in 0...size { sums[index] = 0 }
    var (total, all) = (0, Int32(0))
    for place in here {
      let ends = outgoing.range(of: Int(order[place]))
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
}
