internal import Text

/// The marks of an HTML document: its comments.
enum HTMLMarks {
  /// The marks in the order of the text.
  ///
  /// O(length).
  static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    var reader = HTMLReader(bytes: bytes)
    while let comment = reader.nextComment() {
      let text = String(decoding: bytes[comment].dropFirst(4).dropLast(3), as: UTF8.self)
      guard let content = MarkdownMarks.content(ofComment: text) else { continue }
      let (isAlone, prefix) = surroundings(of: comment, in: bytes)
      marks.append(
        Mark(
          content: content, range: comment, line: reader.line(of: comment.lowerBound),
          isAlone: isAlone, prefix: prefix))
    }
    return marks
  }

  /// Whether a comment has its lines for itself, and what is before it on the first.
  private static func surroundings(
    of comment: Range<Int>, in bytes: [UInt8]
  ) -> (isAlone: Bool, prefix: [UInt8]) {
    let start = bytes[..<comment.lowerBound].lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
    let isFirst = start == 0 || bytes[start - 1].endsLine
    let next = bytes[comment.upperBound...].first { !$0.isBlank }
    return (isFirst && next?.endsLine ?? true, Array(bytes[start..<comment.lowerBound]))
  }
}

/// Reads a text of HTML comment by comment.
private struct HTMLReader {
  let bytes: [UInt8]
  private var position = 0
  private var countedTo = 0
  private var lineCount = 1

  /// Elements in which there are no comments.
  private static let rawElements = ["script", "style", "textarea", "title", "xmp"].map {
    Array($0.utf8)
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The bytes of the next comment.
  mutating func nextComment() -> Range<Int>? {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if has("!--", at: position) {
        guard let end = index(of: "-->", from: position + 3) else { return nil }
        position = end + 3
        return start..<position
      }
      if let name = HTMLReader.rawElements.first(where: { hasElement($0, at: position) }) {
        position = endOfElement(name)
      }
    }
    return nil
  }

  /// The line of an offset, from 1; offsets are asked for in their order.
  mutating func line(of offset: Int) -> Int {
    while countedTo < offset {
      let byte = bytes[countedTo]
      let isPair =
        byte == UInt8(ascii: "\r") && countedTo + 1 < bytes.count
        && bytes[countedTo + 1] == UInt8(ascii: "\n")
      if byte.endsLine && !isPair { lineCount += 1 }
      countedTo += 1
    }
    return lineCount
  }

  private func has(_ text: String, at offset: Int) -> Bool {
    bytes[min(offset, bytes.count)...].starts(with: text.utf8)
  }

  private func hasElement(_ name: [UInt8], at offset: Int) -> Bool {
    guard bytes[offset...].prefix(name.count).map({ $0 | 0x20 }) == name else { return false }
    let end = offset + name.count
    return end < bytes.count && (bytes[end].isWhitespace || bytes[end] == UInt8(ascii: ">"))
  }

  private func index(of text: String, from start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      if has(text, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func endOfElement(_ name: [UInt8]) -> Int {
    var place = position
    while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
      place = start + 1
      if has("/", at: place), bytes[(place + 1)...].prefix(name.count).map({ $0 | 0x20 }) == name {
        return place
      }
    }
    return bytes.count
  }
}
