/// The phase that places the vertices of each rank across the edges, in their order.
///
/// What belongs together is level: a box with the deepest of what it is computed from, and the points
/// of a long line. Four placements, each as far up or down as can be and level with what is before or
/// behind, are averaged (Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment", 2001);
/// then what is level moves as one to the middle of what it is computed from, or else to its users.
struct Rows {
  /// The middle of each vertex.
  private(set) var middles: [Double]
  /// The breadth of all of them; the least middle minus half its breadth is 0.
  let breadth: Double

  /// O(vertices + segments · log of the most segments at one vertex).
  init(_ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ depths: [Int32]) {
    middles =
      Rows.isTangled(lattice, ordering)
      ? RowRelaxation(lattice, ordering, ports).middles()
      : Rows.level(lattice, ordering, ports, depths)
    let extent = Rows.extent(of: middles, ports.spans)
    for vertex in middles.indices { middles[vertex] -= extent.least }
    breadth = extent.most - extent.least
  }

  /// The middles of vertices of which what belongs together is level.
  private static func level(
    _ lattice: Lattice, _ ordering: Ordering, _ ports: Ports, _ depths: [Int32]
  ) -> [Double] {
    let slopes = LevelSegments(lattice, ordering, ports, depths)
    let blocks = LevelBlocks(lattice, ordering, ports, slopes)
    var placements: [[Double]] = []
    for isDown in [true, false] {
      for isUpward in [true, false] {
        placements.append(blocks.placement(isDown: isDown, isUpward: isUpward))
      }
    }
    var middles = Rows.balanced(placements, ports.spans)
    RowSettling(lattice, ordering, ports, slopes).settle(&middles)
    return middles
  }

  /// The vertices of a graph that is small enough to be drawn as it is, tangled or not.
  private static let small = 100

  /// Whether lines cross so much that level ones would only take room.
  private static func isTangled(_ lattice: Lattice, _ ordering: Ordering) -> Bool {
    lattice.kinds.count > small && ordering.crossings > lattice.segments.count / 3
  }

  private static func extent(
    of middles: [Double], _ spans: [Double]
  ) -> (least: Double, most: Double) {
    if middles.isEmpty { return (0, 0) }
    var (least, most) = (Double.infinity, -Double.infinity)
    for vertex in middles.indices {
      least = min(least, middles[vertex] - spans[vertex] / 2)
      most = max(most, middles[vertex] + spans[vertex] / 2)
    }
    return (least, most)
  }

  /// The mean of the two middle ones of four placements, moved to where the narrowest is.
  private static func balanced(_ placements: [[Double]], _ spans: [Double]) -> [Double] {
    let extents = placements.map { extent(of: $0, spans) }
    let narrowest = extents.min { $0.most - $0.least < $1.most - $1.least } ?? (0, 0)
    // Those that go up keep their upper side, the others their lower one.
    let moves = extents.enumerated().map { index, extent in
      index % 2 == 0 ? narrowest.least - extent.least : narrowest.most - extent.most
    }
    let (p, q, r, s) = (placements[0], placements[1], placements[2], placements[3])
    return spans.indices.map { vertex in
      let (a, b) = (p[vertex] + moves[0], q[vertex] + moves[1])
      let (c, d) = (r[vertex] + moves[2], s[vertex] + moves[3])
      return (max(min(a, b), min(c, d)) + min(max(a, b), max(c, d))) / 2
    }
  }
}
