/// The phase that gives every item a rank, so that links run from a lower rank to a higher one.
///
/// Links are short: an item moves to where fewer points are needed for its links, alone or with those
/// that it would push; where nothing is saved or lost, it stands as near to its users as it can.
struct Ranking {
  /// The rank of each item, from 0.
  let ranks: [Int32]
  /// How many ranks there are.
  let count: Int
  /// Which links run backwards, since they close a cycle.
  let isReversed: [Bool]
  /// How long the longest way to each item is.
  let depths: [Int32]

  /// O(items + links).
  ///
  /// - Parameter isEager: Whether items for which it makes no difference stand near what they are
  ///   computed from, and not near their users.
  init(of level: Level, isEager: Bool = false) {
    let order = TopologicalOrder(of: level)
    var shortening = LinkShortening(level, order, isEager: isEager)
    depths = shortening.ranks
    shortening.run()
    ranks = shortening.ranks
    let found = shortening.ranks
    // What is not on a cycle any more, by luck, runs forward.
    isReversed = zip(level.links, order.isReversed).map { link, isReversed in
      isReversed && found[Int(link.tail)] >= found[Int(link.head)]
    }
    count = Int(ranks.max() ?? 0) + 1
  }
}

/// Moves items between ranks until their links are short.
private struct LinkShortening {
  private(set) var ranks: [Int32]
  private let order: [Int32]
  private let successors: Adjacency
  private let predecessors: Adjacency
  /// The last rank of what leads outside, which ends behind all others; -1 for what does not.
  private var limits: [Int32]
  /// How many links become shorter by one where an item moves right by one, less those that become
  /// longer.
  private var gains: [Int32]
  /// The same, but that a leaf of one user counts as moving along with it.
  private var pulls: [Int32]
  /// The least pull that moves an item to the right.
  private let leastPull: Int32
  /// The items that move together.
  private var group: [Int32] = []
  private var isInGroup: [Bool]

  private static let rounds = 2
  /// The most items that are moved together.
  private static let largestGroup = 16

  init(_ level: Level, _ order: TopologicalOrder, isEager: Bool) {
    let (links, reversed, count) = (level.links, order.isReversed, level.items.count)
    self.order = order.items
    leastPull = isEager ? 1 : 0
    successors = Adjacency(count: count) { add in
      for index in links.indices where !reversed[index] {
        let link = links[index]
        if link.tail >= 0 && link.head >= 0 { add(link.tail, link.head) }
      }
    }
    predecessors = Adjacency(count: count) { add in
      for index in links.indices where !reversed[index] {
        let link = links[index]
        if link.tail >= 0 && link.head >= 0 { add(link.head, link.tail) }
      }
    }
    ranks = [Int32](repeating: 0, count: count)
    for item in order.items {
      for next in successors[Int(item)] {
        ranks[Int(next)] = max(ranks[Int(next)], ranks[Int(item)] + 1)
      }
    }
    let last = ranks.max() ?? 0
    limits = [Int32](repeating: -1, count: count)
    gains = [Int32](repeating: 0, count: count)
    pulls = gains
    isInGroup = [Bool](repeating: false, count: count)
    for link in links {
      if link.head < 0 {
        limits[Int(link.tail)] = last
        gains[Int(link.tail)] += 1
      } else if link.tail < 0 {
        gains[Int(link.head)] -= 1
      }
    }
    for item in 0..<count {
      gains[item] +=
        Int32(successors.range(of: item).count) - Int32(predecessors.range(of: item).count)
      pulls[item] = gains[item]
      for input in predecessors[item] where isFree(input) { pulls[item] += 1 }
    }
  }

  private func isFree(_ item: Int32) -> Bool {
    predecessors.range(of: Int(item)).isEmpty && successors.range(of: Int(item)).count == 1
  }

  mutating func run() {
    for _ in 0..<LinkShortening.rounds {
      var hasMoved = moveEach()
      for item in order.reversed() where gains[Int(item)] > 0 {
        while moveGroup(of: item, toRight: true) { hasMoved = true }
      }
      for item in order where gains[Int(item)] < 0 {
        while moveGroup(of: item, toRight: false) { hasMoved = true }
      }
      if !hasMoved { break }
    }
    _ = moveEach()
    let first = ranks.min() ?? 0
    if first > 0 { for item in ranks.indices { ranks[item] -= first } }
  }

  /// Moves each item as far as it goes to where its links become shorter.
  private mutating func moveEach() -> Bool {
    var hasMoved = false
    for item in order.reversed() {
      let item = Int(item)
      if pulls[item] < leastPull { continue }
      let limit = highest(of: item)
      if limit > ranks[item] {
        ranks[item] = limit
        hasMoved = true
      }
    }
    for item in order {
      let item = Int(item)
      if pulls[item] >= leastPull { continue }
      var lowest: Int32 = 0
      for input in predecessors[item] { lowest = max(lowest, ranks[Int(input)] + 1) }
      if lowest < ranks[item] {
        ranks[item] = lowest
        hasMoved = true
      }
    }
    return hasMoved
  }

  /// The highest rank that what an item leads to allows.
  private func highest(of item: Int) -> Int32 {
    var highest: Int32 = limits[item] >= 0 ? limits[item] : .max
    for next in successors[item] { highest = min(highest, ranks[Int(next)] - 1) }
    return highest == .max ? ranks[item] : highest
  }

  /// Moves an item by one together with all that it pushes, if links become shorter by that.
  private mutating func moveGroup(of item: Int32, toRight: Bool) -> Bool {
    defer {
      for member in group { isInGroup[Int(member)] = false }
      group.removeAll(keepingCapacity: true)
    }
    let step: Int32 = toRight ? 1 : -1
    var gain: Int32 = 0
    group.append(item)
    isInGroup[Int(item)] = true
    var index = 0
    while index < group.count {
      let member = Int(group[index])
      index += 1
      gain += step * gains[member]
      if toRight ? limits[member] == ranks[member] : ranks[member] == 0 { return false }
      for other in toRight ? successors[member] : predecessors[member]
      where ranks[Int(other)] == ranks[member] + step && !isInGroup[Int(other)] {
        if group.count == LinkShortening.largestGroup { return false }
        isInGroup[Int(other)] = true
        group.append(other)
      }
    }
    if gain <= 0 { return false }
    for member in group { ranks[Int(member)] += step }
    return true
  }
}
