import Testing

@testable import CommandLineArguments

/// Every way to declare a property.
private struct Declarations: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "declarations")

  @Option var defaulted: Stage = .both
  @Option() var optional: Stage?
  @Option(parsing: .upTo(3)) var list: [Stage] = [.after]
  @Option(transform: count) var made: Int?
  @Flag var plain = false
  @Argument() var stage: Stage
  @Argument(transform: count) var word: Int
  @Argument() var optionalWord: String?

  @Sendable static func count(_ text: String) -> Int { text.count }
}

@Suite struct DeclarationTests {
  private func parse(_ words: [String]) throws -> Declarations {
    try #require(try Declarations.parse(words) as? Declarations)
  }

  @Test func defaultsStayWithoutWords() throws {
    let values = try parse(["before", "abc"])
    #expect(values.defaulted == .both)
    #expect(values.optional == nil)
    #expect(values.list == [.after])
    #expect(values.made == nil)
    #expect(!values.plain)
    #expect(values.stage == .before)
    #expect(values.word == 3)
    #expect(values.optionalWord == nil)
  }

  @Test func wordsReplaceDefaults() throws {
    let values = try parse([
      "--defaulted=before", "--optional=before", "--list=before", "both", "--list=both",
      "--made=ab", "--plain", "after", "abcd", "v",
    ])
    #expect(values.defaulted == .before)
    #expect(values.optional == .before)
    #expect(values.list == [.before, .both, .both])
    #expect(values.made == 2)
    #expect(values.plain)
    #expect(values.stage == .after)
    #expect(values.word == 4)
    #expect(values.optionalWord == "v")
  }

  @Test(arguments: [
    ([], "'<stage>'. Choose one of: before, after, both."), (["after"], "'<word>'."),
  ])
  func requiredArgumentsAreMissed(_ words: [String], _ message: String) {
    #expect(Declarations.message(of: words) == "Missing expected argument " + message)
  }
}
