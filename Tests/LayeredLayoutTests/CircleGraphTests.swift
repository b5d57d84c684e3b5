import Drawings
import LayeredLayout
import Testing

@Suite struct CircleGraphTests {
  private func graph(
    _ sizes: [Int], direction: LayeredGraph.Direction = .leftToRight,
    label: LayeredGraph.Size? = nil
  ) -> CircleGraph {
    var columns: [[Int]] = []
    var next = 0
    for size in sizes {
      columns.append(Array(next..<next + size))
      next += size
    }
    let lines = zip(columns, columns.dropFirst()).flatMap { tails, heads in
      heads.flatMap { head in
        tails.map { CircleGraph.Line(tail: $0, head: head, label: label) }
      }
    }
    return CircleGraph(
      direction: direction, diameter: 60, columns: columns, lines: lines,
      bands: columns.indices.map {
        CircleGraph.Band(column: $0, title: LayeredGraph.Size(width: 90, height: 18))
      })
  }

  private func distance(_ a: Layout.Point, _ b: Layout.Point) -> Double {
    let (dx, dy) = (a.x - b.x, a.y - b.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  private func overlap(_ a: Layout.Box, _ b: Layout.Box) -> Bool {
    a.minX < b.maxX && b.minX < a.maxX && a.minY < b.maxY && b.minY < a.maxY
  }

  @Test(arguments: LayeredGraph.Direction.allCases)
  func columnsFollowTheDirection(direction: LayeredGraph.Direction) {
    let graph = graph([3, 4, 1], direction: direction)
    let layout = graph.layout()
    func along(_ circle: Int) -> Double {
      let center = layout.nodes[circle].center
      return switch direction {
      case .leftToRight: center.x
      case .rightToLeft: -center.x
      case .topToBottom: center.y
      case .bottomToTop: -center.y
      }
    }
    for (tails, heads) in zip(graph.columns, graph.columns.dropFirst()) {
      #expect(Set(tails.map(along)).count == 1)
      // There is room for the lines.
      #expect(along(heads[0]) - along(tails[0]) >= 60 + 72)
    }
    for a in layout.nodes.indices {
      for b in layout.nodes.indices where a < b {
        #expect(distance(layout.nodes[a].center, layout.nodes[b].center) >= 60)
      }
      #expect(layout.nodes[a].minX >= 0 && layout.nodes[a].maxX <= layout.width)
      #expect(layout.nodes[a].minY >= 0 && layout.nodes[a].maxY <= layout.height)
    }
    for (column, frame) in layout.frames.enumerated() {
      for circle in graph.columns[column] {
        let node = layout.nodes[circle]
        #expect(frame.box.minX <= node.minX && frame.box.maxX >= node.maxX)
        #expect(frame.box.minY <= node.minY && frame.box.maxY >= node.maxY)
        #expect(frame.title.map { overlap($0, node) } == false)
      }
    }
    for (a, b) in zip(layout.frames, layout.frames.dropFirst()) {
      #expect(!overlap(a.box, b.box))
    }
  }

  /// Each column stands in the middle of what is next to it.
  @Test(arguments: LayeredGraph.Direction.allCases)
  func columnsAreCentred(direction: LayeredGraph.Direction) {
    let graph = graph([3, 6, 1], direction: direction)
    let layout = graph.layout()
    let isHorizontal = direction == .leftToRight || direction == .rightToLeft
    let middles = graph.columns.map { column in
      column.map { isHorizontal ? layout.nodes[$0].center.y : layout.nodes[$0].center.x }
        .reduce(0, +) / Double(column.count)
    }
    #expect(abs(middles[0] - middles[1]) < 1e-9 && abs(middles[1] - middles[2]) < 1e-9)
  }

  /// From the side that data leaves to the one that it enters, straight, and past all other circles.
  @Test(arguments: LayeredGraph.Direction.allCases)
  func linesGoFromSideToSide(direction: LayeredGraph.Direction) {
    let graph = graph([6, 7], direction: direction)
    let layout = graph.layout()
    for (line, edge) in zip(graph.lines, layout.edges) {
      let (tail, head) = (layout.nodes[line.tail].center, layout.nodes[line.head].center)
      let curve = edge.curves[0]
      #expect(abs(distance(curve[0], tail) - 30) < 1e-9)
      #expect(abs(distance(curve[3], head) - 30) < 1e-9)
      // Straight: the way through its points is no longer than that between its ends.
      let way = zip(curve, curve.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
      #expect(abs(way - distance(curve[0], curve[3])) < 1e-9)
      for step in 1..<100 {
        let part = Double(step) / 100
        let point = Layout.Point(
          x: curve[0].x + (curve[3].x - curve[0].x) * part,
          y: curve[0].y + (curve[3].y - curve[0].y) * part)
        #expect(layout.nodes.allSatisfy { distance($0.center, point) > 30 })
      }
    }
  }

  /// A line within a column goes from below to above.
  @Test func linesWithinAColumnAreVertical() {
    var graph = graph([1, 2])
    graph.lines.append(CircleGraph.Line(tail: 2, head: 1))
    let layout = graph.layout()
    let curve = layout.edges[graph.lines.count - 1].curves[0]
    #expect(curve.first?.y == layout.nodes[2].minY)
    #expect(curve.last?.y == layout.nodes[1].maxY)
    #expect(Set(curve.map(\.x)) == [layout.nodes[1].center.x])
  }

  /// Every number is on its line, and neither on another number nor on a circle.
  @Test(arguments: [[3, 4, 4, 1], [4, 3], [1, 1], [5, 5, 2], [2, 9, 1], [8, 8]])
  func numbersAreClear(sizes: [Int]) {
    for direction in LayeredGraph.Direction.allCases {
      let graph = graph(
        sizes, direction: direction, label: LayeredGraph.Size(width: 50, height: 16))
      let layout = graph.layout()
      let labels = layout.edges.compactMap(\.label)
      #expect(labels.count == graph.lines.count)
      for (index, label) in labels.enumerated() {
        for other in labels[..<index] { #expect(!overlap(label, other), "\(sizes) \(direction)") }
        for circle in layout.nodes { #expect(!overlap(label, circle)) }
        let curve = layout.edges[index].curves[0]
        let way = distance(curve[0], label.center) + distance(label.center, curve[3])
        #expect(abs(way - distance(curve[0], curve[3])) < 1e-9)
      }
    }
  }

  @Test func whatLeadsToItselfHasNoLine() {
    var graph = graph([1, 1])
    graph.lines.append(CircleGraph.Line(tail: 0, head: 0))
    #expect(graph.layout().edges.last?.curves == [])
  }
}
