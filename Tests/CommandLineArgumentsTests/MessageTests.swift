import CommandLineArguments
import Testing

@Suite struct MessageTests {
  private func fullMessage(_ words: [String]) -> String {
    do {
      var command = try Tool.parseAsRoot(words)
      try command.run()
      return ""
    } catch {
      return Tool.fullMessage(for: error)
    }
  }

  @Test func wrongWordsAreFollowedByTheUsageOfTheirCommand() {
    #expect(
      fullMessage(["remote", "list", "--al"]) == """
        Error: Unknown option '--al'. Did you mean '--all'?
        Usage: tool remote list [--all] [--user <user>] [<pattern>]
          See 'tool remote list --help' for more information.
        """)
    #expect(
      fullMessage(["renderer"]) == """
        Error: Unknown subcommand 'renderer'. Did you mean 'render'?
        Usage: tool <subcommand>
          See 'tool --help' for more information.
        """)
    #expect(
      fullMessage(["remote", "add"]) == """
        Error: Missing expected argument '<servers>'.
        Usage: tool remote add [--user <user>] <servers> ...
          See 'tool remote add --help' for more information.
        """)
  }

  @Test func usageOfManyOptionsIsShort() {
    struct Many: ParsableCommand {
      @Flag(name: [.customShort("a")]) var a1 = false
      @Flag(name: [.customShort("b")]) var a2 = false
      @Flag(name: [.customShort("c")]) var a3 = false
      @Flag(name: [.customShort("d")]) var a4 = false
      @Flag(name: [.customShort("e")]) var a5 = false
      @Flag(name: [.customShort("f")]) var a6 = false
      @Flag(name: [.customShort("g")]) var a7 = false
      @Flag(name: [.customShort("i")]) var a8 = false
      @Flag(name: [.customShort("j")]) var a9 = false
      @Flag(name: [.customShort("k")]) var a10 = false
      @Flag(name: [.customShort("l")]) var a11 = false
      @Flag(name: [.customShort("m")]) var a12 = false
      @Flag(name: [.customShort("n")]) var a13 = false
      @Option var size: Int
    }
    let error = #expect(throws: (any Error).self) { try Many.parseAsRoot([]) }
    guard let error else { return }
    #expect(
      Many.fullMessage(for: error) == """
        Error: Missing expected argument '--size <size>'. Give a whole number.
        Usage: many [<options>] --size <size>
          See 'many --help' for more information.
        """)
  }

  @Test func versionIsPrintedAnywhere() {
    #expect(fullMessage(["--version"]) == "1.2.3")
    #expect(fullMessage(["render", "--version"]) == "1.2.3")
  }

  @Test func otherErrorsDescribeThemselves() {
    #expect(fullMessage(["train", "-n3"]) == "Error: The disk is full.")
    #expect(Tool.message(for: Train.Failure()) == "The disk is full.")
    #expect(Tool.exitCode(for: Train.Failure()) == .failure)
  }

  @Test func exitCodesAreSilent() {
    #expect(Tool.fullMessage(for: ExitCode(69)) == "")
    #expect(Tool.exitCode(for: ExitCode(69)) == ExitCode(69))
    #expect(!ExitCode(69).isSuccess)
  }

  @Test func cleanExitsSucceed() {
    #expect(Tool.fullMessage(for: CleanExit.message("Done.")) == "Done.")
    #expect(Tool.exitCode(for: CleanExit.message("Done.")) == .success)
    #expect(
      Tool.fullMessage(for: CleanExit.helpRequest(Train.self))
        == Tool.helpMessage(for: Train.self))
  }
}
