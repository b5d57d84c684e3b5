internal import Drawings

/// Draws the pieces of a line as curves, with its arrowhead and the room of its label.
struct LinePath {
  let ending: LayeredGraph.Ending
  let shape: LayeredGraph.LineShape
  /// The room in which the line may rise or fall beside its tail.
  let corridor: ClosedRange<Double>
  private var points: [(x: Double, y: Double)] = []

  init(
    ending: LayeredGraph.Ending, shape: LayeredGraph.LineShape, corridor: ClosedRange<Double>
  ) {
    self.ending = ending
    self.shape = shape
    self.corridor = corridor
  }

  /// The size of the ring before an arrowhead.
  private static let ringRadius = 2.8
  /// How far a line that turns swings out at least, and how much more at most where it is high.
  private static let swing = 10.0
  private static let moreSwing = 45.0
  /// How far a label is from its line, and from the arrowhead.
  private static let labelGap = 1.0

  mutating func edge(
    along runs: [Placement.Run], label: LayeredGraph.Size?, _ axes: Axes, in length: Double
  ) -> Layout.Edge {
    var edge = Layout.Edge()
    guard let first = runs.first, let last = runs.last else { return edge }
    let tip = (x: last.end, y: last.y)
    var ends = ending == .plain ? 0 : Layout.Arrowhead.length
    if ending == .ringedArrow { ends += 2 * LinePath.ringRadius }
    trace(runs, from: first, stoppingBefore: ends)
    edge.curves = [points.map { axes.point($0.x, $0.y, in: length) }]
    addEnding(at: tip, to: &edge, axes, in: length)
    if let label, let run = runs.last(where: { $0.labelEnd != nil }), let end = run.labelEnd {
      let size = axes.lengths(of: label)
      let side: Double = run.isLabelBelow ? 1 : -1
      edge.label = axes.box(
        end - size.length / 2, run.y + side * (size.breadth / 2 + LinePath.labelGap),
        length: size.length, breadth: size.breadth, in: length)
    }
    return edge
  }

  private mutating func trace(
    _ runs: [Placement.Run], from first: Placement.Run, stoppingBefore margin: Double
  ) {
    points.reserveCapacity(6 * runs.count)
    points.append((first.start, first.y))
    var run = first
    for next in runs.dropFirst() {
      if abs(next.y - run.y) < 0.01 && next.end >= run.start {
        // The same line goes on.
        run.end = next.end
        run.isBesideTail = run.isBesideTail && next.isBesideTail
        continue
      }
      finish(run, before: next)
      run = next
    }
    let end = max(run.start, run.end - margin)
    line(to: end, run.y)
  }

  /// Draws a piece, and the curve to where the next one begins.
  private mutating func finish(_ run: Placement.Run, before next: Placement.Run) {
    let goesBack = run.end < run.start
    if goesBack != (next.end < next.start) {
      line(to: run.end, run.y)
      turn(to: next.start, next.y, isForward: !goesBack)
      return
    }
    if shape == .square {
      let x = next.turn ?? (run.end + next.start) / 2
      line(to: x, run.y)
      return line(to: x, next.y)
    }
    // From a box the line rises or falls at once, where nothing is beside it.
    if goesBack || !(run.isBesideTail && isClear(from: run, to: next)) { line(to: run.end, run.y) }
    curve(to: next.start, next.y)
  }

  /// Whether a curve from the start of a piece keeps in the corridor until the piece ends.
  private func isClear(from run: Placement.Run, to next: Placement.Run) -> Bool {
    if run.end - run.start < 0.5 { return true }
    let (length, part) = (next.start - run.start, run.end - run.start)
    // Where along the curve the piece ends, by halving.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<20 {
      let t = (low + high) / 2
      let x = length * (1.5 * t * (1 - t) * (1 - t) + 1.5 * t * t * (1 - t) + t * t * t)
      if x < part { low = t } else { high = t }
    }
    let y = run.y + (next.y - run.y) * (3 * low * low * (1 - low) + low * low * low)
    return corridor.contains(y)
  }

  private mutating func line(to x: Double, _ y: Double) {
    let start = points[points.count - 1]
    if abs(start.x - x) < 0.01 && abs(start.y - y) < 0.01 { return }
    let (dx, dy) = ((x - start.x) / 3, (y - start.y) / 3)
    points.append((start.x + dx, start.y + dy))
    points.append((x - dx, y - dy))
    points.append((x, y))
  }

  private mutating func curve(to x: Double, _ y: Double) {
    let start = points[points.count - 1]
    let middle = (start.x + x) / 2
    points.append((middle, start.y))
    points.append((middle, y))
    points.append((x, y))
  }

  private mutating func turn(to x: Double, _ y: Double, isForward: Bool) {
    let start = points[points.count - 1]
    let height = abs(y - start.y)
    let swing = LinePath.swing + LinePath.moreSwing * height / (height + 200)
    let side = isForward ? max(start.x, x) + swing : min(start.x, x) - swing
    points.append((side, start.y))
    points.append((side, y))
    points.append((x, y))
  }

  private func addEnding(
    at tip: (x: Double, y: Double), to edge: inout Layout.Edge, _ axes: Axes, in length: Double
  ) {
    if ending == .plain { return }
    var x = tip.x
    if ending == .ringedArrow {
      let radius = LinePath.ringRadius
      edge.arrowheads.append(
        Layout.Arrowhead(
          outline: .ellipse(
            center: axes.point(x - radius, tip.y, in: length),
            radii: Layout.Point(x: radius, y: radius)), isFilled: false, isAtTail: false))
      x -= 2 * radius
    }
    let (back, half) = (x - Layout.Arrowhead.length, Layout.Arrowhead.breadth / 2)
    edge.arrowheads.append(
      Layout.Arrowhead(
        outline: .polygon([
          axes.point(back, tip.y - half, in: length), axes.point(x, tip.y, in: length),
          axes.point(back, tip.y + half, in: length),
        ]), isFilled: true, isAtTail: false))
  }
}
