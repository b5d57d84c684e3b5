/// Where lines are plotted, in points of the picture.
struct PlotArea: Equatable {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// Far outside: places beyond are drawn as if they were there, so that arithmetic stays finite.
  private static let far = 1e7

  /// The place of parts of the width and the height.
  func place(across: Double, up: Double) -> PlotLine.Place {
    func bounded(_ value: Double) -> Double {
      Swift.min(Swift.max(value, -PlotArea.far), PlotArea.far)
    }
    return PlotLine.Place(x: bounded(left + across * width), y: bounded(bottom - up * height))
  }

  func contains(_ place: PlotLine.Place) -> Bool {
    (left...right).contains(place.x) && (top...bottom).contains(place.y)
  }

  /// The place in the area that is nearest to one that rounding put outside.
  func nearest(_ place: PlotLine.Place) -> PlotLine.Place {
    PlotLine.Place(
      x: Swift.min(Swift.max(place.x, left), right),
      y: Swift.min(Swift.max(place.y, top), bottom))
  }
}
