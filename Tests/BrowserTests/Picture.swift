/// What a browser measured in a picture, in the picture's user space.
struct Picture: Decodable {
  struct Box: Decodable {
    let minX: Double
    let minY: Double
    let maxX: Double
    let maxY: Double
  }

  /// The outline of a card or frame.
  struct Outline: Decodable {
    let name: String
    let isRound: Bool
    /// `nil` where nothing is drawn that could hold a text.
    let box: Box?
  }

  struct Text: Decodable {
    let content: String
    let box: Box
    /// The index of its card or frame, or -1.
    let card: Int
    let frame: Int
    let isOnEdge: Bool
  }

  let viewBox: Box
  let cards: [Outline]
  let frames: [Outline]
  let texts: [Text]
  /// The widths of a column in all fonts that the texts are set in, as parts of the font size.
  let advances: [Double]
}

extension Picture.Box {
  var width: Double { maxX - minX }
  var height: Double { maxY - minY }

  /// How far a box reaches beyond this one, on the worst side; negative where there is room.
  func excess(of other: Picture.Box) -> Double {
    max(minX - other.minX, minY - other.minY, other.maxX - maxX, other.maxY - maxY)
  }

  /// How deep two boxes lie in each other; negative where there is room between them.
  func overlap(with other: Picture.Box) -> Double {
    min(
      min(maxX, other.maxX) - max(minX, other.minX),
      min(maxY, other.maxY) - max(minY, other.minY))
  }

  /// How far the corners of a box reach beyond the ellipse in this one, along the shorter radius.
  func roundExcess(of other: Picture.Box) -> Double {
    let dx = max(other.maxX - (minX + maxX) / 2, (minX + maxX) / 2 - other.minX)
    let dy = max(other.maxY - (minY + maxY) / 2, (minY + maxY) / 2 - other.minY)
    let (rx, ry) = (width / 2, height / 2)
    let distance = ((dx / rx) * (dx / rx) + (dy / ry) * (dy / ry)).squareRoot()
    return (distance - 1) * min(rx, ry)
  }
}
