/// A part of a GIF file: its header with the colours, an extension, an image, or its end.
///
/// Only how far each goes is read here, so that a comment can be found, put in and taken out.
package struct GIFBlock: Equatable {
  fileprivate static let signature = Array("GIF89a".utf8)
  fileprivate static let image: UInt8 = 0x2C
  fileprivate static let `extension`: UInt8 = 0x21
  fileprivate static let end: UInt8 = 0x3B
  fileprivate static let commentLabel: UInt8 = 0xFE

  /// The part as it stands in the file.
  package let bytes: [UInt8]
  /// What it says, if it is a comment.
  package let comment: [UInt8]?

  /// Whether the file ends with it.
  package var isEnd: Bool { bytes == [GIFBlock.end] }

  /// A comment.
  package init(comment: [UInt8]) {
    var bytes = [GIFBlock.extension, GIFBlock.commentLabel]
    for start in stride(from: 0, to: comment.count, by: 255) {
      let part = comment[start..<min(start + 255, comment.count)]
      bytes += [UInt8(part.count)] + part
    }
    self.init(bytes: bytes + [0], comment: comment)
  }

  fileprivate init(bytes: [UInt8], comment: [UInt8]?) {
    (self.bytes, self.comment) = (bytes, comment)
  }

  /// The parts of a GIF as far as they are whole, looked for one by one.
  package static func blocks(in gif: [UInt8]) -> some Sequence<GIFBlock> {
    sequence(state: GIFBlockReader(gif: gif)) { $0.next() }
  }
}

/// A way through a GIF file, part by part.
private struct GIFBlockReader {
  let gif: [UInt8]
  private var position = 0

  init(gif: [UInt8]) { self.gif = gif }

  /// The next part; `nil` where there is none, or no whole one.
  mutating func next() -> GIFBlock? {
    let start = position
    var comment: [UInt8]?
    switch byte(at: start) {
    case _ where start == 0:
      guard gif.starts(with: GIFBlock.signature) else { return nil }
      position = 13 + colorTableSize(flags: byte(at: 10))
    case GIFBlock.image:
      // Behind the colours there is one number more.
      position += 10 + colorTableSize(flags: byte(at: start + 9)) + 1
      _ = readData()
    case GIFBlock.extension:
      position += 2
      let data = readData()
      if byte(at: start + 1) == GIFBlock.commentLabel { comment = data }
    case GIFBlock.end: position += 1
    default: return nil
    }
    guard position <= gif.count else { return nil }
    return GIFBlock(bytes: Array(gif[start..<position]), comment: comment)
  }

  /// Data in pieces, each behind its length; behind the last stands 0.
  private mutating func readData() -> [UInt8] {
    var data: [UInt8] = []
    repeat {
      let piece = position + 1
      position = piece + Int(byte(at: position) ?? 0)
      data += gif[min(piece, gif.count)..<min(position, gif.count)]
      if position == piece { return data }
    } while true
  }

  /// How many bytes the colours take that flags announce.
  private func colorTableSize(flags: UInt8?) -> Int {
    guard let flags, flags & 0x80 != 0 else { return 0 }
    return 3 << (flags & 7 + 1)
  }

  private func byte(at index: Int) -> UInt8? { index < gif.count ? gif[index] : nil }
}
