internal import Drawings

/// The size that a picture of pixels should come out with.
struct PixelSize {
  /// A side must have fewer pixels than this: cairo would shrink the picture, and only say so on
  /// standard error.
  static let limit = 32_767

  /// The most pixels in all: four bytes each, once in cairo and once in ours, are 2 GB.
  static let pixelLimit = 1 << 28

  /// The resolutions that can be asked for.
  static let allowedDPI = 1.0...1200

  /// The resolution of scale 1.
  private static let usualDPI = 96.0

  let width: Int
  let height: Int
  let dpi: Double
  private let drawing: Layout.Point
  private let padding: Double

  /// The size of a drawing with padding all around, both in points.
  init(_ drawing: Layout.Point, padding: Double, dpi: Double) {
    self.drawing = drawing
    self.padding = padding
    self.dpi = dpi
    width = Int(((drawing.x + 2 * padding) * dpi / 72).rounded())
    height = Int(((drawing.y + 2 * padding) * dpi / 72).rounded())
  }

  /// This size, or the largest one that can be drawn.
  func fitted() -> PixelSize {
    guard !canBeDrawn, let largestDPI else { return self }
    return PixelSize(drawing, padding: padding, dpi: largestDPI)
  }

  private var canBeDrawn: Bool {
    max(width, height) < PixelSize.limit && width * height <= PixelSize.pixelLimit
  }

  /// Refuses what is too large to draw.
  func check() throws(GraphvizError) {
    if canBeDrawn { return }
    throw .pictureTooLarge(
      width: width, height: height, limit: PixelSize.limit, largestDPI: largestDPI)
  }

  /// The largest resolution that can be drawn, in steps that are short numbers as a scale; `nil` where
  /// none can.
  private var largestDPI: Double? {
    let (x, y) = (drawing.x + 2 * padding, drawing.y + 2 * padding)
    // A little less, since both sides are rounded.
    let dpi = min(
      Double(PixelSize.limit - 1) * 72 / max(x, y),
      (Double(PixelSize.pixelLimit) / (x * y)).squareRoot() * 72 * 0.9999)
    let scale = dpi / PixelSize.usualDPI
    let steps = scale < 0.1 ? 10_000.0 : 100
    let rounded = (scale * steps).rounded(.down) * PixelSize.usualDPI / steps
    return rounded < PixelSize.allowedDPI.lowerBound ? nil : rounded
  }

  /// Refuses a picture of another size, one pixel more or less for rounding.
  func verify(_ bitmap: Bitmap) throws(GraphvizError) {
    guard abs(bitmap.width - width) <= 1, abs(bitmap.height - height) <= 1 else {
      throw .unexpectedPicture(format: "png", width: width, height: height)
    }
  }
}
