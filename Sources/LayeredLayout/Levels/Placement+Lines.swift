/// How lines run through a level.
extension Placement {
  /// A piece of a line that runs along the edges, forwards or back.
  struct Run {
    var start: Double
    var end: Double
    var y: Double
    /// Where a line with right angles turns to this piece from the one before.
    var turn: Double?
    /// Whether it is beside the box that the line leaves.
    var isBesideTail = false
    /// Where the label of the line ends, which stands beside this piece.
    var labelEnd: Double?
    /// Whether it stands below the piece, and not above.
    var isLabelBelow = false
  }

  /// The room in which a link may rise or fall beside its tail, before the column ends.
  func corridor(of link: Int) -> ClosedRange<Double> {
    let item = Int(level.links[link].tail)
    let rank = Int(lattice.ranks[item])
    let place = Int(ordering.starts[rank] + ordering.positions[item])
    var (low, high) = (top, breadth - level.padding.bottom)
    if place > Int(ordering.starts[rank]) {
      let above = Int(ordering.order[place - 1])
      low = middle(of: above) + ports.spans[above] / 2 + 3
    }
    if place + 1 < Int(ordering.starts[rank + 1]) {
      let below = Int(ordering.order[place + 1])
      high = middle(of: below) - ports.spans[below] / 2 - 3
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
            end: isLast ? length : end, y: middle(of: point) + tracks.offsets[index],
            turn: channels.flatMap { last < 0 ? nil : columnEnd(of: last) + $0.turn(into: point) }))
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
    var turn = channels.flatMap { last < 0 ? nil : columnEnd(of: last) + $0.turn(of: index) }
    if item.kind >= 0 {
      let start = crossesFold(last, head) ? approach(of: head, after: last) : column
      return body(
        Run(
          start: isFirst ? 0 : start, end: self.start(of: head), y: rowOfHead(link), turn: turn))
    }
    let offset = ports.linkOffsets[index]
    // Lines that meet in a point do so without an arrowhead.
    let isDirect = link.isCentered && item.isRound
    let isStraight = isDirect && !crossesFold(last, head)
    var start = isFirst ? 0 : isStraight ? column : approach(of: head, after: last)
    let isNarrowed = ports.isNarrowed[head]
    // Wires have no arrowheads.
    let arrow = channels == nil ? Columns.leastApproach : 0
    if isNarrowed {
      // From where its label stands it runs to its port.
      let next = column - arrow
      let row = middle(of: head) + ports.rowOffsets[index]
      let end = next - Columns.narrowing
      body(Run(start: start, end: end, y: row, turn: turn, labelEnd: end))
      start = next
      // The further from the middle, the later, so that none crosses another.
      turn = channels.map { _ in
        end + Columns.narrowing * abs(ports.rowOffsets[index]) * 2 / ports.spans[head]
      }
    }
    var end = self.start(of: head)
    if item.isRound {
      let part = min(1, abs(offset) / (item.entered.breadth / 2))
      end += item.entered.length / 2 * (1 - (1 - part * part).squareRoot())
    }
    let labelEnd = isNarrowed ? nil : column - arrow - 2
    body(
      Run(
        start: start, end: end, y: middle(of: head) + offset, turn: turn, labelEnd: labelEnd,
        isLabelBelow: ports.isLabelBelow[index]))
  }

  private func columnEnd(of vertex: Int) -> Double { column(of: vertex).end }

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
      ? rowOfTail(level.links[index]) : middle(of: tail) + tracks.offsets[index]
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
    let (turn, y) = (columns.starts[Int(lattice.ranks[first])], middle(of: first))
    body(Run(start: turn - step, end: turn, y: y - Ports.turn))
    body(Run(start: turn, end: turn - step, y: y + Ports.turn))
    for point in first + 1..<last {
      let (start, end) = column(of: point)
      body(Run(start: end, end: start, y: middle(of: point)))
    }
    let (back, row) = (columns.ends[Int(lattice.ranks[last])], middle(of: last))
    body(Run(start: back, end: back - step, y: row + Ports.turn))
    body(Run(start: back - step, end: back, y: row - Ports.turn))
  }
}
