internal import ComputationGraph

/// The cards beside each card of an outline: those that it takes data from, then those that take
/// data from it.
struct CardNeighbors {
  /// The card that a card that is left out is counted beside, and on which side.
  struct Owner: Hashable {
    let card: Int
    /// Whether the way to what is left out begins against the data.
    let isUpstream: Bool
  }

  private let inputs: Adjacency
  private let users: Adjacency

  init(_ outline: GraphOutline) {
    inputs = Adjacency(count: outline.cards.count) { add in
      for edge in outline.edges { add(edge.head, edge.tail) }
    }
    users = Adjacency(count: outline.cards.count) { add in
      for edge in outline.edges { add(edge.tail, edge.head) }
    }
  }

  /// For each card the one of the kept that it is nearest to; `nil` for those themselves, and for
  /// what has no way to any.
  func owners(of isKept: [Bool]) -> [Owner?] {
    var owners = [Owner?](repeating: nil, count: isKept.count)
    var isSeen = isKept
    var queue = isKept.indices.filter { isKept[$0] }
    var next = 0
    while next < queue.count {
      let card = queue[next]
      next += 1
      func reach(_ neighbor: Int, isUpstream: Bool) {
        if isSeen[neighbor] { return }
        isSeen[neighbor] = true
        owners[neighbor] = owners[card] ?? Owner(card: card, isUpstream: isUpstream)
        queue.append(neighbor)
      }
      for input in inputs[card] { reach(input, isUpstream: true) }
      for user in users[card] { reach(user, isUpstream: false) }
    }
    return owners
  }

  /// All cards, the nearest to some first: along the inputs, then any way, then what has no way.
  func byDistance(from centers: [Int]) -> [Int] {
    var isSeen = [Bool](repeating: false, count: inputs.count)
    var order: [Int] = []
    func reach(_ card: Int) {
      if isSeen[card] { return }
      isSeen[card] = true
      order.append(card)
    }
    centers.forEach(reach)
    var next = 0
    while next < order.count {
      inputs[order[next]].forEach(reach)
      next += 1
    }
    next = 0
    while next < order.count {
      inputs[order[next]].forEach(reach)
      users[order[next]].forEach(reach)
      next += 1
    }
    for card in isSeen.indices { reach(card) }
    return order
  }

  /// What some cards depend on, themselves included.
  func ancestors(of cards: [Int]) -> [Bool] { reached(from: cards) { Array(inputs[$0]) } }

  /// What depends on some cards, themselves included.
  func descendants(of cards: [Int]) -> [Bool] { reached(from: cards) { Array(users[$0]) } }

  /// What is at most `radius` lines away, whichever way data flows.
  func around(_ cards: [Int], radius: Int) -> [Bool] {
    reached(from: cards, steps: radius) { Array(inputs[$0]) + Array(users[$0]) }
  }

  private func reached(
    from cards: [Int], steps: Int = .max, _ neighbors: (Int) -> [Int]
  ) -> [Bool] {
    var isReached = [Bool](repeating: false, count: inputs.count)
    for card in cards { isReached[card] = true }
    var front = cards
    var step = 0
    while !front.isEmpty && step < steps {
      step += 1
      front = front.flatMap(neighbors).filter { card in
        defer { isReached[card] = true }
        return !isReached[card]
      }
    }
    return isReached
  }
}
