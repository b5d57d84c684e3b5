internal import Drawings

/// How lengths along edges and breadths across them become widths and heights.
///
/// All phases of a layout have edges run to the right, along x, and the first operand at the top, at
/// a small y. Only this type knows other directions.
struct Axes {
  let direction: LayeredGraph.Direction

  var isVertical: Bool { direction == .topToBottom || direction == .bottomToTop }
  private var isReversed: Bool { direction == .rightToLeft || direction == .bottomToTop }

  func lengths(of size: LayeredGraph.Size) -> (length: Double, breadth: Double) {
    isVertical ? (size.height, size.width) : (size.width, size.height)
  }

  /// The room inside a frame that has a title over it.
  func padding(around title: LayeredGraph.Size) -> Level.Padding {
    let side = Spacing.frame
    let top = title.height + 2
    switch direction {
    case .leftToRight, .rightToLeft:
      return Level.Padding(start: side, end: side, top: top, bottom: side, title: title.width)
    case .topToBottom:
      return Level.Padding(
        start: top, end: side, top: side, bottom: side, titleSide: .start, title: title.width)
    case .bottomToTop:
      return Level.Padding(
        start: side, end: top, top: side, bottom: side, titleSide: .end, title: title.width)
    }
  }

  /// A point of a drawing whose length along the edges is given.
  func point(_ x: Double, _ y: Double, in length: Double) -> Layout.Point {
    let x = isReversed ? length - x : x
    return isVertical ? Layout.Point(x: y, y: x) : Layout.Point(x: x, y: y)
  }

  /// A way along and across the edges.
  func vector(_ length: Double, _ breadth: Double) -> Layout.Point {
    let length = isReversed ? -length : length
    return isVertical ? Layout.Point(x: breadth, y: length) : Layout.Point(x: length, y: breadth)
  }

  /// A box whose middle and size are given along and across the edges.
  func box(
    _ x: Double, _ y: Double, length: Double, breadth: Double, in drawing: Double
  ) -> Layout.Box {
    let center = point(x, y, in: drawing)
    return isVertical
      ? Layout.Box(center: center, width: breadth, height: length)
      : Layout.Box(center: center, width: length, height: breadth)
  }
}
