internal import CZlib
public import Drawings
internal import Text

/// Writes bitmaps as PNG files.
///
/// Our pictures are flat colours and antialiased text, and this is made for them: it takes half the
/// time of cairo's own writer.
///
/// The same bitmap gives the same bytes, for one version of zlib.
public enum PNGEncoder {
  /// A picture of one pixel or more as a PNG file that has every pixel as it is.
  public static func png(of bitmap: Bitmap) -> [UInt8] { png(of: bitmap, source: nil) }

  /// A picture with the mark of what it was drawn from.
  static func png(of bitmap: Bitmap, source: SourceMark?) -> [UInt8] {
    let form = PixelForm(of: bitmap)
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

  /// The chunks that give the size in pixels and in metres, and where the picture comes from.
  static func header(of bitmap: Bitmap, _ form: PixelForm, _ source: SourceMark?) -> [PNGChunk] {
    let size = PNGChunk.bigEndian(UInt32(bitmap.width)) + PNGChunk.bigEndian(UInt32(bitmap.height))
    // The only compression and filter method there are, and rows in their order.
    let header = PNGChunk("IHDR", size + [UInt8(form.bitDepth), form.colorType, 0, 0, 0])
    let perMeter = PNGChunk.bigEndian(UInt32((bitmap.dpi / 0.0254).rounded()))
    let resolution = PNGChunk("pHYs", perMeter + perMeter + [1])
    return [header, resolution] + (source.map { [$0.chunk] } ?? [])
  }
}

/// A part of a PNG file: a type of four letters, and its content.
package struct PNGChunk: Equatable {
  package let type: String
  package let content: [UInt8]

  /// What every PNG begins with.
  package static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  package init(_ type: String, _ content: [UInt8] = []) {
    precondition(content.count <= Int32.max, "A chunk of a PNG has less than 2 GB.")
    self.type = type
    self.content = content
  }

  /// The chunks of a PNG as far as they are whole, looked for one by one.
  package static func chunks(in png: [UInt8]) -> some Sequence<PNGChunk> {
    sequence(state: signature.count) { (start: inout Int) -> PNGChunk? in
      guard start + 12 <= png.count else { return nil }
      let length = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let content = start + 8
      let end = content + length
      guard end + 4 <= png.count else { return nil }
      start = end + 4
      return PNGChunk(
        String(decoding: png[content - 4..<content], as: UTF8.self), Array(png[content..<end]))
    }
  }

  /// Appends the chunk to a file: its length, type, content, and a checksum of the latter two.
  package func write(to file: inout [UInt8]) {
    file += PNGChunk.bigEndian(UInt32(content.count))
    let covered = file.count
    file += type.utf8
    file += content
    file += PNGChunk.bigEndian(PNGChunk.checksum(of: file[covered...]))
  }

  /// The CRC of the PNG specification (ISO 3309).
  static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
    UInt32(
      truncatingIfNeeded: bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
  }

  /// A number as PNG has it.
  static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    stride(from: Number.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: number >> $0)
    }
  }
}
