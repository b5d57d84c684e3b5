extension Layout {
  /// Appends all that another layout has, where it stands.
  package mutating func append(_ other: Layout) {
    nodes += other.nodes
    edges += other.edges
    frames += other.frames
    junctions += other.junctions
  }

  /// Makes room for a header above everything.
  package mutating func addHeader(width: Double, height: Double) {
    self = moved(by: Point(x: 0, y: height))
    header = Box(center: Point(x: width / 2, y: height / 2), width: width, height: height)
    self.width = max(self.width, width)
    self.height += height
  }

  /// Everything but the header, in another place.
  package func moved(by offset: Point) -> Layout {
    func moved(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
    func moved(_ box: Box) -> Box {
      Box(center: moved(box.center), width: box.width, height: box.height)
    }
    var result = self
    result.header = nil
    result.nodes = nodes.map(moved)
    result.junctions = junctions.map(moved)
    result.frames = frames.map { Frame(box: moved($0.box), title: $0.title.map(moved)) }
    result.edges = edges.map { edge in
      Edge(
        curves: edge.curves.map { $0.map(moved) },
        arrowheads: edge.arrowheads.map { head in
          var head = head
          switch head.outline {
          case .polygon(let points): head.outline = .polygon(points.map(moved))
          case .line(let points): head.outline = .line(points.map(moved))
          case .ellipse(let center, let radii):
            head.outline = .ellipse(center: moved(center), radii: radii)
          }
          return head
        }, label: edge.label.map(moved))
    }
    return result
  }
}
