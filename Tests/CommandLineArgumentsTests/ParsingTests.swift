import CommandLineArguments
import Testing

/// Words on the command line and the values they stand for.
private let parsed: [(words: [String], summary: String)] = [
  (["render", "x"], "render x"),
  (["render", "x", "--stage", "after"], "render x stage=after"),
  (["render", "x", "--stage=after"], "render x stage=after"),
  (["render", "x", "-s", "after"], "render x stage=after"),
  (["render", "x", "-safter"], "render x stage=after"),
  (["render", "x", "-s=after"], "render x stage=after"),
  (["render", "--stage", "before", "x", "-q", "a", "b"], "render x a b stage=before quiet"),
  (["render", "x", "-qv"], "render x quiet verbose"),
  (["render", "x", "-qvs", "after"], "render x stage=after quiet verbose"),
  (["render", "x", "-qsafter"], "render x stage=after quiet"),
  (["render", "x", "--stage", "after", "--stage", "before"], "render x stage=before"),
  (["render", "x", "-o", "-"], "render x output=-"),
  (["render", "x", "-o-"], "render x output=-"),
  (["render", "x", "--output="], "render x output="),
  (["render", "x", "--output=a=b"], "render x output=a=b"),
  (["render", "x", "--output=--quiet"], "render x output=--quiet"),
  (["render", "-", "-"], "render - -"),
  (["render", "-3", "-.5x", "-q"], "render -3 -.5x quiet"),
  (["render", "--", "--stage", "-q", "--help"], "render --stage -q --help"),
  (["render", "-q", "--", "x"], "render x quiet"),
  (["render", "x", "--", "--"], "render x --"),
  (["render", "render"], "render render"),
  (["render", "help"], "render help"),
  (["render", ""], "render "),
  (["render", "x", "--no-color"], "render x colorless"),
  (["render", "x", "--no-color", "--color"], "render x"),
  (["render", "x", "--debug-layout"], "render x debug"),
  (["render", "x", "--fonts", "a", "--fonts", "b"], "render x fonts=a+b"),
  (
    ["render", "x", "--rank-gap", "7", "--seed", "18446744073709551615"],
    "render x gap=7 seed=18446744073709551615"
  ),
  (["render", "x", "--rank-gap", "2000"], "render x gap=1000"),
  (["train", "-n", "7"], "train steps=7 bias=0.0 name=edoc rates=[1.0]"),
  (["train", "-n-7", "--bias", "-0.5"], "train steps=-7 bias=-0.5 name=edoc rates=[1.0]"),
  (["train", "-n", "-7", "-b", "-.5"], "train steps=-7 bias=-0.5 name=edoc rates=[1.0]"),
  (
    ["train", "-n7", "--weights", "-3,1"],
    "train steps=7 bias=0.0 name=edoc rates=[1.0] weights=[-3.0, 1.0]"
  ),
  (
    ["train", "-n7", "--rates", "2", "--rates", "3"],
    "train steps=7 bias=0.0 name=edoc rates=[2.0, 3.0]"
  ),
  (
    ["train", "-n7", "--no-cache", "--shuffle", "false"],
    "train steps=7 bias=0.0 name=edoc rates=[1.0] cache=false unshuffled"
  ),
  (
    ["train", "abc", "-2", "-n7"],
    "train steps=7 bias=0.0 name=cba rates=[1.0] scale=-2.0"
  ),
  (["internal"], "internal"),
  (["remote"], "list all=false  user=nobody"),
  (["remote", "-a"], "list all=true  user=nobody"),
  (["remote", "web"], "list all=false web user=nobody"),
  (["remote", "-a", "list"], "list all=true list user=nobody"),
  (["remote", "--", "add"], "list all=false add user=nobody"),
  (["remote", "list", "web", "-a"], "list all=true web user=nobody"),
  (["remote", "-u", "eve", "list"], "list all=false  user=eve"),
  (["remote", "list", "-u", "eve"], "list all=false  user=eve"),
  (["remote", "--user", "eve", "add", "a", "b"], "add a+b user=eve"),
]

/// Words on the command line and the message about what is wrong with them.
private let refused: [(words: [String], message: String)] = [
  (["render", "x", "--formt", "svg"], "Unknown option '--formt'. Did you mean '--format'?"),
  (["render", "x", "--formt=svg"], "Unknown option '--formt'. Did you mean '--format'?"),
  (["render", "x", "--zzzzzz"], "Unknown option '--zzzzzz'."),
  (["render", "x", "--no-colr"], "Unknown option '--no-colr'. Did you mean '--no-color'?"),
  (["render", "x", "--debug-layot"], "Unknown option '--debug-layot'."),
  (["render", "x", "--hepl"], "Unknown option '--hepl'. Did you mean '--help'?"),
  (["--versio"], "Unknown option '--versio'. Did you mean '--version'?"),
  (["render", "x", "-format"], "Unknown option '-format'. Did you mean '--format'?"),
  (["render", "x", "-qx"], "Unknown option '-x'."),
  (["render", "x", "---"], "Unknown option '---'."),
  (["rendr", "x"], "Unknown subcommand 'rendr'. Did you mean 'render'?"),
  (["zzz"], "Unknown subcommand 'zzz'. Choose one of: render, train, remote."),
  (["help", "rendr"], "Unknown subcommand 'rendr'. Did you mean 'render'?"),
  (["help", "render", "x"], "Unknown subcommand 'x'."),
  (["--", "render"], "Unexpected argument 'render'."),
  (["train", "-n7", "a", "1", "b"], "Unexpected argument 'b'."),
  (["internal", "x"], "Unexpected argument 'x'."),
  (["render"], "Missing expected argument '<expression>'."),
  (["train"], "Missing expected argument '-n <steps>'. Give a whole number."),
  (["remote", "add"], "Missing expected argument '<servers>'."),
  (
    ["render", "x", "--stage"],
    "Missing value for '--stage <stage>'. Choose one of: before, after, both."
  ),
  (
    ["render", "x", "-s", "--quiet"],
    "Missing value for '-s <stage>'. Choose one of: before, after, both."
  ),
  (["render", "x", "-o", "--", "y"], "Missing value for '-o <file>'."),
  (
    ["render", "x", "--stage", "x"],
    "The value 'x' is invalid for '--stage <stage>'. Choose one of: before, after, both."
  ),
  (
    ["render", "x", "--stage", "befor"],
    "The value 'befor' is invalid for '--stage <stage>'. Did you mean 'before'? "
      + "Choose one of: before, after, both."
  ),
  (
    ["render", "x", "-s", "-1"],
    "The value '-1' is invalid for '-s <stage>'. Choose one of: before, after, both."
  ),
  (
    ["render", "x", "--seed", "-1"],
    "The value '-1' is invalid for '--seed <number>'. Give a whole number that is not negative."
  ),
  (
    ["train", "-n", "1.5"],
    "The value '1.5' is invalid for '-n <steps>'. Give a whole number."
  ),
  (["train", "-n1", "-b", "x"], "The value 'x' is invalid for '-b <bias>'. Give a number."),
  (["train", "-n1", "a", "b"], "The value 'b' is invalid for '<scale>'. Give a number."),
  (
    ["train", "-n1", "--shuffle", "no"],
    "The value 'no' is invalid for '--shuffle <shuffle>'. Choose one of: true, false."
  ),
  (
    ["train", "-n1", "--weights", "1,b"],
    "The value '1,b' is invalid for '--weights <weights>': 'b' is not a number."
  ),
  (
    ["train", "-n1", "--rates", "0"],
    "The value '0' is invalid for '--rates <rates>': Give a rate above 0."
  ),
  (["render", "x", "--quiet=yes"], "The flag '--quiet' takes no value, but 'yes' was given."),
  (["render", "x", "-q=yes"], "The flag '-q' takes no value, but 'yes' was given."),
  (["--help=me"], "The flag '--help' takes no value, but 'me' was given."),
  (["--version=1"], "The flag '--version' takes no value, but '1' was given."),
  (
    ["--generate-completion-script", "csh"],
    "Unknown shell 'csh'. Choose one of: bash, zsh, fish."
  ),
  (
    ["render", "--generate-completion-script"],
    "Unknown option '--generate-completion-script'."
  ),
  (["render", "x", "--rank-gap", "-1"], "The rank gap must not be negative."),
  (["train", "-n13"], "13 steps are unlucky."),
]

@Suite struct ParsingTests {
  @Test(arguments: parsed)
  func words(_ words: [String], standFor summary: String) throws {
    let command = try Tool.parseAsRoot(words)
    let summarizing = try #require(command as? any Summarizing)
    #expect(summarizing.summary == summary)
  }

  @Test(arguments: refused)
  func words(_ words: [String], areRefusedWith message: String) {
    let error = #expect(throws: (any Error).self) { try Tool.parseAsRoot(words) }
    guard let error else { return }
    #expect(Tool.message(for: error) == message)
    #expect(Tool.exitCode(for: error) == .validationFailure)
  }

  @Test func rootWithoutWordsRunsItself() throws {
    var command = try Tool.parseAsRoot([])
    let error = #expect(throws: CleanExit.self) { try command.run() }
    guard let error else { return }
    #expect(Tool.exitCode(for: error) == .success)
    #expect(Tool.fullMessage(for: error) == Tool.helpMessage())
  }

  @Test func changedCopyLeavesTheOriginalAlone() throws {
    let original = try #require(try Tool.parseAsRoot(["render", "x"]) as? Render)
    var copy = original
    copy.stage = .after
    copy.layout.rankGap = 1
    #expect(original.summary == "render x")
    #expect(copy.summary == "render x stage=after gap=1")
  }

  @Test func parsingTwiceSharesNothing() throws {
    let first = try #require(try Tool.parseAsRoot(["render", "x", "--fonts", "a"]) as? Render)
    let second = try #require(try Tool.parseAsRoot(["render", "y"]) as? Render)
    #expect(first.fonts == ["a"])
    #expect(second.fonts.isEmpty)
  }

  @Test func ownNamesComeBeforeTheBuiltInOnes() throws {
    struct Page: ParsableCommand {
      @Option(name: .shortAndLong) var height = 1
      @Flag(name: .customShort("1")) var one = false
    }
    let page = try #require(try Page.parseAsRoot(["-h", "3", "-1"]) as? Page)
    #expect(page.height == 3)
    #expect(page.one)
    let error = #expect(throws: (any Error).self) { try Page.parseAsRoot(["--zzz", "-h", "3"]) }
    #expect(error.map { Page.message(for: $0) } == "Unknown option '--zzz'.")
    #expect(Page.helpMessage().contains("\n  --help                  Show help information."))
  }

  @Test func invertibleFlagWithoutDefaultMustBeGiven() throws {
    struct Strict: ParsableCommand {
      @Flag(inversion: .prefixedNo) var sure: Bool
    }
    let strict = try #require(try Strict.parseAsRoot(["--no-sure"]) as? Strict)
    #expect(!strict.sure)
    let error = #expect(throws: (any Error).self) { try Strict.parseAsRoot([]) }
    guard let error else { return }
    #expect(
      Strict.fullMessage(for: error) == """
        Error: Missing expected argument '--sure'.
        Usage: strict --sure|--no-sure
          See 'strict --help' for more information.
        """)
  }
}
