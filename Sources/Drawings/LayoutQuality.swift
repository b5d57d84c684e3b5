/// How well a layout can be read: what a ruler says of its lines.
///
/// Lines are measured as they are drawn, sixteen pieces to a Bézier segment. Contacts within 6 points of
/// an end of both lines are no crossings: that is where lines leave one box, or enter one.
public struct LayoutQuality: Sendable, Equatable {
  /// How many times lines cross.
  public private(set) var crossings = 0
  /// How many times a line runs through a box that is not at one of its ends.
  public private(set) var struckBoxes = 0
  /// How many times a line runs over the title of a frame.
  public private(set) var struckTitles = 0
  /// How many pairs of boxes overlap.
  public private(set) var overlaps = 0
  /// The mean length of a line, in points.
  public private(set) var meanLength = 0.0
  /// The share of lines that are level, along one axis, of those that are all that leaves their tail and
  /// all that enters their head; 1 where there are none.
  public private(set) var levelShare = 1.0
  /// The area of the drawing, in square points.
  public private(set) var area: Double

  /// Measures a layout.
  ///
  /// O(n + contacts) for lines that are spread over the drawing.
  ///
  /// - Parameters:
  ///   - layout: Where everything is.
  ///   - edges: The indices of the boxes at the ends of each line.
  public init(of layout: Layout, edges: [(tail: Int, head: Int)]) {
    area = layout.width * layout.height
    let lines = layout.edges.map { SampledLine(of: $0) }
    crossings = PieceGrid(of: lines).crossings(of: lines)
    measureBoxes(of: layout, edges, lines)
    let drawn = lines.filter { $0.points.count > 1 }
    if !drawn.isEmpty {
      meanLength = drawn.reduce(0) { $0 + $1.length } / Double(drawn.count)
    }
    measureLevels(of: layout, edges, lines)
  }

  private mutating func measureBoxes(
    of layout: Layout, _ edges: [(tail: Int, head: Int)], _ lines: [SampledLine]
  ) {
    var boxes = CellGrid()
    for (index, box) in layout.nodes.enumerated() {
      boxes.forEach(near: box) { other in
        if box.overlap(with: layout.nodes[other]) > 0.5 { overlaps += 1 }
      }
      boxes.add(index, box)
    }
    for (index, line) in lines.enumerated() {
      var struck: Set<Int> = []
      for (start, end) in zip(line.points, line.points.dropFirst()) {
        boxes.forEach(near: Layout.Box(from: start, to: end)) { box in
          if box == edges[index].tail || box == edges[index].head || struck.contains(box) { return }
          if layout.nodes[box].isCut(from: start, to: end) { struck.insert(box) }
        }
      }
      struckBoxes += struck.count
    }
    for case let title? in layout.frames.map(\.title) {
      struckTitles += lines.count { line in
        zip(line.points, line.points.dropFirst()).contains { title.isCut(from: $0, to: $1) }
      }
    }
  }

  private mutating func measureLevels(
    of layout: Layout, _ edges: [(tail: Int, head: Int)], _ lines: [SampledLine]
  ) {
    var (leaving, entering) = ([Int: Int](), [Int: Int]())
    for edge in edges {
      leaving[edge.tail, default: 0] += 1
      entering[edge.head, default: 0] += 1
    }
    var (level, all) = (0, 0)
    for (edge, line) in zip(edges, lines) {
      guard leaving[edge.tail] == 1, entering[edge.head] == 1, let first = line.points.first,
        let last = line.points.last
      else { continue }
      all += 1
      if min(abs(first.x - last.x), abs(first.y - last.y)) < 1 { level += 1 }
    }
    if all > 0 { levelShare = Double(level) / Double(all) }
  }
}

/// A line as points that are joined.
private struct SampledLine {
  var points: [Layout.Point] = []

  init(of edge: Layout.Edge) {
    for curve in edge.curves where !curve.isEmpty {
      points.append(curve[0])
      for start in stride(from: 0, to: curve.count - 3, by: 3) {
        let (a, b, c, d) = (curve[start], curve[start + 1], curve[start + 2], curve[start + 3])
        for step in 1...16 {
          let t = Double(step) / 16
          let s = 1 - t
          let (p, q, r, u) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
          points.append(
            Layout.Point(
              x: p * a.x + q * b.x + r * c.x + u * d.x, y: p * a.y + q * b.y + r * c.y + u * d.y))
        }
      }
    }
  }

  var length: Double {
    zip(points, points.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
  }

  /// Whether a point is next to one of the ends.
  func ends(near point: Layout.Point) -> Bool {
    [points[0], points[points.count - 1]].contains { $0.distance(to: point) < 6 }
  }
}

/// The pieces of all lines, by where they are.
private struct PieceGrid {
  private struct Piece {
    let line: Int
    let start: Layout.Point
    let end: Layout.Point
  }

  private var pieces: [Piece] = []
  private var cells = CellGrid()

  init(of lines: [SampledLine]) {
    for (index, line) in lines.enumerated() {
      for (start, end) in zip(line.points, line.points.dropFirst()) {
        cells.add(pieces.count, Layout.Box(from: start, to: end))
        pieces.append(Piece(line: index, start: start, end: end))
      }
    }
  }

  func crossings(of lines: [SampledLine]) -> Int {
    var count = 0
    // Two pieces may share several cells.
    var met: Set<Int> = []
    for cell in cells.lists {
      for place in cell.indices {
        let a = pieces[cell[place]]
        for next in place + 1..<cell.count {
          let b = pieces[cell[next]]
          guard a.line != b.line,
            let point = PieceGrid.crossing(a.start, a.end, b.start, b.end),
            !(lines[a.line].ends(near: point) && lines[b.line].ends(near: point)),
            met.insert(cell[place] * pieces.count + cell[next]).inserted
          else { continue }
          count += 1
        }
      }
    }
    return count
  }

  /// Where two pieces cross; each has its start, and not its end.
  private static func crossing(
    _ a: Layout.Point, _ b: Layout.Point, _ c: Layout.Point, _ d: Layout.Point
  ) -> Layout.Point? {
    let (first, second) = ((x: b.x - a.x, y: b.y - a.y), (x: d.x - c.x, y: d.y - c.y))
    let size = first.x * second.y - first.y * second.x
    if abs(size) < 1e-12 { return nil }
    let (x, y) = (c.x - a.x, c.y - a.y)
    let t = (x * second.y - y * second.x) / size
    let u = (x * first.y - y * first.x) / size
    guard (0..<1).contains(t), (0..<1).contains(u) else { return nil }
    return Layout.Point(x: a.x + t * first.x, y: a.y + t * first.y)
  }
}

/// Numbered rectangles by the cells of a grid that they touch.
private struct CellGrid {
  private static let side = 48.0

  private struct Cell: Hashable {
    let column: Int
    let row: Int
  }

  private var cells: [Cell: [Int]] = [:]

  var lists: some Collection<[Int]> { cells.values }

  mutating func add(_ index: Int, _ box: Layout.Box) {
    for cell in CellGrid.cells(of: box) { cells[cell, default: []].append(index) }
  }

  /// Each that may touch a rectangle, once.
  func forEach(near box: Layout.Box, _ body: (Int) -> Void) {
    var met: Set<Int> = []
    for cell in CellGrid.cells(of: box) {
      for index in cells[cell] ?? [] where met.insert(index).inserted { body(index) }
    }
  }

  private static func cells(of box: Layout.Box) -> [Cell] {
    func index(_ value: Double) -> Int { Int((value / side).rounded(.down)) }
    let rows = index(box.minY)...index(box.maxY)
    var cells: [Cell] = []
    for column in index(box.minX)...index(box.maxX) {
      for row in rows { cells.append(Cell(column: column, row: row)) }
    }
    return cells
  }
}

extension Layout.Box {
  fileprivate init(from start: Layout.Point, to end: Layout.Point) {
    self.init(
      center: Layout.Point(x: (start.x + end.x) / 2, y: (start.y + end.y) / 2),
      width: abs(end.x - start.x), height: abs(end.y - start.y))
  }

  /// How far two boxes overlap, along the axis on which they do so less.
  fileprivate func overlap(with other: Layout.Box) -> Double {
    min(
      min(maxX, other.maxX) - max(minX, other.minX), min(maxY, other.maxY) - max(minY, other.minY))
  }

  /// Whether a piece of a line runs through the box, half a point from its sides.
  fileprivate func isCut(from start: Layout.Point, to end: Layout.Point) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    let sides = [
      (start.x, end.x - start.x, minX + 0.5, maxX - 0.5),
      (start.y, end.y - start.y, minY + 0.5, maxY - 0.5),
    ]
    for (from, length, low, high) in sides {
      if low >= high { return false }
      if abs(length) < 1e-12 {
        if from <= low || from >= high { return false }
        continue
      }
      let (a, b) = ((low - from) / length, (high - from) / length)
      enter = max(enter, min(a, b))
      leave = min(leave, max(a, b))
    }
    return enter < leave
  }
}
