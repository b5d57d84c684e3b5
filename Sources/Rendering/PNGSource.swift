/// The mark that a PNG carries of what it was drawn from.
///
/// The pixels of a PNG differ between versions of cairo and fonts. The mark is a hash of the
/// graph's DOT text, so that a check can tell whether a committed picture is still of its source.
public struct PNGSource: Equatable, Sendable {
  private static let keyword = "MultiGrad source"
  /// The hash in hexadecimal.
  public let hash: String

  /// The mark of a source: its FNV-1a hash of 64 bits.
  public init(of source: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    self.hash = String(repeating: "0", count: 16 - digits.count) + digits
  }

  private init(hash: String) {
    self.hash = hash
  }

  /// The mark in a PNG, or `nil` where it carries none.
  public init?(in png: [UInt8]) {
    var start = PNGSource.signatureLength
    while start + 12 <= png.count {
      let length = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let type = String(decoding: png[start + 4..<start + 8], as: UTF8.self)
      let end = start + 8 + length
      if end > png.count { return nil }
      let prefix = Array(PNGSource.keyword.utf8) + [0]
      if type == "tEXt", png[start + 8..<end].starts(with: prefix) {
        self.init(
          hash: String(decoding: png[start + 8 + prefix.count..<end], as: UTF8.self))
        return
      }
      start = end + 4
    }
    return nil
  }

  private static let signatureLength = 8

  /// Puts the mark into a PNG, behind its header.
  static func write(_ source: PNGSource, to png: inout [UInt8]) {
    let content = Array("tEXt\(keyword)".utf8) + [0] + Array(source.hash.utf8)
    let headerLength = 25
    png.insert(
      contentsOf: bigEndian(UInt32(content.count - 4)) + content + bigEndian(checksum(content)),
      at: signatureLength + headerLength)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// The CRC of a chunk's type and content (ISO 3309, as the PNG specification has it).
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
