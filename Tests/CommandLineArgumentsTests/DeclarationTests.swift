import CommandLineArguments
import Testing

/// Every way to declare a property.
private struct Declarations: ParsableCommand {
  enum Level: Int, CaseIterable, ExpressibleByArgument {
    case low = 1
    case high = 2
  }

  @Option var single: Stage
  @Option var defaulted: Stage = .both
  @Option var optional: Stage?
  @Option var optionalNil: Stage? = nil
  @Option var list: [Stage] = []
  @Option var requiredList: [Stage]
  @Option(transform: count) var made: Int
  @Option(transform: count) var madeDefaulted = 5
  @Option(transform: count) var madeOptional: Int?
  @Option(transform: count) var madeOptionalNil: Int? = nil
  @Option(transform: count) var madeList: [Int] = []
  @Option(transform: count) var madeRequiredList: [Int]
  @Option var level = Level.low
  @Flag var plain = false
  @Flag(inversion: .prefixedNo) var unset: Bool? = nil
  @Argument var word: String
  @Argument var optionalWord: String? = nil
  @Argument(transform: count) var madeWord = 5
  @Argument(transform: count) var madeOptionalWord: Int? = nil
  @Argument(transform: count) var madeRest: [Int] = []

  @Sendable static func count(_ text: String) -> Int { text.count }
}

@Suite struct DeclarationTests {
  private static let required = [
    "--single", "after", "--required-list", "both", "--made", "abc", "--made-required-list", "ab",
    "w",
  ]

  private func parse(_ words: [String]) throws -> Declarations {
    try #require(try Declarations.parseAsRoot(words) as? Declarations)
  }

  @Test func defaultsStayWithoutWords() throws {
    let values = try parse(Self.required)
    #expect(values.single == .after)
    #expect(values.defaulted == .both)
    #expect(values.optional == nil)
    #expect(values.optionalNil == nil)
    #expect(values.list.isEmpty)
    #expect(values.requiredList == [.both])
    #expect(values.made == 3)
    #expect(values.madeDefaulted == 5)
    #expect(values.madeOptional == nil)
    #expect(values.madeOptionalNil == nil)
    #expect(values.madeList.isEmpty)
    #expect(values.madeRequiredList == [2])
    #expect(values.level == .low)
    #expect(!values.plain)
    #expect(values.unset == nil)
    #expect(values.word == "w")
    #expect(values.optionalWord == nil)
    #expect(values.madeWord == 5)
    #expect(values.madeOptionalWord == nil)
    #expect(values.madeRest.isEmpty)
  }

  @Test func wordsReplaceDefaults() throws {
    let values = try parse(
      Self.required + [
        "--defaulted=before", "--optional=before", "--optional-nil=after", "--list=after",
        "--list=both", "--required-list=after", "--made-defaulted=a", "--made-optional=ab",
        "--made-optional-nil=abc", "--made-list=a", "--made-list=ab", "--made-required-list=a",
        "--level=2", "--plain", "--unset", "v", "abcd", "ab", "a", "abc",
      ])
    #expect(values.defaulted == .before)
    #expect(values.optional == .before)
    #expect(values.optionalNil == .after)
    #expect(values.list == [.after, .both])
    #expect(values.requiredList == [.both, .after])
    #expect(values.madeDefaulted == 1)
    #expect(values.madeOptional == 2)
    #expect(values.madeOptionalNil == 3)
    #expect(values.madeList == [1, 2])
    #expect(values.madeRequiredList == [2, 1])
    #expect(values.level == .high)
    #expect(values.plain)
    #expect(values.unset == true)
    #expect(values.optionalWord == "v")
    #expect(values.madeWord == 4)
    #expect(values.madeOptionalWord == 2)
    #expect(values.madeRest == [1, 3])
  }

  @Test(arguments: [
    (without: "--single", message: "'--single <single>'. Choose one of: before, after, both."),
    (
      without: "--required-list",
      message: "'--required-list <required-list>'. Choose one of: before, after, both."
    ),
    (without: "--made", message: "'--made <made>'."),
    (
      without: "--made-required-list", message: "'--made-required-list <made-required-list>'."
    ),
  ])
  func requiredOptionsAreMissed(without name: String, message: String) throws {
    var words = Self.required
    let index = try #require(words.firstIndex(of: name))
    words.removeSubrange(index...index + 1)
    let error = #expect(throws: (any Error).self) { try Declarations.parseAsRoot(words) }
    #expect(
      error.map { Declarations.message(for: $0) } == "Missing expected argument " + message)
  }
}
