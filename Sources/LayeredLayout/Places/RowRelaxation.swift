/// Rows of tangled graphs, where lines cross so much that there is nothing to keep level: every vertex
/// goes to the mean of its neighbours, as near as those beside it allow.
///
/// A rank at a time, that is an isotonic regression: neighbours that want to pass each other are pooled,
/// and share a mean (Best and Chakravarti, "Active Set Algorithms for Isotonic Regression", 1990).
struct RowRelaxation {
  private let lattice: Lattice
  private let ordering: Ordering
  private let ports: Ports

  private static let sweeps = 4
  /// How much more the pieces of long lines count than others.
  private static let straightness = 3.0

  init(_ lattice: Lattice, _ ordering: Ordering, _ ports: Ports) {
    (self.lattice, self.ordering, self.ports) = (lattice, ordering, ports)
  }

  /// The middle of each vertex.
  ///
  /// O(sweeps · (vertices + segments)).
  func middles() -> [Double] {
    var middles = [Double](repeating: 0, count: lattice.kinds.count)
    var pool = Pool()
    for rank in 0..<lattice.rankCount { pack(rank, &middles) }
    for sweep in 0..<RowRelaxation.sweeps {
      let isLast = sweep == RowRelaxation.sweeps - 1
      for rank in 1..<max(1, lattice.rankCount) {
        relax(rank, looksBack: true, looksAhead: isLast, &pool, &middles)
      }
      for rank in (0..<max(0, lattice.rankCount - 1)).reversed() {
        relax(rank, looksBack: isLast, looksAhead: true, &pool, &middles)
      }
    }
    return middles
  }

  private func range(_ rank: Int) -> Range<Int> {
    Int(ordering.starts[rank])..<Int(ordering.starts[rank + 1])
  }

  /// Puts the vertices of a rank beside each other, around 0.
  private func pack(_ rank: Int, _ middles: inout [Double]) {
    var place = 0.0
    for index in range(rank) {
      let vertex = Int(ordering.order[index])
      middles[vertex] = place + ports.reaches[vertex]
      place += 2 * ports.reaches[vertex]
    }
    for index in range(rank) { middles[Int(ordering.order[index])] -= place / 2 }
  }

  /// Neighbours in a rank that stand as close as they can, around where they want to be.
  private struct Pool {
    /// For each block: the mean of what its members want, less their places in it; its weight; and
    /// the number of its members.
    var blocks: [(mean: Double, weight: Double, count: Int)] = []
    var offsets: [Double] = []
  }

  private func relax(
    _ rank: Int, looksBack: Bool, looksAhead: Bool, _ pool: inout Pool, _ middles: inout [Double]
  ) {
    pool.blocks.removeAll(keepingCapacity: true)
    pool.offsets.removeAll(keepingCapacity: true)
    var offset = 0.0
    var previous = 0.0
    let range = range(rank)
    for index in range {
      let vertex = Int(ordering.order[index])
      if index > range.lowerBound { offset += previous + ports.reaches[vertex] }
      previous = ports.reaches[vertex]
      pool.offsets.append(offset)
      let (wanted, weight) = wanted(
        vertex, looksBack: looksBack, looksAhead: looksAhead, middles)
      var block = (mean: wanted - offset, weight: weight, count: 1)
      while let last = pool.blocks.last, last.mean >= block.mean {
        pool.blocks.removeLast()
        let sum = last.weight + block.weight
        block = (
          (last.mean * last.weight + block.mean * block.weight) / sum, sum,
          last.count + block.count
        )
      }
      pool.blocks.append(block)
    }
    var place = range.lowerBound
    for block in pool.blocks {
      for _ in 0..<block.count {
        middles[Int(ordering.order[place])] =
          block.mean + pool.offsets[place - range.lowerBound]
        place += 1
      }
    }
  }

  /// The mean of a vertex's neighbours, and how much that counts; what has none stays where it is.
  private func wanted(
    _ vertex: Int, looksBack: Bool, looksAhead: Bool, _ middles: [Double]
  ) -> (place: Double, weight: Double) {
    var (sum, weight) = (0.0, 0.0)
    let isLine = lattice.kinds[vertex] == .passage
    func add(_ index: Int32, _ other: Int, _ distance: Double) {
      let isStraight = isLine && lattice.kinds[other] == .passage
      let strength = isStraight ? RowRelaxation.straightness : 1
      sum += strength * (middles[other] + distance)
      weight += strength
    }
    if looksBack {
      for link in lattice.incoming.range(of: vertex) {
        let index = lattice.incoming.values[link]
        let distance = ports.tailOffsets[Int(index)] - ports.headOffsets[Int(index)]
        add(index, Int(lattice.segments[Int(index)].tail), distance)
      }
    }
    if looksAhead {
      for link in lattice.outgoing.range(of: vertex) {
        let index = lattice.outgoing.values[link]
        let distance = ports.headOffsets[Int(index)] - ports.tailOffsets[Int(index)]
        add(index, Int(lattice.segments[Int(index)].head), distance)
      }
    }
    return weight == 0 ? (middles[vertex], 0.1) : (sum / weight, weight)
  }
}
