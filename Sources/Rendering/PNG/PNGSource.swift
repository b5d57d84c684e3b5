/// The mark that a PNG carries of what it was drawn from.
///
/// The pixels of a PNG differ between versions of cairo and fonts. The mark is a hash of the
/// graph's DOT text, so that a check can tell whether a committed picture is still of its source.
public struct PNGSource: Equatable, Sendable {
  private static let keyword = Array("MultiGrad source".utf8) + [0]

  /// The hash in hexadecimal.
  public let hash: String

  /// The mark of a source: its FNV-1a hash of 64 bits.
  public init(of source: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    self.hash = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The mark in a PNG, or `nil` where it carries none.
  public init?(in png: [UInt8]) {
    let mark = PNGChunk.chunks(in: png).first {
      $0.type == "tEXt" && $0.content.starts(with: PNGSource.keyword)
    }
    guard let mark else { return nil }
    hash = String(decoding: mark.content.dropFirst(PNGSource.keyword.count), as: UTF8.self)
  }

  /// The mark as it stands in a PNG.
  var chunk: PNGChunk { PNGChunk("tEXt", PNGSource.keyword + Array(hash.utf8)) }
}
