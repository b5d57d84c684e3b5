/// The phase that breaks a drawing that is much longer than broad into strips under each other, as a
/// text is broken into lines.
///
/// It is broken where few lines pass; these run back through the room between two strips.
struct Fold {
  /// How far each strip is moved.
  private(set) var moves: [(x: Double, y: Double)] = []
  /// The strip of each rank, from 0.
  private let strips: [Int32]
  /// Items at the end of a strip that are drawn at the beginning of the next, where all their users are.
  private let carried: Set<Int32>
  private(set) var length: Double
  private(set) var breadth: Double
  /// For each strip but the last, where its lines turn behind it, and where before the next.
  private(set) var turns: [(end: Double, start: Double)] = []
  /// For each vertex from which lines lead to the next strip, how far down they run back.
  private var lanes: [Int32: Double] = [:]

  /// The length of about three screens, beyond which a drawing is folded.
  private static let longest = 3840.0
  /// How many times as long as broad a drawing is at least that is folded.
  private static let slimness = 4.0
  private static let shortestStrip = 1280.0
  /// How much longer than broad it is then.
  private static let aspect = 1.6
  /// The most lines that lead from one strip to the next, and where it is folded to fit into a room.
  private static let (mostLines, mostLinesInRoom) = (6, 3)
  /// The room above and below the lines between two strips.
  private static let margin = 18.0
  /// The room beside strips, for lines that turn.
  private static let side = 44.0

  /// `nil` where the drawing is short, or where too many lines pass everywhere.
  ///
  /// O(vertices + segments).
  ///
  /// - Parameter longest: The length that a strip may have; `nil` for what suits the drawing.
  init?(
    _ lattice: Lattice, _ rows: Rows, _ columns: Columns, _ ports: Ports, within longest: Double?
  ) {
    let isLong =
      longest.map { columns.length > $0 }
      ?? (columns.length > Fold.longest && columns.length > Fold.slimness * rows.breadth)
    guard isLong, !lattice.hasTurns else { return nil }
    let area = columns.length * (rows.breadth + 2 * Fold.margin) * Fold.aspect
    let breaks = Fold.breaks(
      lattice, columns,
      within: longest.map { $0 - 2 * Fold.side }
        ?? max(Fold.shortestStrip, min(Fold.longest, area.squareRoot())),
      at: longest == nil ? Fold.mostLines : Fold.mostLinesInRoom)
    if breaks.isEmpty { return nil }
    var strips = [Int32](repeating: 0, count: lattice.rankCount)
    for rank in strips.indices.dropFirst() {
      strips[rank] = strips[rank - 1] + (breaks.contains(rank) ? 1 : 0)
    }
    self.strips = strips
    carried = Fold.carried(over: breaks, lattice)
    (length, breadth) = (0, 0)
    let count = breaks.count + 1
    // The extent of each strip across, and the lines that lead from it to the next.
    var extents = [(least: Double, most: Double)](
      repeating: (.infinity, -.infinity), count: count)
    for vertex in lattice.kinds.indices {
      let index = strip(of: vertex, lattice)
      let (middle, half) = (rows.middles[vertex], ports.spans[vertex] / 2)
      extents[index].least = min(extents[index].least, middle - half)
      extents[index].most = max(extents[index].most, middle + half)
    }
    var leaving = [Set<Int32>](repeating: [], count: count)
    for segment in lattice.segments {
      let before = strip(of: Int(segment.tail), lattice)
      if before != strip(of: Int(segment.head), lattice) { leaving[before].insert(segment.tail) }
    }
    var (top, first) = (0.0, 0)
    for index in 0..<count {
      let last = strips.lastIndex(of: Int32(index)) ?? first
      let start =
        hasCarried(at: first - 1, lattice)
        ? columns.starts[first - 1]
        : columns.starts[first] - (index == 0 ? 0 : columns.approaches[first])
      let move = Fold.side - start
      moves.append((move, top - extents[index].least))
      let end = columns.ends[last] + move
      length = max(length, end + Fold.side)
      top += extents[index].most - extents[index].least
      first = last + 1
      if index == count - 1 { break }
      turns.append((end + 4, Fold.side))
      top += Fold.margin
      // The lowest line turns first, so that none crosses another.
      for vertex in leaving[index].sorted(by: {
        rows.middles[Int($0)] > rows.middles[Int($1)]
      }) {
        let breadth = Ports.breadth(ofLines: max(1, lattice.lines[Int(vertex)]))
        lanes[vertex] = top + breadth / 2
        top += breadth + Spacing.lines
      }
      top += Fold.margin - Spacing.lines
    }
    breadth = top
  }

  /// The strip in which a vertex is drawn.
  func strip(of vertex: Int, _ lattice: Lattice) -> Int {
    let strip = Int(strips[Int(lattice.ranks[vertex])])
    return carried.contains(Int32(vertex)) ? strip + 1 : strip
  }

  /// Whether the last items of a rank are drawn in the next strip.
  func hasCarried(at rank: Int, _ lattice: Lattice) -> Bool {
    carried.contains { Int(lattice.ranks[Int($0)]) == rank }
  }

  private static func carried(over breaks: Set<Int>, _ lattice: Lattice) -> Set<Int32> {
    var carried: Set<Int32> = []
    for vertex in lattice.kinds.indices {
      let rank = Int(lattice.ranks[vertex])
      // Something must be left in the strip that it is taken from.
      if !breaks.contains(rank + 1) || rank == 0 || breaks.contains(rank) { continue }
      if lattice.kinds[vertex] == .item, lattice.incoming.range(of: vertex).isEmpty,
        !lattice.outgoing.range(of: vertex).isEmpty
      {
        carried.insert(Int32(vertex))
      }
    }
    return carried
  }

  /// The ranks that begin a strip, beside the first.
  private static func breaks(
    _ lattice: Lattice, _ columns: Columns, within wanted: Double, at mostLines: Int
  ) -> Set<Int> {
    var lines = [Int](repeating: 0, count: lattice.rankCount)
    for segment in lattice.segments { lines[Int(lattice.ranks[Int(segment.head)])] += 1 }
    var breaks: Set<Int> = []
    var start = columns.starts[0]
    var candidate: Int?
    for rank in 1..<max(1, lattice.rankCount) {
      if columns.ends[rank] - start > wanted, let found = candidate {
        breaks.insert(found)
        start = columns.starts[found]
        candidate = nil
      }
      if lines[rank] <= mostLines && columns.starts[rank] - start > wanted / 3 { candidate = rank }
    }
    return breaks
  }

  /// How far down the lines of a vertex run back to the next strip.
  func lane(from vertex: Int) -> Double { lanes[Int32(vertex)] ?? 0 }
}
