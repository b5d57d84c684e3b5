import CZlib

/// A PNG read by the letter of its specification, apart from what writes it.
struct DecodedPNG {
  var chunks: [(type: String, content: [UInt8])] = []
  var width = 0
  var height = 0
  var bitDepth = 0
  var colorType = 0
  /// Red, green, blue and alpha of each pixel, one number.
  var pixels: [UInt32] = []
  /// How often each filter type is used.
  var filters = [Int](repeating: 0, count: 5)

  struct Malformed: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  init(_ png: [UInt8]) throws {
    guard png.starts(with: [137, 80, 78, 71, 13, 10, 26, 10]) else { throw Malformed("signature") }
    var start = 8
    while start < png.count {
      guard start + 12 <= png.count else { throw Malformed("end") }
      let length = Int(DecodedPNG.number(png[start..<start + 4]))
      let end = start + 8 + length
      guard end + 4 <= png.count else { throw Malformed("length") }
      guard DecodedPNG.number(png[end..<end + 4]) == DecodedPNG.checksum(png[start + 4..<end])
      else { throw Malformed("checksum") }
      chunks.append(
        (String(decoding: png[start + 4..<start + 8], as: UTF8.self), Array(png[start + 8..<end])))
      start = end + 4
    }
    guard chunks.first?.type == "IHDR", let header = chunks.first?.content, header.count == 13,
      chunks.last?.type == "IEND"
    else { throw Malformed("order") }
    width = Int(DecodedPNG.number(header[0..<4]))
    height = Int(DecodedPNG.number(header[4..<8]))
    (bitDepth, colorType) = (Int(header[8]), Int(header[9]))
    guard header[10...] == [0, 0, 0] else { throw Malformed("method") }
    pixels = try decode(content("IDAT"), width: width, height: height)
  }

  /// The joined content of all chunks of a type.
  func content(_ type: String) -> [UInt8] { chunks.filter { $0.type == type }.flatMap(\.content) }

  /// The pixels of a compressed rectangle.
  mutating func decode(_ stream: [UInt8], width: Int, height: Int) throws -> [UInt32] {
    let channels = colorType == 3 ? 1 : colorType == 2 ? 3 : 4
    let rowLength = (width * channels * bitDepth + 7) / 8
    let step = max(1, channels * bitDepth / 8)
    var bytes = [UInt8](repeating: 0, count: (rowLength + 1) * height)
    var count = uLong(bytes.count)
    guard uncompress(&bytes, &count, stream, uLong(stream.count)) == Z_OK, count == bytes.count
    else { throw Malformed("stream") }
    var above = [UInt8](repeating: 0, count: rowLength)
    var found: [UInt32] = []
    for y in 0..<height {
      var row = Array(bytes[y * (rowLength + 1) + 1..<(y + 1) * (rowLength + 1)])
      let filter = Int(bytes[y * (rowLength + 1)])
      guard filter < 5 else { throw Malformed("filter") }
      filters[filter] += 1
      for x in 0..<rowLength {
        let left = x < step ? 0 : row[x - step]
        let corner = x < step ? 0 : above[x - step]
        row[x] &+= DecodedPNG.prediction(filter, left, above[x], corner)
      }
      for x in 0..<width { found.append(pixel(x, of: row)) }
      above = row
    }
    return found
  }

  private func pixel(_ x: Int, of row: [UInt8]) -> UInt32 {
    switch colorType {
    case 3:
      let bit = x * bitDepth
      let index = Int(row[bit / 8]) >> (8 - bitDepth - bit % 8) & (1 << bitDepth - 1)
      let palette = content("PLTE")
      let alphas = content("tRNS")
      let color = DecodedPNG.number(palette[3 * index..<3 * index + 3])
      return color << 8 | UInt32(index < alphas.count ? alphas[index] : 255)
    case 2: return DecodedPNG.number(row[3 * x..<3 * x + 3]) << 8 | 255
    default: return DecodedPNG.number(row[4 * x..<4 * x + 4])
    }
  }

  private static func prediction(
    _ filter: Int, _ left: UInt8, _ above: UInt8, _ corner: UInt8
  ) -> UInt8 {
    let (a, b, c) = (Int(left), Int(above), Int(corner))
    switch filter {
    case 1: return left
    case 2: return above
    case 3: return UInt8((a + b) / 2)
    case 4:
      let (p, q, r) = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
      return p <= q && p <= r ? left : q <= r ? above : corner
    default: return 0
    }
  }

  static func number(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The CRC, bit by bit as the specification has it.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
