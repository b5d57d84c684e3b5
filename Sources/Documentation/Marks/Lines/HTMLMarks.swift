internal import Text

/// The marks of an HTML document: its comments.
enum HTMLMarks {
  /// Elements in which there are no comments.
  private static let rawElements = ["script", "style", "textarea", "title", "xmp"].map {
    Array($0.utf8)
  }

  /// The marks in the order of the text.
  ///
  /// O(length).
  static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    let lines = SourceLine.ranges(in: bytes)
    var line = 0
    for range in comments(in: bytes) {
      while line + 1 < lines.count, lines[line + 1].lowerBound <= range.lowerBound { line += 1 }
      let text = String(decoding: bytes[range].dropFirst(4).dropLast(3), as: UTF8.self)
      guard let content = MarkdownMarks.content(ofComment: text) else { continue }
      let before = bytes[lines[line].lowerBound..<range.lowerBound]
      let next = bytes[range.upperBound...].first { !$0.isBlank }
      marks.append(
        Mark(
          content: content, range: range, line: line + 1,
          isAlone: before.allSatisfy(\.isBlank) && next?.endsLine ?? true,
          prefix: Array(before.prefix(while: \.isBlank))))
    }
    return marks
  }

  private static func comments(in bytes: [UInt8]) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var reader = ByteReader(bytes, in: 0..<bytes.count)
    while let byte = reader.next {
      let start = reader.offset
      reader.offset += 1
      guard byte == "<" else { continue }
      if reader.take("!--") {
        if reader.skip(through: "-->") { comments.append(start..<reader.offset) }
      } else if let name = rawElements.first(where: { isElement($0, at: reader) }) {
        // Up to its end tag, or to the end of the document.
        repeat {
          reader.skip { $0 != UInt8(ascii: "<") }
        } while reader.take("<") && !isEnd(name, at: reader)
      }
    }
    return comments
  }

  private static func isElement(_ name: [UInt8], at reader: ByteReader) -> Bool {
    let rest = reader.bytes[reader.offset..<reader.end]
    return rest.prefix(name.count).elementsEqual(name) { $0.lowercased == $1 }
      && rest.dropFirst(name.count).first.map { $0.isWhitespace || $0 == ">" } ?? false
  }

  private static func isEnd(_ name: [UInt8], at reader: ByteReader) -> Bool {
    var reader = reader
    return reader.take("/")
      && reader.bytes[reader.offset..<reader.end].prefix(name.count)
        .elementsEqual(name) { $0.lowercased == $1 }
  }
}
