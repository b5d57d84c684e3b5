internal import Drawings

/// A series as it is drawn: in points of the picture, split at gaps, thinned and cut to its area.
struct PlotLine {
  typealias Point = Layout.Point

  /// The pieces between gaps, each of one point or more.
  private(set) var pieces: [[Point]] = []
  /// The given points that lie in the area, where there are few enough to mark each; else empty.
  private(set) var markers: [Point] = []

  /// The most points that are marked one by one.
  private static let mostMarkers = 25

  /// Lays a series out.
  ///
  /// O(points).
  init(_ series: LinePlot.Series, x: PlotAxis, y: PlotAxis, in area: PlotArea) {
    var runs = [[Point]]()
    var run = [Point]()
    for point in series.points {
      if let across = x.position(of: point.x), let up = y.position(of: point.y) {
        run.append(area.point(across: across, up: up))
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    if series.points.count > 4 * Int(area.width) { runs = PlotLine.joined(runs) }
    pieces = runs.flatMap { PlotLine.clipped(PlotLine.thinned($0), to: area) }
    if series.points.count <= PlotLine.mostMarkers {
      markers = runs.joined().filter(area.contains)
    }
  }

  /// Joins runs where the gap between them is within one pixel, and so cannot be seen.
  private static func joined(_ runs: [[Point]]) -> [[Point]] {
    var result: [[Point]] = []
    for run in runs {
      if let end = result.last?.last, let start = run.first, column(end) == column(start) {
        result[result.count - 1] += run
      } else {
        result.append(run)
      }
    }
    return result
  }

  /// Of neighbours in one column of pixels, keeps the first, the lowest, the highest and the last:
  /// the same picture from a bounded number of points.
  static func thinned(_ run: [Point]) -> [Point] {
    var result: [Point] = []
    var start = 0
    while start < run.count {
      var (end, low, high) = (start + 1, start, start)
      while end < run.count && column(run[end]) == column(run[start]) {
        if run[end].y < run[low].y { low = end }
        if run[end].y > run[high].y { high = end }
        end += 1
      }
      var last = -1
      for index in [start, Swift.min(low, high), Swift.max(low, high), end - 1] where index > last {
        result.append(run[index])
        last = index
      }
      start = end
    }
    return result
  }

  private static func column(_ point: Point) -> Double { point.x.rounded(.down) }

  /// Cuts a line at the sides of an area; what is left may be in several pieces.
  static func clipped(_ run: [Point], to area: PlotArea) -> [[Point]] {
    if run.count == 1 { return area.contains(run[0]) ? [run] : [] }
    var pieces: [[Point]] = []
    for (start, end) in zip(run, run.dropFirst()) {
      guard let (first, last) = clipped(start, end, to: area) else { continue }
      if pieces.last?.last == first {
        pieces[pieces.count - 1].append(last)
      } else {
        pieces.append([first, last])
      }
    }
    return pieces
  }

  /// The part of a segment that is in an area (the algorithm of Liang and Barsky); a part that
  /// begins or ends at an end of the segment is exactly that point.
  private static func clipped(
    _ start: Point, _ end: Point, to area: PlotArea
  ) -> (Point, Point)? {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    var (from, to) = (0.0, 1.0)
    let sides = [
      (-dx, start.x - area.left), (dx, area.right - start.x),
      (-dy, start.y - area.top), (dy, area.bottom - start.y),
    ]
    for (direction, distance) in sides {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        from = Swift.max(from, distance / direction)
      } else {
        to = Swift.min(to, distance / direction)
      }
    }
    if from > to { return nil }
    func point(_ part: Double) -> Point {
      if part == 0 { return start }
      if part == 1 { return end }
      return area.nearest(Point(x: start.x + part * dx, y: start.y + part * dy))
    }
    return (point(from), point(to))
  }
}
