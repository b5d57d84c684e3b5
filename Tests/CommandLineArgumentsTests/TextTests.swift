import Testing

@testable import CommandLineArguments

@Suite struct TextTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("same", "same", 0), ("kitten", "sitting", 3),
    ("formt", "format", 1), ("flaw", "lawn", 2), ("intention", "execution", 5), ("ab", "ba", 1),
    ("hepl", "help", 1),
    ("abc", "cab", 2),
  ])
  func editDistance(_ one: String, _ other: String, _ distance: Int) {
    #expect(one.editDistance(to: other) == distance)
    #expect(other.editDistance(to: one) == distance)
  }

  @Test(arguments: [
    ("befor", "before"), ("bth", "both"), ("x", nil), ("-after", "after"), ("zzzzz", nil),
    ("", nil), ("bxth", "both"), ("bxxh", nil),
  ])
  func closest(_ word: String, _ expected: String?) {
    #expect(word.closest(in: ["before", "after", "both", "y"]) == expected)
  }

  @Test(arguments: [
    ("stage", "stage"), ("outputPath", "output-path"), ("http2Port", "http2-port"), ("", ""),
  ])
  func kebabCase(_ name: String, _ expected: String) {
    #expect(name.kebabCased == expected)
  }

  @Test func wrappingKeepsLineBreaksAndExamples() {
    let text = "one two three\n\n  an example that is wide\nextraordinarily wide"
    #expect(
      text.wrapped(to: 9) == [
        "one two", "three", "", "  an example that is wide", "extraordinarily", "wide",
      ])
  }

  @Test func namesFollowFromTheProperty() {
    let names = ([.customShort("z"), .long, .customLong("zoom")] as NameSpecification)
      .names(for: "scaleFactor")
    #expect(names.map(\.dashed) == ["-z", "--scale-factor", "--zoom"])
    #expect(NameSpecification.shortAndLong.names(for: "scale").map(\.dashed) == ["-s", "--scale"])
  }

  @Test(arguments: [
    ("it's", #"'it'\''s'"#), ("", "''"), ("$(x) `y`", "'$(x) `y`'"),
  ])
  func shellQuoting(_ text: String, _ expected: String) {
    #expect(text.shellQuoted == expected)
  }
}
