import Drawings
import LayeredLayout

/// What is wrong with lines that have right angles, a sentence each.
struct SquareFaults {
  private(set) var faults: [String] = []

  /// A piece of a line along one axis.
  fileprivate struct Piece {
    let tail: Int
    let isVertical: Bool
    /// Where it is on the other axis.
    let place: Double
    let range: ClosedRange<Double>
  }

  init(of layout: Layout, _ graph: LayeredGraph) {
    var pieces: [Piece] = []
    for (edge, line) in zip(graph.edges, layout.edges) {
      for curve in line.curves {
        for start in stride(from: 0, to: curve.count - 1, by: 3) {
          let points = curve[start...start + 3]
          let (xs, ys) = (points.map(\.x), points.map(\.y))
          let (width, height) = (xs.max()! - xs.min()!, ys.max()! - ys.min()!)
          if width > 0.01 && height > 0.01 { faults.append("a line is not along an axis") }
          if width < 0.01 && height < 0.01 { continue }
          pieces.append(
            width > height
              ? Piece(
                tail: edge.tail, isVertical: false, place: ys[0], range: xs.min()!...xs.max()!)
              : Piece(
                tail: edge.tail, isVertical: true, place: xs[0], range: ys.min()!...ys.max()!))
        }
      }
    }
    for (index, piece) in pieces.enumerated() {
      for other in pieces[..<index]
      where other.tail != piece.tail && other.isVertical == piece.isVertical
        && abs(other.place - piece.place) < 1
        && min(piece.range.upperBound, other.range.upperBound)
          - max(piece.range.lowerBound, other.range.lowerBound) > 0.5
      {
        faults.append(
          "lines of boxes \(other.tail) and \(piece.tail) run upon each other at \(piece.place)")
      }
    }
    // A dot is on lines of one box, in three directions at least.
    for dot in layout.junctions {
      let counts = Dictionary(grouping: pieces.filter { $0.contains(dot) }, by: \.tail)
        .mapValues { Set($0.flatMap { $0.ways(from: dot) }).count }
      if !counts.values.contains(where: { $0 >= 3 }) { faults.append("nothing parts at a dot") }
    }
  }
}

extension SquareFaults.Piece {
  fileprivate func contains(_ point: Layout.Point) -> Bool {
    let (along, across) = isVertical ? (point.y, point.x) : (point.x, point.y)
    return abs(across - place) < 0.1 && along > range.lowerBound - 0.1
      && along < range.upperBound + 0.1
  }

  /// The directions in which it leads away from a point on it.
  fileprivate func ways(from point: Layout.Point) -> [String] {
    let along = isVertical ? point.y : point.x
    return (along > range.lowerBound + 0.1 ? ["\(isVertical) back"] : [])
      + (along < range.upperBound - 0.1 ? ["\(isVertical) on"] : [])
  }
}
