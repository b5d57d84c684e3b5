internal import Graphviz

/// The rows of a PNG, filtered and compressed.
///
/// Measured on pictures of ours: no filter makes the smallest files of what can be read at once, by a
/// sixth, as deflate finds the glyphs that it has seen. To try all filters on each row, as libpng
/// does, takes twice as long.
enum PixelStream {
  /// How far deflate looks back, and no row above can be found in it if two do not fit.
  private static let window = 1 << 15

  /// The filter types of PNG that are used.
  private static let none: UInt8 = 0
  private static let up: UInt8 = 2

  /// Compresses all pixels.
  static func compress(_ bitmap: Bitmap, as form: PixelForm) -> [UInt8] {
    let byteCount = form.byteCount(of: bitmap.width)
    var row = [UInt8](repeating: 0, count: byteCount)
    var above = row
    var difference = row
    var deflater = Deflater()
    for start in stride(from: 0, to: bitmap.pixels.count, by: bitmap.width) {
      form.write(bitmap.pixels[start..<start + bitmap.width], into: &row)
      if isUpBetter(row, above, bytesPerPixel: form.bytesPerPixel) {
        for place in 0..<byteCount { difference[place] = row[place] &- above[place] }
        deflater.append([up])
        deflater.append(difference)
      } else {
        deflater.append([none])
        deflater.append(row)
      }
      swap(&row, &above)
    }
    return deflater.finish()
  }

  /// Whether a row is to be stored as its difference to the row above.
  private static func isUpBetter(
    _ row: [UInt8], _ above: [UInt8], bytesPerPixel: Int
  ) -> Bool {
    if row == above { return true }
    if row.count <= window / 2 { return false }
    // Deflate does not find the row above, so the filter must, where less changes down than along.
    var (down, along) = (0, 0)
    for place in bytesPerPixel..<row.count {
      if row[place] != above[place] { down += 1 }
      if row[place] != row[place - bytesPerPixel] { along += 1 }
    }
    return down < along
  }
}
