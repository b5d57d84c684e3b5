/// A line that is read in columns, because a tab may belong to a container only in part.
struct MarkdownLine {
  let bytes: [UInt8]

  /// The bytes of the line, without its end.
  let range: Range<Int>

  /// Counted from 0.
  let index: Int

  /// The next byte to read.
  private(set) var offset: Int

  /// The next column to read.
  private(set) var column = 0

  /// Columns of a tab already read as a byte that still count as blanks.
  private(set) var pendingBlanks = 0

  /// The first byte that is not a blank, or the line's end.
  private(set) var contentOffset = 0

  private var contentColumn = 0

  init(_ bytes: [UInt8], range: Range<Int>, index: Int) {
    self.bytes = bytes
    self.range = range
    self.index = index
    offset = range.lowerBound
    findContent()
  }

  /// How many columns of blanks are yet to be read.
  var indent: Int { contentColumn - column }

  var isBlank: Bool { contentOffset == range.upperBound }

  var first: UInt8? { isBlank ? nil : bytes[contentOffset] }

  /// Reads what follows the blanks.
  var content: ByteReader { ByteReader(bytes, in: contentOffset..<range.upperBound) }

  /// Reads up to the given number of columns of blanks.
  mutating func skipBlanks(_ limit: Int) {
    var rest = min(limit, indent)
    while rest > 0 {
      if pendingBlanks == 0 {
        pendingBlanks = Self.width(of: bytes[offset], at: column)
        offset += 1
      }
      let step = min(rest, pendingBlanks)
      pendingBlanks -= step
      column += step
      rest -= step
    }
  }

  /// Reads all blanks and the given number of bytes behind them.
  mutating func skipContent(_ count: Int = 0) {
    offset = contentOffset + count
    column = contentColumn + count
    pendingBlanks = 0
    if count > 0 { findContent() }
  }

  private mutating func findContent() {
    contentOffset = offset
    contentColumn = column
    while contentOffset < range.upperBound, bytes[contentOffset].isBlank {
      contentColumn += Self.width(of: bytes[contentOffset], at: contentColumn)
      contentOffset += 1
    }
  }

  private static func width(of byte: UInt8, at column: Int) -> Int {
    byte == .tab ? 4 - column % 4 : 1
  }

  /// What puts another line into the same containers, at the same indentation.
  ///
  /// All read so far are blanks and markers. Those of quotes are repeated; those of lists would
  /// open new items, so that blanks take their place. A list marker right behind that of a quote
  /// needs one blank more, because the quote takes the first for itself.
  var prefix: [UInt8] {
    var prefix: [UInt8] = []
    var column = 0
    for byte in bytes[range.lowerBound..<contentOffset] {
      let width = Self.width(of: byte, at: column)
      column += width
      if byte == ">" {
        prefix.append(byte)
      } else {
        if !byte.isBlank, prefix.last == ">" { prefix.append(.blank) }
        prefix.append(contentsOf: repeatElement(.blank, count: width))
      }
    }
    return prefix
  }
}
