import Testing

@testable import CommandLineArguments

@Suite struct TextTests {
  @Test(arguments: [
    ("stage", "stage"), ("outputPath", "output-path"), ("http2Port", "http2-port"), ("", ""),
  ])
  func kebabCase(_ name: String, _ expected: String) {
    #expect(name.kebabCased == expected)
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
