/// The phase that places ranks along the edges, a column each.
struct Columns {
  /// Where each rank begins.
  private(set) var starts: [Double]
  /// Where each rank ends.
  private(set) var ends: [Double]
  /// The length of what fills each column.
  private(set) var fillLengths: [Double]
  /// The room before each column in which lines run straight, for labels and arrowheads.
  private(set) var approaches: [Double]
  /// The length of all of them, from the start of the level to its end.
  private(set) var length: Double

  /// The room for an arrowhead.
  static let leastApproach = 9.0
  /// The room in which lines run from where their labels stand to their ports.
  static let narrowing = 20.0
  /// The room beside a label on both sides.
  private static let labelMargin = 6.0
  /// How much longer a gap is for each point that a line in it rises or falls.
  private static let slope = 0.1
  /// The room for lines that turn.
  private static let turning = 36.0
  /// How far such lines swing out.
  private static let swing = 10.0

  /// O(vertices + segments).
  init(
    _ lattice: Lattice, _ rows: Rows, _ ports: Ports, _ channels: Channels?, _ level: Level
  ) {
    let count = lattice.rankCount
    var lengths = [Double](repeating: 0, count: count)
    fillLengths = lengths
    approaches = [Double](
      repeating: channels == nil ? Columns.leastApproach : 0, count: count)
    for (index, item) in level.items.enumerated() {
      let rank = Int(lattice.ranks[index])
      lengths[rank] = max(lengths[rank], item.length)
      if item.fillsColumn { fillLengths[rank] = max(fillLengths[rank], item.length) }
    }
    for link in level.links where link.labelLength > 0 {
      let rank = Int(lattice.ranks[Int(link.head)])
      let narrowing = ports.isNarrowed[Int(link.head)] ? Columns.narrowing : 0
      let arrow = channels == nil ? Columns.leastApproach : 0
      approaches[rank] = max(
        approaches[rank], Double(link.labelLength) + Columns.labelMargin + arrow + narrowing)
    }
    var rises = [Double](repeating: 0, count: count)
    for (index, segment) in lattice.segments.enumerated() {
      let rank = Int(lattice.ranks[Int(segment.head)])
      let rise =
        rows.middles[Int(segment.head)] + ports.headOffsets[index]
        - rows.middles[Int(segment.tail)] - ports.tailOffsets[index]
      rises[rank] = max(rises[rank], abs(rise))
    }
    starts = [Double](repeating: 0, count: count)
    ends = starts
    var x = level.padding.start + (lattice.hasTurns ? Columns.swing : 0)
    for rank in 0..<count {
      if rank == lattice.firstRank {
        // What comes from outside runs straight to the first column.
        if lattice.hasTurns { x += Columns.turning }
        let label = approaches[rank] - Columns.leastApproach
        if lattice.firstRank > 0 && label > 0 { x += label }
      } else if rank > lattice.lastRank {
        x += Columns.turning
      } else if rank > lattice.firstRank {
        if let channels {
          x += channels.rooms[rank - 1] + approaches[rank]
        } else {
          let gap = Spacing.leastGap + Columns.slope * rises[rank]
          x += min(gap, Spacing.mostGap) + approaches[rank] - Columns.leastApproach
        }
      }
      starts[rank] = x
      x += lengths[rank]
      ends[rank] = x
    }
    length = x + level.padding.end + (lattice.hasTurns ? Columns.swing : 0)
  }
}
