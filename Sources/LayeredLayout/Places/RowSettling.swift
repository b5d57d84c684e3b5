/// Moves what is level as one to the middle of what it is computed from, or, where that is nothing, to
/// its users, as far as its neighbours in the ranks allow.
struct RowSettling {
  private let lattice: Lattice
  private let ordering: Ordering
  private let reaches: [Double]
  private let slopes: LevelSegments

  private static let rounds = 2

  init(_ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ slopes: LevelSegments) {
    (self.lattice, self.ordering, self.slopes) = (lattice, ordering, slopes)
    reaches = ports.reaches
  }

  /// O(rounds · (vertices + segments)).
  func settle(_ middles: inout [Double]) {
    let count = lattice.kinds.count
    var sets = DisjointSets(count: count)
    for index in lattice.segments.indices where slopes.isMain[index] {
      let segment = lattice.segments[index]
      let rise = middles[Int(segment.head)] - middles[Int(segment.tail)]
      if abs(rise - slopes.rises[index]) < 0.01 { sets.join(segment.tail, segment.head) }
    }
    let roots = (0..<Int32(count)).map { sets.root(of: $0) }
    let members = Adjacency(count: count) { add in
      for vertex in 0..<count { add(roots[vertex], Int32(vertex)) }
    }
    // In the order of ranks, so that a round takes a move from one end to the other.
    let order = Adjacency(count: lattice.rankCount) { add in
      for root in 0..<count where roots[root] == Int32(root) {
        add(lattice.ranks[root], Int32(root))
      }
    }.values
    for round in 0..<RowSettling.rounds {
      var hasMoved = false
      for step in order.indices {
        let root = Int(order[round % 2 == 0 ? step : order.count - 1 - step])
        let range = members.range(of: root)
        let distance = distance(of: members, range, roots, middles)
        if abs(distance) < 0.01 { continue }
        for index in range { middles[Int(members.values[index])] += distance }
        hasMoved = true
      }
      if !hasMoved { return }
    }
    for root in order {
      let range = members.range(of: Int(root))
      let distance = distance(of: members, range, roots, middles)
      for index in range { middles[Int(members.values[index])] += distance }
    }
  }

  /// How far the members of a set are to be moved down.
  private func distance(
    of members: Adjacency, _ range: Range<Int>, _ roots: [Int32], _ middles: [Double]
  ) -> Double {
    var (inputs, users) = (Mean(), Mean())
    var (up, down) = (-Double.infinity, Double.infinity)
    for index in range {
      let vertex = Int(members.values[index])
      let root = roots[vertex]
      for link in lattice.incoming.range(of: vertex) {
        let segment = Int(lattice.incoming.values[link])
        let tail = Int(lattice.segments[segment].tail)
        if roots[tail] == root || !slopes.isMain[segment] { continue }
        inputs.add(middles[tail] + slopes.rises[segment] - middles[vertex])
      }
      for link in lattice.outgoing.range(of: vertex) {
        let segment = Int(lattice.outgoing.values[link])
        let head = Int(lattice.segments[segment].head)
        if roots[head] == root { continue }
        users.add(middles[head] - slopes.rises[segment] - middles[vertex])
      }
      let rank = Int(lattice.ranks[vertex])
      let place = Int(ordering.starts[rank] + ordering.positions[vertex])
      if place > Int(ordering.starts[rank]) {
        let above = Int(ordering.order[place - 1])
        if roots[above] != root {
          up = max(up, middles[above] + reaches[above] + reaches[vertex] - middles[vertex])
        }
      }
      if place + 1 < Int(ordering.starts[rank + 1]) {
        let below = Int(ordering.order[place + 1])
        if roots[below] != root {
          down = min(down, middles[below] - reaches[below] - reaches[vertex] - middles[vertex])
        }
      }
    }
    guard let wanted = inputs.value ?? users.value else { return 0 }
    return max(min(up, 0), min(max(down, 0), wanted))
  }

  private struct Mean {
    private var sum = 0.0
    private var count = 0.0

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }

    var value: Double? { count == 0 ? nil : sum / count }
  }
}

/// Sets that grow together.
private struct DisjointSets {
  private var parents: [Int32]

  init(count: Int) { parents = (0..<Int32(count)).map { $0 } }

  mutating func root(of member: Int32) -> Int32 {
    var member = member
    while parents[Int(member)] != member {
      parents[Int(member)] = parents[Int(parents[Int(member)])]
      member = parents[Int(member)]
    }
    return member
  }

  /// The smaller root stays one.
  mutating func join(_ a: Int32, _ b: Int32) {
    let (a, b) = (root(of: a), root(of: b))
    parents[Int(max(a, b))] = min(a, b)
  }
}
