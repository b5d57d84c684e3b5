extension GraphOutline {
  /// The outline with some of its units; the nodes of all others are counted in units of kind
  /// ``Unit/Kind/rest``, one on each side of each unit that is kept.
  ///
  /// What is left out belongs to the unit that it is nearest to, whichever way data flows. Lines
  /// between two units of what is left out are left out as well.
  ///
  /// O(units + edges).
  ///
  /// - Parameters:
  ///   - isKept: For each unit, whether it is kept.
  ///   - keepsLone: Whether a single node is kept where its card would say "+1 more".
  package func keeping(_ isKept: [Bool], keepsLone: Bool = false) -> GraphOutline {
    var isKept = isKept
    let neighbors = UnitNeighbors(self)
    var owners = neighbors.owners(of: isKept)
    // A card for a leaf is no more than a card that says "+1 more".
    let lone = Dictionary(grouping: units.indices.filter { owners[$0] != nil }) { owners[$0] }
      .values.filter { $0.count == 1 && units[$0[0]].members.count == 1 }.map { $0[0] }
    if keepsLone && !lone.isEmpty {
      for unit in lone { isKept[unit] = true }
      owners = neighbors.owners(of: isKept)
    }

    var result = self
    result.units = []
    result.edges = []
    var newPlace = [Int](repeating: 0, count: units.count)
    for unit in units.indices where isKept[unit] {
      newPlace[unit] = result.units.count
      result.units.append(units[unit])
    }
    var rests: [UnitNeighbors.Owner?: Int] = [:]
    for unit in units.indices where !isKept[unit] {
      let rest = rests[owners[unit]] ?? result.units.count
      if rest == result.units.count {
        rests[owners[unit]] = rest
        result.units.append(Unit(kind: .rest, group: nil, frame: nil, members: []))
      }
      newPlace[unit] = rest
      result.units[rest].members += units[unit].members
    }
    for rest in rests.values { result.units[rest].members.sort() }

    var isKnown: Set<Edge> = []
    for edge in edges where isKept[edge.tail] || isKept[edge.head] {
      if isKept[edge.tail] && isKept[edge.head] {
        result.edges.append(
          Edge(tail: newPlace[edge.tail], head: newPlace[edge.head], operand: edge.operand))
      } else {
        let line = Edge(tail: newPlace[edge.tail], head: newPlace[edge.head])
        if isKnown.insert(line).inserted { result.edges.append(line) }
      }
    }
    return result
  }

  /// The outline with at most so many units: those that are nearest to some, and what counts the
  /// rest.
  ///
  /// O(units + edges), a few times.
  ///
  /// - Parameters:
  ///   - limit: How many units there may be; 3 or more.
  ///   - centers: Where the distance is counted from: along the inputs first, then any way.
  ///   - isKept: What may be kept; `nil` for all.
  package func limited(
    to limit: Int, around centers: [Int], within isKept: [Bool]? = nil
  ) -> GraphOutline {
    let order = UnitNeighbors(self).byDistance(from: centers).filter { isKept?[$0] ?? true }
    var count = min(order.count, limit)
    while true {
      var nearest = [Bool](repeating: false, count: units.count)
      for unit in order.prefix(count) { nearest[unit] = true }
      let outline = keeping(nearest, keepsLone: true)
      let excess = outline.units.count - limit
      if excess <= 0 || count == 1 { return outline }
      count = max(1, count - (excess + 1) / 2)
    }
  }
}
