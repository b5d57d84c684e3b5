/// Items in an order in which links run forward, but for those that close a cycle.
struct TopologicalOrder {
  private(set) var items: [Int32] = []
  private(set) var isReversed: [Bool]

  /// O(items + links).
  init(of level: Level) {
    let count = level.items.count
    isReversed = [Bool](repeating: false, count: level.links.count)
    // What is computed stands behind what it is computed from, as a rule.
    if level.links.allSatisfy({ $0.tail < $0.head || $0.head < 0 }) {
      items = Array(0..<Int32(count))
      return
    }
    let outgoing = Adjacency(count: count) { add in
      for (index, link) in level.links.enumerated() where link.tail >= 0 && link.head >= 0 {
        add(link.tail, Int32(index))
      }
    }
    var waiting = [Int32](repeating: 0, count: count)
    for link in level.links where link.tail >= 0 && link.head >= 0 { waiting[Int(link.head)] += 1 }
    var isTaken = [Bool](repeating: false, count: count)
    var next = 0
    var queue = (0..<count).filter { waiting[$0] == 0 }
    for item in queue { isTaken[item] = true }
    var taken = 0
    while taken < count {
      if taken == queue.count {
        // All that is left is on a cycle or behind one: the first of it goes first.
        while isTaken[next] { next += 1 }
        isTaken[next] = true
        queue.append(next)
      }
      let item = queue[taken]
      taken += 1
      for link in outgoing[item] {
        let head = Int(level.links[Int(link)].head)
        if isTaken[head] { continue }
        waiting[head] -= 1
        if waiting[head] == 0 {
          isTaken[head] = true
          queue.append(head)
        }
      }
    }
    var positions = [Int](repeating: 0, count: count)
    for (position, item) in queue.enumerated() { positions[item] = position }
    for (index, link) in level.links.enumerated() where link.tail >= 0 && link.head >= 0 {
      isReversed[index] = positions[Int(link.tail)] >= positions[Int(link.head)]
    }
    items = queue.map(Int32.init)
  }
}
