internal import CZlib

/// A part of a PNG file: a type of four letters, and its content.
struct PNGChunk: Equatable {
  let type: String
  let content: [UInt8]

  /// What every PNG begins with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ type: String, _ content: [UInt8] = []) {
    precondition(content.count <= Int32.max, "A chunk of a PNG has less than 2 GB.")
    self.type = type
    self.content = content
  }

  /// The chunks of a PNG as far as they are whole, looked for one by one.
  static func chunks(in png: [UInt8]) -> some Sequence<PNGChunk> {
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
  func write(to file: inout [UInt8]) {
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
