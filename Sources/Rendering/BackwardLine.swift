internal import Diagrams
internal import Drawings

extension Layout.Edge {
  /// The line as it is drawn of an edge: with a head for its width, and turned where it runs back.
  func drawn(of edge: Diagram.Edge) -> Layout.Edge {
    (edge.runsBack ? turnedBack : self).widened(to: edge.width)
  }

  /// The same line with its head at the other end; a ring at its old end stays.
  var turnedBack: Layout.Edge {
    guard let tip = curves.first?.first, let last = curves.last, let end = last.last else {
      return self
    }
    var result = self
    result.arrowheads.removeAll { $0.triangle != nil }
    if let tip = arrowheads.lazy.compactMap({ $0.triangle?.tip }).first {
      // What was under the head is a line now.
      result.curves[curves.count - 1] += Layout.Edge.straightCurve(from: end, to: tip).dropFirst()
    }
    result.curves = result.curves.reversed().map { $0.reversed() }
    // Lines leave boxes straight.
    let next = curves[0].dropFirst().first { $0.distance(to: tip) > 0.01 } ?? end
    result.arrowheads.append(.triangle(at: tip, from: next))
    return result
  }
}

extension Layout.Arrowhead {
  /// The head of a line of one point.
  fileprivate static func triangle(
    at tip: Layout.Point, from start: Layout.Point
  ) -> Layout.Arrowhead {
    let distance = max(0.01, start.distance(to: tip))
    let (dx, dy) = ((start.x - tip.x) / distance, (start.y - tip.y) / distance)
    let half = breadth / 2
    func corner(_ side: Double) -> Layout.Point {
      Layout.Point(x: tip.x + length * dx - side * dy, y: tip.y + length * dy + side * dx)
    }
    return Layout.Arrowhead(
      outline: .polygon([corner(-half), tip, corner(half)]), isFilled: true, isAtTail: true)
  }
}
