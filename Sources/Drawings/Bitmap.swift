/// A drawing in pixels.
public struct Bitmap: Sendable, Equatable {
  /// The number of pixels in a row.
  public let width: Int
  /// The number of rows.
  public let height: Int
  /// The pixels, row by row from the top: alpha in the highest byte, then red, green and blue, each
  /// multiplied with alpha.
  public private(set) var pixels: [UInt32]
  /// The resolution, in pixels per inch.
  public let dpi: Double
  /// What was warned of while it was drawn, one line each.
  package var warnings: [String] = []

  /// Creates a bitmap of `width` times `height` pixels.
  public init(width: Int, height: Int, pixels: [UInt32], dpi: Double = 96) {
    precondition(pixels.count == width * height, "A bitmap has width times height pixels.")
    self.width = width
    self.height = height
    self.pixels = pixels
    self.dpi = dpi
  }

  /// Whether no pixel is transparent, even in part.
  public var isOpaque: Bool { pixels.allSatisfy { $0 >> 24 == 255 } }

  /// Puts an opaque colour, red in its third byte, behind every pixel that is not opaque.
  ///
  /// Cairo covers the pixels along the right and the lower side only in part, since a drawing is
  /// rarely a whole number of pixels.
  package mutating func fill(behind color: UInt32) {
    for index in pixels.indices where pixels[index] >> 24 != 255 {
      let pixel = pixels[index]
      let rest = 255 - pixel >> 24
      pixels[index] = [16, 8, 0].reduce(0xFF) { sum, shift in
        let part = (color >> shift & 255) * rest
        return sum << 8 | min(255, (pixel >> shift & 255) + (part + 127) / 255)
      }
    }
  }
}
