/// How far apart circles and columns stand, and where on the lines between them numbers do.
struct CircleSpacing {
  /// From the middle of a circle to that of the next in its column.
  private(set) var pitch: Double
  /// From the circles of each column to those of the next, at least.
  private(set) var gaps: [Double]
  /// Which part of each line its number is before its head.
  private(set) var parts: [Double]

  /// The room between two circles of a column, and between two columns at least.
  private static let (gap, columnGap) = (10.0, 72.0)
  /// How much more room there is between columns for each point that they are high: lines would be too
  /// steep to be followed.
  private static let slope = 0.16
  /// The room around a number: to the next number, and to a circle.
  private static let (numberGap, numberMargin) = (1.0, 6.0)

  init(_ graph: CircleGraph, _ axes: Axes) {
    let least = graph.diameter + CircleSpacing.gap
    let most = graph.columns.map(\.count).max() ?? 0
    let gap = max(CircleSpacing.columnGap, CircleSpacing.slope * least * Double(most))
    pitch = least
    gaps = [Double](repeating: gap, count: max(0, graph.columns.count - 1))
    parts = [Double](repeating: 0.5, count: graph.lines.count)
    let labels = graph.lines.compactMap(\.label).map(axes.lengths)
    guard let length = labels.map(\.length).max(), let breadth = labels.map(\.breadth).max() else {
      return
    }
    let room = CircleSpacing.numberMargin + length / 2
    spread(LabeledGaps(graph), room, breadth + CircleSpacing.numberGap, rows: Double(most))
  }

  /// Chooses the smallest picture in which every number is clear of all others.
  ///
  /// The further a number is from the middle of its line, the fewer lines are near, and the longer are
  /// lines.
  private mutating func spread(
    _ labeled: LabeledGaps, _ room: Double, _ breadth: Double, rows: Double
  ) {
    let least = (pitch: pitch, gap: gaps.first ?? 0)
    var best = Double.infinity
    var chosen = labeled.spacings.map { _ in 0.5 }
    let needed = labeled.spacings.joined().map { breadth / $0.spacing }.filter(\.isFinite)
    for tried in Set(needed.map { max(least.pitch, $0) }).sorted() {
      var (length, found) = (0.0, [Double]())
      for spacings in labeled.spacings {
        let fitting = spacings.filter { $0.spacing * tried > breadth - 1e-9 }
        // Of what fits, the one nearest to the middle needs the least room beside the circles.
        let part = fitting.map(\.part).min { abs($0 - 0.5) < abs($1 - 0.5) }
        found.append(part ?? 0.5)
        length += part.map { max(least.gap, room / min($0, 1 - $0)) } ?? .infinity
      }
      if length * tried * rows < best {
        (best, chosen, pitch) = (length * tried * rows, found, tried)
        gaps = found.map { max(least.gap, room / min($0, 1 - $0)) }
      }
    }
    for (line, gap) in labeled.gapOfLine.enumerated() where gap >= 0 { parts[line] = chosen[gap] }
  }
}

/// For each gap between two columns, how far apart numbers on its lines would stand.
private struct LabeledGaps {
  /// For each line, which gap it is in; -1 where it is in none, or in several.
  private(set) var gapOfLine: [Int]
  /// For each gap, the least distance of two numbers in circles, for each part of the lines where they
  /// may stand.
  private(set) var spacings: [[(part: Double, spacing: Double)]]

  private static let parts = (4...20).flatMap { denominator in
    (1..<denominator).map { Double($0) / Double(denominator) }
  }.filter { (0.1...0.9).contains($0) }

  init(_ graph: CircleGraph) {
    let count = graph.columns.reduce(0) { $0 + $1.count }
    var columnOf = [Int](repeating: 0, count: count)
    var rowOf = [Double](repeating: 0, count: count)
    for (column, circles) in graph.columns.enumerated() {
      for (place, circle) in circles.enumerated() {
        columnOf[circle] = column
        rowOf[circle] = Double(place) - Double(circles.count - 1) / 2
      }
    }
    gapOfLine = graph.lines.map { line in
      let column = columnOf[line.tail]
      return line.label != nil && columnOf[line.head] == column + 1 ? column : -1
    }
    var rows = [[(tail: Double, head: Double)]](
      repeating: [], count: max(0, graph.columns.count - 1))
    for (line, gap) in zip(graph.lines, gapOfLine) where gap >= 0 {
      rows[gap].append((rowOf[line.tail], rowOf[line.head]))
    }
    spacings = rows.map { ends in
      LabeledGaps.parts.map { part in
        let places = ends.map { part * $0.tail + (1 - part) * $0.head }.sorted()
        let spacing = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? .infinity
        return (part, spacing)
      }
    }
  }
}
