/// The orders that a search begins with.
extension OrderSearch {
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
  func keepSources(in rank: Int) {
    // Vertices are numbered in that order.
    for (place, vertex) in zip(range(rank), range(rank).map { order[$0] }.sorted()) {
      order[place] = vertex
    }
  }

  func walk(isBack: Bool) {
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
        let ends = ends(of: vertex, isDown: isBack)
        for index in ends.reversed() {
          let other = isBack ? incoming[index].vertex : outgoing[index].vertex
          if !isMet[Int(other)] { stack.append(other) }
        }
      }
    }
    for vertex in 0..<count
    where ends(of: vertex, isDown: !isBack).isEmpty { visit(from: vertex) }
    for vertex in 0..<count where !isMet[vertex] { visit(from: vertex) }
  }

  func shuffle(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    for rank in movable {
      let range = range(rank)
      for place in range.dropFirst() {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let other = range.lowerBound + Int(state >> 33) % (place - range.lowerBound + 1)
        if state >> 62 == 0 { order.swapAt(place, other) }
      }
    }
  }
}
