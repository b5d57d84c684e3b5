/// The phase that orders the vertices of each rank, so that lines cross as little as can be found.
///
/// Sweeps over all ranks put each vertex at the mean or the median of its neighbours, and neighbours in
/// a rank change places where that saves crossings (Gansner, Koutsofios, North and Vo, "A Technique for
/// Drawing Directed Graphs", 1993). What enters an ordered box has places of its own there, so that
/// operands out of order count as crossings.
struct Ordering {
  /// The vertices, rank by rank, from the top.
  let order: [Int32]
  /// Where each rank begins in ``order``.
  let starts: [Int32]
  /// Where each vertex stands in its rank.
  let positions: [Int32]
  /// How many times lines cross.
  let crossings: Int

  /// The most vertices and segments of a graph that is looked at closely.
  private static let small = 4000
  /// How many vertices and segments are looked at before a search ends, in small graphs and in others.
  private static let work = (small: 60_000, others: 20_000)
  private static let mostRounds = 24
  private static let fewestRounds = 2
  /// The most orders that a search begins with.
  private static let mostStarts = 12

  /// O(rounds · (vertices + segments · log of the widest rank)).
  init(of lattice: Lattice, _ level: Level) {
    var search = OrderSearch(lattice, level)
    let size = lattice.segments.count + lattice.kinds.count
    let isSmall = size < Ordering.small
    let work = isSmall ? Ordering.work.small : Ordering.work.others
    let affordable = work / max(1, size)
    let rounds = max(Ordering.fewestRounds, min(Ordering.mostRounds, affordable))
    for start in 0..<max(1, min(Ordering.mostStarts, affordable / rounds)) {
      search.begin(start)
      search.improve(rounds: rounds, passes: isSmall ? 4 : 1)
      if search.best == 0 { break }
    }
    starts = search.rankStarts
    order = search.bestOrder
    crossings = search.best
    var positions = [Int32](repeating: 0, count: order.count)
    for rank in 0..<lattice.rankCount {
      for index in starts[rank]..<starts[rank + 1] {
        positions[Int(order[Int(index)])] = index - starts[rank]
      }
    }
    self.positions = positions
  }
}
