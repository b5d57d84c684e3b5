/// The size that a PNG should come out with.
struct PixelSize {
  /// The most pixels that cairo draws along a side; beyond, it would silently scale the picture.
  static let limit = 32_767

  let width: Int
  let height: Int
  private let largestDPI: Double

  /// The size of a drawing with padding all around, both in points.
  init(_ drawing: Places.Point, padding: Double, dpi: Double) {
    let width = drawing.x + 2 * padding
    let height = drawing.y + 2 * padding
    self.width = Int((width * dpi / 72).rounded())
    self.height = Int((height * dpi / 72).rounded())
    let exact = Double(Self.limit) * 72 / max(width, height)
    largestDPI = exact < 10 ? (exact * 100).rounded(.down) / 100 : exact.rounded(.down)
  }

  /// Refuses what is too large to draw.
  func check() throws(GraphvizError) {
    guard max(width, height) <= Self.limit else {
      throw .pictureTooLarge(
        width: width, height: height, limit: Self.limit, largestDPI: largestDPI)
    }
  }

  /// Refuses bytes that are no PNG of this size, one pixel more or less for rounding.
  func verify(_ bytes: [UInt8]) throws(GraphvizError) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count >= 24, bytes.starts(with: signature),
      abs(number(bytes[16..<20]) - width) <= 1, abs(number(bytes[20..<24]) - height) <= 1
    else { throw .unexpectedPicture(format: "png", width: width, height: height) }
  }

  private func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
