/// A level whose links were cut into segments from one rank to the next.
///
/// Beside the items it has points where lines pass a rank. Lines of one box run together until they
/// part: a chain of points for all of them, so that what many use costs no more than its length.
///
/// A class, since a copy of its arrays for each phase would cost more than some phases.
final class Lattice {
  /// What stands in a rank.
  enum Vertex: UInt8 {
    case item
    /// Where lines of one box come in from outside.
    case entry
    /// Where lines of one box pass.
    case passage
    /// Where a line that runs backwards turns.
    case turn
  }

  /// A piece of one or more links, from a rank to the next.
  struct Segment {
    var tail: Int32
    var head: Int32
    /// Where at the tail it begins, counted from the top.
    var tailSlot: Int32
    /// Where at the head it ends, counted from the top.
    var headSlot: Int32
    /// How many lines it has.
    var weight: Int32
    /// The link whose end it is; -1 for a piece between two points.
    var link: Int32
  }

  /// The points that a link runs through.
  struct Way {
    /// The first; the others are the ones with the numbers that follow.
    var first: Int32 = 0
    var count: Int32 = 0
  }

  let kinds: [Vertex]
  /// Which items are frames.
  private let frames: [Bool]
  let ranks: [Int32]
  let segments: [Segment]
  /// How many places there are at each vertex where lines leave, and where they enter.
  let tailSlots: [Int32]
  let headSlots: [Int32]
  /// How many lines pass at most where this point and those before it are; 0 for items.
  let lines: [Int32]
  /// For each link, the points that it runs through.
  let ways: [Way]
  /// For each link, which one it is of those that enter its head.
  let operands: [Int32]
  /// How many ranks there are, with those of what is outside.
  let rankCount: Int
  /// Whether lines turn before the first column and behind the last.
  let hasTurns: Bool
  /// The rank of the first column.
  let firstRank: Int
  /// The rank of the last column.
  let lastRank: Int
  /// The segments that leave each vertex.
  let outgoing: Adjacency
  /// The segments that enter each vertex.
  let incoming: Adjacency

  /// O(items + links + length of what many links share).
  ///
  /// - Parameter sharesPoints: Whether lines of one box run together.
  init(
    _ level: Level, _ ranking: Ranking, _ children: [Placement], sharesPoints: Bool = true
  ) {
    var builder = LatticeBuilder(level, ranking, children)
    builder.run(sharesPoints: sharesPoints)
    kinds = builder.kinds
    frames = level.items.map { $0.kind >= 0 }
    ranks = builder.ranks
    segments = builder.segments
    tailSlots = builder.tailSlots
    headSlots = builder.headSlots
    lines = builder.lines
    ways = builder.ways
    operands = builder.operands
    hasTurns = builder.hasTurns
    firstRank = builder.firstRank
    lastRank = builder.lastRank
    rankCount = lastRank + 1 + (hasTurns ? 1 : 0)
    let made = segments
    outgoing = Adjacency(count: kinds.count) { add in
      for index in made.indices { add(made[index].tail, Int32(index)) }
    }
    incoming = Adjacency(count: kinds.count) { add in
      for index in made.indices { add(made[index].head, Int32(index)) }
    }
  }
}

extension Lattice {
  /// Whether a vertex is a frame.
  func isFrame(_ vertex: Int) -> Bool { vertex < frames.count && frames[vertex] }

  /// How long the longest way to each vertex is; a long line is as deep as the box that it comes from.
  func depths(_ ranking: Ranking) -> [Int32] {
    var depths = ranking.depths + [Int32](repeating: 0, count: kinds.count - ranking.depths.count)
    for segment in segments where kinds[Int(segment.head)] == .passage {
      depths[Int(segment.head)] = depths[Int(segment.tail)]
    }
    return depths
  }
}
