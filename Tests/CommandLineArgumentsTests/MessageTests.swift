import Testing

@testable import CommandLineArguments

@Suite struct MessageTests {
  @Test func wrongWordsAreFollowedByTheUsageOfTheirCommand() {
    #expect(
      Tool.text(of: ["remote", "list", "--al"]) == """
        Error: Unknown option '--al'. Did you mean '--all'?
        Usage: tool remote list [--all] [--user <user>] [<pattern>]
          See 'tool remote list --help' for more information.
        """)
    #expect(
      Tool.text(of: ["renderer"]) == """
        Error: Unknown subcommand 'renderer'. Did you mean 'render'?
        Usage: tool <subcommand>
          See 'tool --help' for more information.
        """)
    #expect(
      Tool.text(of: ["remote", "add"]) == """
        Error: Missing expected argument '<server>'. Choose one of: north pole, south's pole.
        Usage: tool remote add [--user <user>] <server>
          See 'tool remote add --help' for more information.
        """)
  }

  /// More than twelve options are not listed.
  @Test func usageOfManyOptionsIsShort() {
    struct Flags: ParsableArguments {
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
    }
    struct Twelve: ParsableCommand {
      static let configuration = CommandConfiguration(commandName: "twelve")
      @Argument() var file: String
      @OptionGroup var flags: Flags
    }
    struct Thirteen: ParsableCommand {
      static let configuration = CommandConfiguration(commandName: "thirteen")
      @Argument() var size: Int
      @OptionGroup var flags: Flags
      @Flag var last = false
    }
    #expect(
      Twelve.text(of: []) == """
        Error: Missing expected argument '<file>'.
        Usage: twelve [-a] [-b] [-c] [-d] [-e] [-f] [-g] [-i] [-j] [-k] [-l] [-m] <file>
          See 'twelve --help' for more information.
        """)
    #expect(
      Thirteen.text(of: []) == """
        Error: Missing expected argument '<size>'. Give a whole number.
        Usage: thirteen [<options>] <size>
          See 'thirteen --help' for more information.
        """)
  }

  @Test func versionIsPrintedAnywhere() {
    #expect(Tool.text(of: ["--version"]) == "1.2.3")
    #expect(Tool.text(of: ["render", "--version"]) == "1.2.3")
  }

  @Test func otherErrorsDescribeThemselves() throws {
    let outcome = try #require(Tool.outcome(of: ["train", "1", "-n3"]))
    #expect(outcome.text == "Error: The disk is full.")
    #expect(outcome.code == .failure)
  }

  @Test func exitCodesAreSilent() throws {
    let outcome = try #require(Tool.outcome(of: ["train", "1", "-n1"]))
    #expect(outcome.text == nil)
    #expect(outcome.code == ExitCode(69))
  }

  @Test func successIsSilent() {
    #expect(Tool.outcome(of: ["train", "1"]) == nil)
  }
}
