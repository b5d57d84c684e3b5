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
      character == "\t" ? "\t" : String(repeating: " ", count: character.isWide ? 2 : 1)
    }
    let marked = text.dropFirst(column - 1).prefix(length)
    let width = max(1, marked.reduce(0) { $0 + ($1.isWide ? 2 : 1) })
    return indent.joined() + "^" + String(repeating: "~", count: width - 1)
  }
}

extension Character {
  /// Whether terminals give the character two columns: East Asian scripts and pictographs.
  fileprivate var isWide: Bool {
    guard let value = unicodeScalars.first?.value, value >= 0x1100 else { return false }
    return switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
