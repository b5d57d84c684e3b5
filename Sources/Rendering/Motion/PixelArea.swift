internal import Drawings

/// A rectangle of pixels.
struct PixelArea: Equatable {
  var x, y, width, height: Int
}

extension Bitmap {
  /// All pixels.
  var area: PixelArea { PixelArea(x: 0, y: 0, width: width, height: height) }

  /// The pixels of an area.
  func part(_ area: PixelArea) -> Bitmap {
    if area == self.area { return self }
    var part: [UInt32] = []
    part.reserveCapacity(area.width * area.height)
    for y in area.y..<area.y + area.height {
      part += pixels[y * width + area.x..<y * width + area.x + area.width]
    }
    return Bitmap(width: area.width, height: area.height, pixels: part, dpi: dpi)
  }

  /// The smallest area outside of which two bitmaps of one size are the same; one pixel where they
  /// are the same everywhere, since a file can have no area of none.
  func differences(to other: Bitmap) -> PixelArea {
    var (left, right) = (width, -1)
    var (top, bottom) = (height, -1)
    for y in 0..<height {
      let start = y * width
      let row = start..<start + width
      if pixels[row] == other.pixels[row] { continue }
      top = min(top, y)
      bottom = y
      func differs(_ x: Int) -> Bool { pixels[start + x] != other.pixels[start + x] }
      // Only what is outside of the columns so far can make them more.
      left = (0..<left).first(where: differs) ?? left
      right = (right + 1..<width).last(where: differs) ?? right
    }
    if bottom < 0 { return PixelArea(x: 0, y: 0, width: 1, height: 1) }
    return PixelArea(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
