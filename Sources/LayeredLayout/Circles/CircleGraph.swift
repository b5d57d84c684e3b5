package import Drawings

/// Circles in given columns along a direction, and straight lines between them, as networks are drawn.
///
/// All lengths are in points.
package struct CircleGraph: Sendable, Equatable {
  /// A line between two circles.
  package struct Line: Sendable, Equatable {
    /// The index of the circle that it leaves.
    package var tail: Int
    /// The index of the circle that it leads to.
    package var head: Int
    /// The room of the number on it, which hides the lines behind it.
    package var label: LayeredGraph.Size?

    package init(tail: Int, head: Int, label: LayeredGraph.Size? = nil) {
      self.tail = tail
      self.head = head
      self.label = label
    }
  }

  /// A band around the circles of a column.
  package struct Band: Sendable, Equatable {
    package var column: Int
    /// The room of its title.
    package var title: LayeredGraph.Size

    package init(column: Int, title: LayeredGraph.Size) {
      self.column = column
      self.title = title
    }
  }

  package var direction: LayeredGraph.Direction
  /// The diameter of the circles.
  package var diameter: Double
  /// The circles of each column, each once.
  package var columns: [[Int]]
  package var lines: [Line]
  package var bands: [Band]

  package init(
    direction: LayeredGraph.Direction, diameter: Double, columns: [[Int]], lines: [Line] = [],
    bands: [Band] = []
  ) {
    self.direction = direction
    self.diameter = diameter
    self.columns = columns
    self.lines = lines
    self.bands = bands
  }
}

extension CircleGraph {
  /// The room around what is in a band, and between two bands.
  private static let (padding, bandGap) = (6.0, 14.0)

  /// Places each column in the middle of its band, and the bands one behind another.
  ///
  /// O(circles + lines); with numbers on the lines, O(lines · log lines).
  package func layout() -> Layout {
    let axes = Axes(direction: direction)
    let spacing = CircleSpacing(self, axes)
    let titles = bands.map { axes.lengths(of: $0.title) }
    let first = (titles.map(\.breadth).max() ?? 0) + CircleGraph.padding
    let most = columns.map(\.count).max() ?? 0
    let breadth = first + spacing.pitch * Double(most - 1) + diameter + CircleGraph.padding

    var bandLengths = columns.map { _ in diameter }
    for (band, title) in zip(bands, titles) {
      bandLengths[band.column] = max(title.length, diameter + 2 * CircleGraph.padding)
    }
    var middles: [Double] = []
    for column in columns.indices {
      guard let last = middles.last else {
        middles.append(bandLengths[column] / 2)
        continue
      }
      let least = (bandLengths[column - 1] + bandLengths[column]) / 2 + CircleGraph.bandGap
      middles.append(last + max(least, diameter + spacing.gaps[column - 1]))
    }
    let length = (middles.last ?? 0) + (bandLengths.last ?? 0) / 2

    let count = columns.reduce(0) { $0 + $1.count }
    let nothing = Layout.Box(center: Layout.Point(x: 0, y: 0), width: 0, height: 0)
    let size = axes.box(length / 2, breadth / 2, length: length, breadth: breadth, in: length)
    var layout = Layout(
      width: size.width, height: size.height,
      nodes: [Layout.Box](repeating: nothing, count: count))
    for (column, circles) in columns.enumerated() {
      let top = first + diameter / 2 + spacing.pitch * Double(most - circles.count) / 2
      for (place, circle) in circles.enumerated() {
        layout.nodes[circle] = axes.box(
          middles[column], top + spacing.pitch * Double(place), length: diameter,
          breadth: diameter, in: length)
      }
    }
    layout.frames = bands.map { band in
      let box = axes.box(
        middles[band.column], breadth / 2, length: bandLengths[band.column], breadth: breadth,
        in: length)
      return Layout.Frame(
        box: box,
        title: Layout.Box(
          center: Layout.Point(
            x: box.minX + band.title.width / 2,
            y: axes.isVertical ? box.center.y : box.minY + 1 + band.title.height / 2),
          width: band.title.width, height: band.title.height))
    }
    let radius = axes.vector(diameter / 2, 0)
    layout.edges = lines.enumerated().map { index, line in
      edge(line, part: spacing.parts[index], between: layout.nodes, radius)
    }
    return layout
  }

  /// A straight line from the side of one circle to that of the other, so that it passes no third one
  /// of their columns.
  private func edge(
    _ line: Line, part: Double, between circles: [Layout.Box], _ radius: Layout.Point
  ) -> Layout.Edge {
    // What leads to itself has no room for a line.
    if line.tail == line.head { return Layout.Edge() }
    var (tail, head) = (circles[line.tail].center, circles[line.head].center)
    let (dx, dy) = (head.x - tail.x, head.y - tail.y)
    // Within a column, from above or below.
    let isBeside = dx * radius.x + dy * radius.y != 0
    let side = isBeside ? radius : Layout.Point(x: radius.y, y: radius.x)
    let sign: Double = dx * side.x + dy * side.y < 0 ? -1 : 1
    tail = Layout.Point(x: tail.x + sign * side.x, y: tail.y + sign * side.y)
    head = Layout.Point(x: head.x - sign * side.x, y: head.y - sign * side.y)
    let label = line.label.map {
      Layout.Box(center: tail.point(1 - part, to: head), width: $0.width, height: $0.height)
    }
    return Layout.Edge(
      curves: [Layout.Edge.straightCurve(from: tail, to: head)], label: label)
  }
}
