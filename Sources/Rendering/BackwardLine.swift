internal import Diagrams
internal import Drawings

/// A line whose head stands where it begins, as it flows back.
extension Layout.Edge {
  /// The line as it is drawn of an edge.
  func drawn(of edge: Diagram.Edge) -> Layout.Edge {
    edge.runsBack ? turnedBack(width: edge.width) : self
  }

  /// The same line with its head at the other end; a ring at its old end stays.
  ///
  /// - Parameter width: That of the line, with which the head grows.
  func turnedBack(width: Double) -> Layout.Edge {
    guard let start = curves.first?.first, var last = curves.last, let end = last.last else {
      return self
    }
    var result = self
    result.arrowheads.removeAll { if case .polygon = $0.outline { true } else { false } }
    // What was under the head is a line now.
    if let tip = arrowheads.lazy.compactMap(\.tip).first {
      last += Layout.Edge.straightCurve(from: end, to: tip).dropFirst()
      result.curves[curves.count - 1] = last
    }
    // Of one point, the head is that of arrows which run forward.
    let (headLength, headBreadth) = (5 + 2 * width, 3 + 2 * width)
    let (base, rest) = result.curves[0].cut(headLength)
    result.curves[0] = rest
    let (dx, dy) = (start.x - base.x, start.y - base.y)
    let length = max(0.01, (dx * dx + dy * dy).squareRoot())
    let half = headBreadth / 2 / length
    result.arrowheads.append(
      Layout.Arrowhead(
        outline: .polygon([
          Layout.Point(x: base.x - dy * half, y: base.y + dx * half), start,
          Layout.Point(x: base.x + dy * half, y: base.y - dx * half),
        ]), isFilled: true, isAtTail: true))
    return result
  }
}

extension Layout.Arrowhead {
  /// Where the point of a head is; `nil` for what has none.
  fileprivate var tip: Layout.Point? {
    if case .polygon(let corners) = outline, corners.count > 1 { corners[1] } else { nil }
  }
}

extension [Layout.Point] {
  /// A curve without its first few points of length, and where it begins then.
  ///
  /// Only the first segment is cut; what is shorter loses nearly all of it.
  fileprivate func cut(_ length: Double) -> (start: Layout.Point, rest: [Layout.Point]) {
    guard count >= 4 else { return (self[0], self) }
    var (low, high) = (0.0, 0.95)
    for _ in 0..<30 {
      let middle = (low + high) / 2
      let point = split(at: middle)[0]
      let (dx, dy) = (point.x - self[0].x, point.y - self[0].y)
      if (dx * dx + dy * dy).squareRoot() < length { low = middle } else { high = middle }
    }
    let segment = split(at: high)
    return (segment[0], segment + dropFirst(4))
  }

  /// The part of the first segment from a place on (de Casteljau).
  private func split(at part: Double) -> [Layout.Point] {
    let (a, b, c) = (
      self[0].point(part, to: self[1]), self[1].point(part, to: self[2]),
      self[2].point(part, to: self[3])
    )
    let (d, e) = (a.point(part, to: b), b.point(part, to: c))
    return [d.point(part, to: e), e, c, self[3]]
  }
}
