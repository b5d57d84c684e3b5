extension GraphOutline {
  /// The outline with some of its cards; the nodes of all others are counted in cards of kind
  /// ``Card/Kind/rest``, one on each side of each card that is kept.
  ///
  /// What is left out belongs to the card that it is nearest to, whichever way data flows. Lines
  /// between two cards of what is left out are left out as well.
  ///
  /// O(cards + edges).
  ///
  /// - Parameters:
  ///   - isKept: For each card, whether it is kept.
  ///   - keepsLone: Whether a single node is kept where its card would say "+1 more".
  package func keeping(_ isKept: [Bool], keepsLone: Bool = false) -> GraphOutline {
    var isKept = isKept
    let neighbors = CardNeighbors(self)
    var owners = neighbors.owners(of: isKept)
    // A card for a leaf is no more than a card that says "+1 more".
    let lone = Dictionary(grouping: cards.indices.filter { owners[$0] != nil }) { owners[$0] }
      .values.filter { $0.count == 1 && cards[$0[0]].members.count == 1 }.map { $0[0] }
    if keepsLone && !lone.isEmpty {
      for card in lone { isKept[card] = true }
      owners = neighbors.owners(of: isKept)
    }

    var result = self
    result.cards = []
    result.edges = []
    var newIndex = [Int](repeating: 0, count: cards.count)
    for card in cards.indices where isKept[card] {
      newIndex[card] = result.cards.count
      result.cards.append(cards[card])
    }
    var rests: [CardNeighbors.Owner?: Int] = [:]
    for card in cards.indices where !isKept[card] {
      let rest = rests[owners[card]] ?? result.cards.count
      if rest == result.cards.count {
        rests[owners[card]] = rest
        result.cards.append(Card(kind: .rest, group: nil, frame: nil, members: []))
      }
      newIndex[card] = rest
      result.cards[rest].members += cards[card].members
    }
    for rest in rests.values { result.cards[rest].members.sort() }

    var isKnown: Set<Edge> = []
    for edge in edges where isKept[edge.tail] || isKept[edge.head] {
      if isKept[edge.tail] && isKept[edge.head] {
        result.edges.append(
          Edge(tail: newIndex[edge.tail], head: newIndex[edge.head], operand: edge.operand))
      } else {
        let line = Edge(tail: newIndex[edge.tail], head: newIndex[edge.head])
        if isKnown.insert(line).inserted { result.edges.append(line) }
      }
    }
    return result
  }

  /// The outline with at most `limit` cards: those that are nearest to some, and what counts the
  /// rest.
  ///
  /// O(cards + edges), a few times.
  ///
  /// - Parameters:
  ///   - limit: How many cards there may be; 3 or more.
  ///   - centers: Where the distance is counted from: along the inputs first, then any way.
  ///   - isKept: What may be kept; `nil` for all.
  package func limited(
    to limit: Int, around centers: [Int], within isKept: [Bool]? = nil
  ) -> GraphOutline {
    let order = CardNeighbors(self).byDistance(from: centers).filter { isKept?[$0] ?? true }
    var count = min(order.count, limit)
    while true {
      var nearest = [Bool](repeating: false, count: cards.count)
      for card in order.prefix(count) { nearest[card] = true }
      let outline = keeping(nearest, keepsLone: true)
      let excess = outline.cards.count - limit
      if excess <= 0 || count == 1 { return outline }
      count = max(1, count - (excess + 1) / 2)
    }
  }
}
