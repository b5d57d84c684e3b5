internal import Drawings

/// Where lines are plotted, in points of the picture.
struct PlotArea: Equatable {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  var box: Layout.Box {
    Layout.Box(
      center: Layout.Point(x: (left + right) / 2, y: (top + bottom) / 2), width: width,
      height: height)
  }

  /// Far outside: points beyond are drawn as if they were there, so that arithmetic stays finite.
  private static let far = 1e7

  /// The point at parts of the width and the height.
  func point(across: Double, up: Double) -> Layout.Point {
    func bounded(_ value: Double) -> Double {
      Swift.min(Swift.max(value, -PlotArea.far), PlotArea.far)
    }
    return Layout.Point(x: bounded(left + across * width), y: bounded(bottom - up * height))
  }

  func contains(_ point: Layout.Point) -> Bool {
    (left...right).contains(point.x) && (top...bottom).contains(point.y)
  }

  /// The point in the area that is nearest to one that rounding put outside.
  func nearest(_ point: Layout.Point) -> Layout.Point {
    Layout.Point(
      x: Swift.min(Swift.max(point.x, left), right),
      y: Swift.min(Swift.max(point.y, top), bottom))
  }
}
