import Testing
import Text

@Suite struct TextWrappingTests {
  @Test func wrappingKeepsLineBreaksAndExamples() {
    let text = "one two three\n\n  an example that is wide\nextraordinarily wide"
    #expect(
      text.wrapped(to: 9) == [
        "one two", "three", "", "  an example that is wide", "extraordinarily", "wide",
      ])
  }

  @Test func linesAreFilledToTheLastColumn() {
    #expect(["ab", "cd", "ef"].filled(to: 5) == ["ab cd", "ef"])
    #expect(["ab", "cd", "ef"].filled(to: 4) == ["ab", "cd", "ef"])
    #expect(["ab", "cd", "ef"].filled(to: 8) == ["ab cd ef"])
    // Each of these characters takes two columns.
    #expect(["数", "値"].filled(to: 5) == ["数 値"])
    #expect(["数", "値"].filled(to: 4) == ["数", "値"])
    #expect([].filled(to: 4) == [])
  }
}
