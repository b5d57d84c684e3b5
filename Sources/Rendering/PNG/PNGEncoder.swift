public import Graphviz

/// Writes bitmaps as PNG files.
///
/// Our pictures are flat colours and antialiased text, and this is made for them: it takes half the
/// time of cairo's own writer.
///
/// The same bitmap gives the same bytes, for one version of zlib.
public enum PNGEncoder {
  /// A picture as a PNG file that has every pixel as it is.
  ///
  /// - Parameters:
  ///   - bitmap: The picture, of one pixel at least.
  ///   - source: The mark of what it was drawn from.
  public static func png(of bitmap: Bitmap, source: PNGSource? = nil) -> [UInt8] {
    let form = PixelForm(of: [bitmap])
    return file(
      header(of: bitmap, form, source) + form.paletteChunks
        + [PNGChunk("IDAT", PixelStream.compress(bitmap, as: form)), PNGChunk("IEND")])
  }

  /// A file of chunks.
  static func file(_ chunks: [PNGChunk]) -> [UInt8] {
    var bytes = PNGChunk.signature
    bytes.reserveCapacity(chunks.reduce(8) { $0 + $1.content.count + 12 })
    for chunk in chunks { chunk.write(to: &bytes) }
    return bytes
  }

  /// The chunks that tell the size in pixels and in metres, and where the picture comes from.
  static func header(of bitmap: Bitmap, _ form: PixelForm, _ source: PNGSource?) -> [PNGChunk] {
    let size = PNGChunk.bigEndian(UInt32(bitmap.width)) + PNGChunk.bigEndian(UInt32(bitmap.height))
    // The only compression and filter method there are, and rows in their order.
    let header = PNGChunk("IHDR", size + [UInt8(form.bitDepth), form.colorType, 0, 0, 0])
    let perMeter = PNGChunk.bigEndian(UInt32((bitmap.dpi / 0.0254).rounded()))
    let resolution = PNGChunk("pHYs", perMeter + perMeter + [1])
    return [header, resolution] + (source.map { [$0.chunk] } ?? [])
  }
}
