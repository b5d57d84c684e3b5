/// Where everything is in a level of one kind, from its upper left corner.
///
/// A class, since many levels have it in common.
final class Placement {
  let level: Level
  let lattice: Lattice
  let ordering: Ordering
  let ports: Ports
  let rows: Rows
  /// Where lines with right angles turn; `nil` where lines are curves.
  let channels: Channels?
  let columns: Columns
  let tracks: Tracks
  let fold: Fold?
  let children: [Placement]
  private(set) var length: Double
  private(set) var breadth: Double
  /// Where on its side the title begins.
  private(set) var titleStart = 4.0
  /// For each link that leads outside, how far down it crosses the side.
  private(set) var linkRows: [Double] = []
  /// For each link that leads outside, its place among these rows.
  private(set) var slots: [Int32] = []
  private(set) var rowOfSlot: [Double] = []

  var slotCount: Int32 { Int32(max(1, rowOfSlot.count)) }

  /// Lays a level out: a list of phases, each a value that is made from those before it.
  init(
    of level: Level, _ children: [Placement], willBegin: (LayoutPhase) -> Void = { _ in }
  ) {
    var level = level
    for item in level.items.indices where level.items[item].kind >= 0 {
      let child = children[Int(level.items[item].kind)]
      level.items[item].length = child.length
      level.items[item].breadth = child.breadth
    }
    let (ranking, lattice, ordering) = Placement.order(level, children, willBegin)
    (self.lattice, self.ordering) = (lattice, ordering)
    willBegin(.places)
    let depths = lattice.depths(ranking)
    ports = Ports(lattice, ordering, depths, level, children)
    rows = Rows(lattice, ordering, ports, depths)
    let isSquare = level.lineShape == .square
    channels = isSquare ? Channels(lattice, rows, ports, level) : nil
    columns = Columns(lattice, rows, ports, channels, level)
    tracks = Tracks(lattice, ordering, ports, level)
    fold =
      level.isFrame || isSquare
      ? nil : Fold(lattice, rows, columns, ports, within: level.longestLine)
    self.level = level
    self.children = children
    length = fold?.length ?? columns.length
    breadth = (fold?.breadth ?? rows.breadth) + level.padding.top + level.padding.bottom
    if !level.isFrame { return }
    if level.padding.titleSide == .top {
      length = max(length, level.padding.title + 2 * Spacing.frame)
    }
    findRows()
    if level.padding.titleSide != .top { placeTitle() }
  }

  /// The graphs of which another ranking is tried, where lines cross with the first.
  private static let small = 400

  private typealias Order = (ranking: Ranking, lattice: Lattice, ordering: Ordering)

  /// The order with the fewest crossings of some ways to find one.
  private static func order(
    _ level: Level, _ children: [Placement], _ willBegin: (LayoutPhase) -> Void
  ) -> Order {
    func order(isEager: Bool, sharesPoints: Bool) -> Order {
      willBegin(.ranks)
      let ranking = Ranking(of: level, isEager: isEager)
      willBegin(.order)
      let lattice = Lattice(level, ranking, children, sharesPoints: sharesPoints)
      return (ranking, lattice, Ordering(of: lattice, level))
    }
    var best = order(isEager: false, sharesPoints: true)
    if best.ordering.crossings == 0 || level.links.count > small { return best }
    // Lines of a box that many use would take much room beside each other.
    let canPart =
      level.lineShape == .curved && (best.lattice.lines.max() ?? 0) <= Tracks.mostApart
    for (isEager, sharesPoints) in [(true, true), (false, false), (true, false)]
    where sharesPoints || canPart {
      let other = order(isEager: isEager, sharesPoints: sharesPoints)
      if other.ordering.crossings < best.ordering.crossings { best = other }
    }
    return best
  }

  /// How far down vertices are moved by what is over them.
  var top: Double { level.padding.top }

  private func findRows() {
    linkRows = [Double](repeating: 0, count: level.links.count)
    slots = [Int32](repeating: 0, count: level.links.count)
    let outside = level.links.indices.filter {
      level.links[$0].tail < 0 || level.links[$0].head < 0
    }
    for index in outside {
      var (first, last): (Double?, Double) = (nil, 0)
      forEachRun(of: index) { run in
        first = first ?? run.y
        last = run.y
      }
      linkRows[index] = level.links[index].tail < 0 ? first ?? 0 : last
    }
    for index in outside.sorted(by: { linkRows[$0] < linkRows[$1] }) {
      if rowOfSlot.isEmpty || linkRows[index] > rowOfSlot[rowOfSlot.count - 1] {
        rowOfSlot.append(linkRows[index])
      }
      slots[index] = Int32(rowOfSlot.count - 1)
    }
  }

  /// Finds room for a title on the side of lines that come in, or go out.
  private func placeTitle() {
    let room = Spacing.frame
    let isAtStart = level.padding.titleSide == .start
    let crossing = level.links.indices.filter {
      isAtStart ? level.links[$0].tail < 0 : level.links[$0].head < 0
    }
    for row in crossing.map({ linkRows[$0] }).sorted()
    where row - room / 2 < titleStart + level.padding.title {
      titleStart = max(titleStart, row + room / 2)
    }
    breadth = max(breadth, titleStart + level.padding.title + room)
  }

  // MARK: Items

  /// The middle of a vertex across the edges.
  func middle(of vertex: Int) -> Double { rows.middles[vertex] + top + moveOf(vertex).y }

  /// How far a vertex is moved by the fold.
  func moveOf(_ vertex: Int) -> (x: Double, y: Double) {
    fold.map { $0.moves[$0.strip(of: vertex, lattice)] } ?? (0, 0)
  }

  /// Where the column of a vertex begins, and where it ends.
  func column(of vertex: Int) -> (start: Double, end: Double) {
    let (rank, move) = (Int(lattice.ranks[vertex]), moveOf(vertex).x)
    return (columns.starts[rank] + move, columns.ends[rank] + move)
  }

  /// The length that an item is drawn with.
  func length(of item: Int) -> Double {
    level.items[item].fillsColumn
      ? columns.fillLengths[Int(lattice.ranks[item])] : level.items[item].length
  }

  /// Where an item begins along the edges.
  func start(of item: Int) -> Double {
    let (start, end) = column(of: item)
    let isCentered = level.items[item].isRound && level.items[item].ellipse == nil
    return isCentered ? (start + end - level.items[item].length) / 2 : start
  }
}
