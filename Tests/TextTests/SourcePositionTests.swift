import Testing
import Text

@Suite struct SourcePositionTests {
  @Test(arguments: [
    ("ab\ncd", 0, 1, 1), ("ab\ncd", 2, 1, 3), ("ab\ncd", 3, 2, 1), ("ab\ncd", 4, 2, 2),
    ("ab\ncd", 5, 2, 3), ("ab\ncd", 99, 2, 3), ("ab\n", 3, 2, 1),
    // CRLF ends one line, CR alone too, LF CR two.
    ("a\r\nb", 3, 2, 1), ("a\r\nb", 2, 1, 2), ("a\rb", 2, 2, 1), ("a\n\rb", 3, 3, 1),
    // A mark at the start takes no column, and characters count, not bytes.
    ("\u{FEFF}ab", 3, 1, 1), ("\u{FEFF}ab", 0, 1, 1), ("éé x", 5, 1, 4), ("a\tb", 2, 1, 3),
    ("", 0, 1, 1),
  ])
  func countsLinesAndCharacters(text: String, offset: Int, line: Int, column: Int) {
    let position = SourcePosition(of: offset, in: Array(text.utf8))
    #expect(position == SourcePosition(line: line, column: column))
    #expect(position.description == "\(line):\(column)")
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], 1), ([0xC3], 0), ([0xC3, 0xA9, 0xC3, 0x28], 2), ([0xED, 0xA0, 0x80], 0),
    ] as [([UInt8], Int)])
  func findsTheFirstByteThatIsNotUTF8(bytes: [UInt8], offset: Int) {
    #expect(bytes.firstInvalidUTF8 == offset)
  }

  @Test func findsNothingInUTF8() {
    #expect(Array("é😀\0".utf8).firstInvalidUTF8 == nil)
  }
}
