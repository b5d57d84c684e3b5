import Testing

@testable import CommandLineArguments

/// An argument that takes all words that are left.
@Suite struct RepeatingArgumentTests {
  private struct Pack: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pack")

    @Argument(help: "Where it goes.") var target: String
    @Argument(help: "What goes there.", completion: .file(extensions: ["md"])) var files: [String]
    @Flag(help: "Say nothing.") var quiet = false
  }

  private func files(_ words: String...) throws -> [String] {
    let command = try #require(try Pack.parseAsRoot(words) as? Pack)
    return command.files
  }

  @Test func itTakesAllWords() throws {
    #expect(try files("t", "a", "b", "--quiet", "c") == ["a", "b", "c"])
    #expect(try files("t", "--", "-a", "b") == ["-a", "b"])
  }

  @Test func itNeedsOne() {
    #expect(throws: ParserError.self) { try files("t") }
    let outcome = Pack.outcome(of: ["t"])
    #expect(outcome?.text?.contains("Missing expected argument '<files> ...'.") == true)
    #expect(outcome?.text?.contains("<target> <files> ...") == true)
  }

  @Test func flagsAreKnown() { #expect(Pack().flagNames == ["quiet"]) }

  /// Every position behind the first offers the same files.
  @Test func itIsCompleted() {
    let outline = CommandOutline(of: Pack.self)
    #expect(BashCompletion(outline).script.contains("'pack|'*) _pack_files 'md'"))
    #expect(ZshCompletion(outline).script.contains("*:files:_files"))
    #expect(FishCompletion(outline).script.contains("__pack_at \\'pack\\'' -f -a '(__fish"))
  }
}
