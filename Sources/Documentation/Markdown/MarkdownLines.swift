/// The lines of a document, between any of the three line ends and behind a byte order mark.
struct MarkdownLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var offset: Int
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func next() -> MarkdownLine? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
    defer {
      offset += bytes[offset...].starts(with: [0x0D, 0x0A]) ? 2 : 1
      index += 1
    }
    return MarkdownLine(bytes, range: start..<offset, index: index)
  }
}
