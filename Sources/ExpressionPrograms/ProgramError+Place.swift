internal import TextMetrics

extension ProgramError.Place {
  /// The place of a range of bytes in a program.
  ///
  /// A range that runs over the end of its first line is cut there. O(length of the program).
  init(_ range: Range<Int>, in bytes: [UInt8]) {
    var line = 1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let offset = max(range.lowerBound, start)
    var index = start
    while index < offset {
      let isPair =
        bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
        && bytes[index + 1] == UInt8(ascii: "\n")
      let next = index + (isPair ? 2 : 1)
      if bytes[index].endsLine {
        if next > offset { break }
        line += 1
        start = next
      }
      index = next
    }
    var end = start
    while end < bytes.count, !bytes[end].endsLine { end += 1 }
    let last = min(max(range.upperBound, offset), end)
    self.line = line
    column = String(decoding: bytes[start..<min(offset, end)], as: UTF8.self).count + 1
    length = max(1, String(decoding: bytes[min(offset, last)..<last], as: UTF8.self).count)
    text = String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The line below the text: a caret under the first character, tildes under the others.
  var mark: String {
    // A tab is copied, so that it is as wide here as above.
    let indent = text.prefix(column - 1).map { character in
      character == "\t"
        ? "\t" : String(repeating: " ", count: TextMetrics.columns(of: String(character)))
    }
    let marked = text.dropFirst(column - 1).prefix(length)
    let width = max(1, TextMetrics.columns(of: marked))
    return indent.joined() + "^" + String(repeating: "~", count: width - 1)
  }
}
