extension Layout.Edge {
  /// How much an arrowhead grows with each point that its line is wider than one.
  private static let growth = 0.25

  /// The same with a head for a line of a width: it grows about its tip, and the line ends where it begins.
  ///
  /// Nothing that an engine placed moves.
  package func widened(to width: Double) -> Layout.Edge {
    guard width > 1, let index = arrowheads.lastIndex(where: { $0.triangle != nil }),
      let (first, tip, last) = arrowheads[index].triangle
    else { return self }
    let factor = 1 + Layout.Edge.growth * (width - 1)
    var edge = self
    let corners = [first, tip, last].map { tip.point(factor, to: $0) }
    edge.arrowheads[index].outline = .polygon(corners)
    if let curve = edge.curves.last {
      edge.curves[curves.count - 1] = Layout.Edge.part(
        of: curve, before: tip, endingAt: corners[0].point(0.5, to: corners[2]))
    }
    return edge
  }

  /// The part of a curve that is farther from a tip than the base of its head, led there.
  private static func part(
    of curve: [Layout.Point], before tip: Layout.Point, endingAt base: Layout.Point
  ) -> [Layout.Point] {
    let length = base.distance(to: tip)
    guard
      let start = stride(from: curve.count - 4, through: 0, by: -3)
        .first(where: { curve[$0].distance(to: tip) > length })
    else { return straightCurve(from: curve[0], to: base) }
    // Where the segment comes that near, by halving.
    let segment = Array(curve[start..<start + 4])
    var (low, high) = (0.0, 1.0)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if split(segment, at: middle)[3].distance(to: tip) > length {
        low = middle
      } else {
        high = middle
      }
    }
    var head = split(segment, at: low)
    let (dx, dy) = (base.x - head[3].x, base.y - head[3].y)
    for point in 2...3 {
      head[point].x += dx
      head[point].y += dy
    }
    return curve[..<start] + head
  }

  /// The first part of a cubic segment, after de Casteljau.
  private static func split(_ points: [Layout.Point], at part: Double) -> [Layout.Point] {
    var (rest, result) = (points, [points[0]])
    while rest.count > 1 {
      rest = zip(rest, rest.dropFirst()).map { $0.point(part, to: $1) }
      result.append(rest[0])
    }
    return result
  }
}

extension Layout.Arrowhead {
  /// The size of the head of a line of one point.
  package static let (length, breadth) = (7.0, 5.0)

  /// The corners of a filled triangle, its tip in the middle; `nil` for every other outline.
  package var triangle: (Layout.Point, tip: Layout.Point, Layout.Point)? {
    guard isFilled, case .polygon(let corners) = outline, corners.count == 3 else { return nil }
    return (corners[0], corners[1], corners[2])
  }
}
