/// The units beside each unit of an outline: those that it takes data from, then those that take
/// data from it.
struct UnitNeighbors {
  /// The unit that a unit that is left out is counted beside, and on which side.
  struct Owner: Hashable {
    let unit: Int
    /// Whether the way to what is left out begins against the data.
    let isUpstream: Bool
  }

  private let inputs: Lists
  private let users: Lists

  init(_ outline: GraphOutline) {
    inputs = Lists(count: outline.units.count, outline.edges.lazy.map { ($0.head, $0.tail) })
    users = Lists(count: outline.units.count, outline.edges.lazy.map { ($0.tail, $0.head) })
  }

  /// For each unit the one of the kept that it is nearest to; `nil` for those themselves, and for
  /// what has no way to any.
  func owners(of isKept: [Bool]) -> [Owner?] {
    var owners = [Owner?](repeating: nil, count: isKept.count)
    var isSeen = isKept
    var queue = isKept.indices.filter { isKept[$0] }
    var next = 0
    while next < queue.count {
      let unit = queue[next]
      next += 1
      func reach(_ neighbor: Int, isUpstream: Bool) {
        if isSeen[neighbor] { return }
        isSeen[neighbor] = true
        owners[neighbor] = owners[unit] ?? Owner(unit: unit, isUpstream: isUpstream)
        queue.append(neighbor)
      }
      for input in inputs[unit] { reach(input, isUpstream: true) }
      for user in users[unit] { reach(user, isUpstream: false) }
    }
    return owners
  }

  /// All units, the nearest to some first: along the inputs, then any way, then what has no way.
  func byDistance(from centers: [Int]) -> [Int] {
    var isSeen = [Bool](repeating: false, count: inputs.count)
    var order: [Int] = []
    func reach(_ unit: Int) {
      if isSeen[unit] { return }
      isSeen[unit] = true
      order.append(unit)
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
    for unit in isSeen.indices { reach(unit) }
    return order
  }

  /// What some units depend on, themselves included.
  func ancestors(of units: [Int]) -> [Bool] { reached(from: units) { inputs[$0] } }

  /// What depends on some units, themselves included.
  func descendants(of units: [Int]) -> [Bool] { reached(from: units) { users[$0] } }

  /// What is at most so many lines away, whichever way data flows.
  func around(_ units: [Int], radius: Int) -> [Bool] {
    reached(from: units, steps: radius) { inputs[$0] + users[$0] }
  }

  private func reached(
    from units: [Int], steps: Int = .max, _ neighbors: (Int) -> ArraySlice<Int>
  ) -> [Bool] {
    var isReached = [Bool](repeating: false, count: inputs.count)
    for unit in units { isReached[unit] = true }
    var front = units
    var step = 0
    while !front.isEmpty && step < steps {
      step += 1
      front = front.flatMap(neighbors).filter { unit in
        defer { isReached[unit] = true }
        return !isReached[unit]
      }
    }
    return isReached
  }

  /// A list of units for each unit, all in one array.
  private struct Lists {
    private var starts: [Int]
    private var units: [Int]

    init(count: Int, _ pairs: some Sequence<(Int, Int)>) {
      starts = Array(repeating: 0, count: count + 1)
      for (unit, _) in pairs { starts[unit + 1] += 1 }
      for unit in 0..<count { starts[unit + 1] += starts[unit] }
      units = Array(repeating: 0, count: starts[count])
      var next = starts
      for (unit, other) in pairs {
        units[next[unit]] = other
        next[unit] += 1
      }
    }

    var count: Int { starts.count - 1 }

    subscript(unit: Int) -> ArraySlice<Int> { units[starts[unit]..<starts[unit + 1]] }
  }
}
