/// Where everything is in a level of one kind, from its upper left corner.
///
/// A class, since many levels have it in common.
final class Placement {
  let level: Level
  let lattice: Lattice
  let ordering: Ordering
  let ports: Ports
  let rows: Rows
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
    columns = Columns(lattice, rows, ports, level)
    tracks = Tracks(lattice, ordering, ports, level)
    fold = level.padding.title == 0 ? Fold(lattice, rows, columns, ports) : nil
    self.level = level
    self.children = children
    length = fold?.length ?? columns.length
    breadth = (fold?.breadth ?? rows.breadth) + level.padding.top + level.padding.bottom
    if level.padding.title == 0 { return }
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
    let canPart = (best.lattice.lines.max() ?? 0) <= Tracks.mostApart
    for (isEager, sharesPoints) in [(true, true), (false, false), (true, false)]
    where sharesPoints || canPart {
      let other = order(isEager: isEager, sharesPoints: sharesPoints)
      if other.ordering.crossings < best.ordering.crossings { best = other }
    }
    return best
  }

  /// How far down vertices are moved by what is over them.
  private var top: Double { level.padding.top }

  private func findRows() {
    linkRows = [Double](repeating: 0, count: level.links.count)
    slots = [Int32](repeating: 0, count: level.links.count)
    for (index, link) in level.links.enumerated() where link.tail < 0 || link.head < 0 {
      var first: Double?
      var last = 0.0
      forEachRun(of: index) { run in
        if first == nil { first = run.y }
        last = run.y
      }
      linkRows[index] = link.tail < 0 ? first ?? 0 : last
    }
    let outside = level.links.indices.filter {
      level.links[$0].tail < 0 || level.links[$0].head < 0
    }
    let sorted = outside.sorted { linkRows[$0] < linkRows[$1] }
    for index in sorted {
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

  /// The middle of an item across the edges.
  func middle(of item: Int) -> Double { middle(ofVertex: item) }

  private func middle(ofVertex vertex: Int) -> Double {
    rows.middles[vertex] + top + moveOf(vertex).y
  }

  /// How far a vertex is moved by the fold.
  private func moveOf(_ vertex: Int) -> (x: Double, y: Double) {
    fold.map { $0.moves[$0.strip(of: vertex, lattice)] } ?? (0, 0)
  }

  /// Where the column of a vertex begins, and where it ends.
  private func column(of vertex: Int) -> (start: Double, end: Double) {
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
    return level.items[item].isRound ? (start + end - level.items[item].length) / 2 : start
  }

  // MARK: Lines

  /// A piece of a line that runs along the edges, forwards or back.
  struct Run {
    var start: Double
    var end: Double
    var y: Double
    /// Whether it is beside the box that the line leaves.
    var isBesideTail = false
    /// Where the label of the line ends, which stands beside this piece.
    var labelEnd: Double?
  }

  /// The room in which a link may rise or fall beside its tail, before the column ends.
  func corridor(of link: Int) -> ClosedRange<Double> {
    let item = Int(level.links[link].tail)
    let rank = Int(lattice.ranks[item])
    let place = Int(ordering.starts[rank] + ordering.positions[item])
    var (low, high) = (top, breadth - level.padding.bottom)
    if place > Int(ordering.starts[rank]) {
      let above = Int(ordering.order[place - 1])
      low = middle(ofVertex: above) + ports.spans[above] / 2 + 3
    }
    if place + 1 < Int(ordering.starts[rank + 1]) {
      let below = Int(ordering.order[place + 1])
      high = middle(ofVertex: below) - ports.spans[below] / 2 - 3
    }
    if level.padding.titleSide == .end {
      // Beside the title, on its side of it.
      if rowOfTail(level.links[link]) < titleStart {
        high = min(high, titleStart - 3)
      } else {
        low = max(low, titleStart + level.padding.title + 3)
      }
    }
    return low...max(low, high)
  }

  /// The pieces of a link in this level, from its tail to its head.
  func forEachRun(of index: Int, _ body: (Run) -> Void) {
    let link = level.links[index]
    let way = lattice.ways[index]
    let drawn = tracks.drawn[index]
    var last = -1
    if link.tail >= 0 && drawn == 0 {
      let tail = Int(link.tail)
      let end = column(of: tail).end
      body(
        Run(
          start: start(of: tail) + length(of: tail), end: end, y: rowOfTail(link),
          isBesideTail: true))
      last = tail
    }
    if way.count > 0 && lattice.kinds[Int(way.first)] == .turn {
      forEachRun(ofLoop: way, body)
    } else if way.count > drawn {
      // The point where the line before it parted is its first, where there is one.
      for step in max(0, drawn - 1)..<way.count {
        let point = Int(way.first + step)
        let end = column(of: point).end
        if last >= 0 { runBack(from: last, to: point, of: index, body) }
        let isFirst = link.tail < 0 && step == 0
        let isLast = link.head < 0 && step == way.count - 1
        body(
          Run(
            start: isFirst ? 0 : step < drawn ? end : approach(of: point, after: last),
            end: isLast ? length : end, y: middle(ofVertex: point) + tracks.offsets[index]))
        last = point
      }
    }
    if link.head < 0 {
      if way.count == 0 {
        // It runs on to the side of the frame.
        let end = column(of: Int(link.tail)).end
        body(Run(start: end, end: length, y: rowOfTail(link), isBesideTail: true))
      }
      return
    }
    if last >= 0 { runBack(from: last, to: Int(link.head), of: index, body) }
    finish(index, isFirst: link.tail < 0 && way.count == 0, after: last, body)
  }

  /// The pieces of a link before its head.
  private func finish(
    _ index: Int, isFirst: Bool, after last: Int, _ body: (Run) -> Void
  ) {
    let link = level.links[index]
    let head = Int(link.head)
    let item = level.items[head]
    let column = column(of: head).start
    if item.kind >= 0 {
      let start = crossesFold(last, head) ? approach(of: head, after: last) : column
      return body(Run(start: isFirst ? 0 : start, end: self.start(of: head), y: rowOfHead(link)))
    }
    let offset = ports.linkOffsets[index]
    // Lines that meet in a point do so without an arrowhead.
    let isDirect = link.isCentered && item.isRound
    let isStraight = isDirect && !crossesFold(last, head)
    var start = isFirst ? 0 : isStraight ? column : approach(of: head, after: last)
    let isNarrowed = ports.isNarrowed[head]
    if isNarrowed {
      // From where its label stands it runs to its port.
      let turn = column - Columns.leastApproach
      let row = middle(of: head) + ports.rowOffsets[index]
      let end = turn - Columns.narrowing
      body(Run(start: start, end: end, y: row, labelEnd: end))
      start = turn
    }
    var end = self.start(of: head)
    if item.isRound {
      let part = min(1, abs(offset) / (item.leastBreadth / 2))
      end += item.length / 2 * (1 - (1 - part * part).squareRoot())
    }
    let labelEnd = isNarrowed ? nil : column - Columns.leastApproach - 2
    body(Run(start: start, end: end, y: middle(of: head) + offset, labelEnd: labelEnd))
  }

  /// Where a line ends to rise or fall before a vertex.
  private func approach(of vertex: Int, after last: Int) -> Double {
    let rank = Int(lattice.ranks[vertex])
    if let fold, crossesFold(last, vertex), !fold.hasCarried(at: rank - 1, lattice) {
      return fold.turns[fold.strip(of: last, lattice)].start
    }
    return columns.starts[rank] - columns.approaches[rank] + moveOf(vertex).x
  }

  /// Whether a line leads from one strip to the next between two vertices.
  private func crossesFold(_ tail: Int, _ head: Int) -> Bool {
    guard let fold, tail >= 0 else { return false }
    return fold.strip(of: tail, lattice) != fold.strip(of: head, lattice)
  }

  /// The piece between two strips, where a link leads from one to the next.
  private func runBack(from tail: Int, to head: Int, of index: Int, _ body: (Run) -> Void) {
    guard let fold, crossesFold(tail, head) else { return }
    let before = fold.strip(of: tail, lattice)
    let turn = fold.turns[before]
    let track = lattice.kinds[tail] == .passage ? tracks.offsets[index] : 0
    let lane = fold.lane(from: tail)
    // Tracks change sides twice where their line turns.
    body(Run(start: turn.end, end: turn.start, y: top + lane - track))
    let rank = Int(lattice.ranks[tail])
    if !fold.hasCarried(at: rank, lattice) { return }
    // It passes what is drawn before the next rank where its tail would stand.
    let row =
      lattice.kinds[tail] == .item
      ? rowOfTail(level.links[index]) : middle(ofVertex: tail) + tracks.offsets[index]
    let move = fold.moves[before + 1]
    body(
      Run(
        start: turn.start, end: columns.ends[rank] + move.x,
        y: row - fold.moves[before].y + move.y))
  }

  /// How far down a link leaves its tail.
  private func rowOfTail(_ link: Level.Link) -> Double {
    let tail = Int(link.tail)
    let kind = level.items[tail].kind
    if kind < 0 { return middle(of: tail) }
    let child = children[Int(kind)]
    return middle(of: tail) + child.linkRows[Int(link.tailLink)] - child.breadth / 2
  }

  /// How far down a link enters the frame that is its head.
  private func rowOfHead(_ link: Level.Link) -> Double {
    let child = children[Int(level.items[Int(link.head)].kind)]
    return middle(of: Int(link.head)) + child.linkRows[Int(link.headLink)] - child.breadth / 2
  }

  /// From the first turn back to the second, which is the last vertex.
  private func forEachRun(ofLoop way: Lattice.Way, _ body: (Run) -> Void) {
    let (first, last) = (Int(way.first), Int(way.first + way.count - 1))
    // A piece shows the way that it goes, however short it is.
    let step = 0.01
    let (turn, y) = (columns.starts[Int(lattice.ranks[first])], middle(ofVertex: first))
    body(Run(start: turn - step, end: turn, y: y - Ports.turn))
    body(Run(start: turn, end: turn - step, y: y + Ports.turn))
    for point in first + 1..<last {
      let (start, end) = column(of: point)
      body(Run(start: end, end: start, y: middle(ofVertex: point)))
    }
    let (back, row) = (columns.ends[Int(lattice.ranks[last])], middle(ofVertex: last))
    body(Run(start: back, end: back - step, y: row + Ports.turn))
    body(Run(start: back - step, end: back, y: row - Ports.turn))
  }
}
