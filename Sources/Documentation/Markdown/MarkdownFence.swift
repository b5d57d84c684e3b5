/// The marker that opens a fenced code block, as the one that closes it must fit.
struct MarkdownFence {
  let character: UInt8
  let count: Int

  /// As many columns are removed from the lines of code, if they have them.
  let indent: Int

  /// The bytes behind the marker, without blanks around them.
  let info: Range<Int>

  /// Reads the fence that a line's content begins with.
  init?(opening line: MarkdownLine) {
    guard let first = line.first, first == "`" || first == "~" else { return nil }
    var reader = line.content
    count = reader.skip { $0 == first }
    guard count >= 3 else { return nil }
    reader.skip { $0.isBlank }
    let rest = line.bytes[reader.offset..<reader.end]
    // Otherwise it would be a code span.
    if first == "`", rest.contains(first) { return nil }
    let end = rest.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? rest.startIndex
    info = rest.startIndex..<end
    character = first
    indent = line.indent
  }

  func isClosed(by line: MarkdownLine) -> Bool {
    guard line.indent < 4, line.first == character else { return false }
    var reader = line.content
    guard reader.skip(while: { $0 == character }) >= count else { return false }
    reader.skip { $0.isBlank }
    return reader.isAtEnd
  }
}
