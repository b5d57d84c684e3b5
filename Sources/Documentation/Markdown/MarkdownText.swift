/// The text of a block without its containers' markers, which remembers where it came from.
struct MarkdownText {
  /// Where a line of the text begins, here and in the document.
  struct Line {
    let start: Int
    let origin: Int
    let index: Int
    let column: Int
  }

  /// All lines, each ended by a newline.
  private(set) var bytes: [UInt8] = []

  private(set) var lines: [Line] = []

  /// Appends what is yet to be read of a line.
  mutating func append(_ line: MarkdownLine) {
    // The blanks that are left of a tab have no bytes of their own.
    let start = bytes.count + line.pendingBlanks
    lines.append(
      Line(
        start: bytes.count, origin: line.offset - line.pendingBlanks, index: line.index,
        column: line.column))
    bytes.append(contentsOf: repeatElement(.blank, count: start - bytes.count))
    bytes.append(contentsOf: line.bytes[line.offset..<line.range.upperBound])
    bytes.append(.newline)
  }

  var reader: ByteReader { ByteReader(bytes, in: 0..<bytes.count) }

  /// The line that holds this byte of the text.
  func line(at offset: Int) -> Line {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle }
    }
    return lines[low]
  }

  /// Where this byte of the text is in the document.
  func origin(of offset: Int) -> Int {
    let line = line(at: offset)
    return line.origin + offset - line.start
  }

  /// The lines as code.
  var items: [MarkdownItem.Line] {
    lines.indices.map { index in
      let line = lines[index]
      let end = index + 1 < lines.count ? lines[index + 1].start : bytes.count
      return MarkdownItem.Line(
        text: String(decoding: bytes[line.start..<end - 1], as: UTF8.self),
        index: line.index,
        removedColumns: line.column)
    }
  }
}
