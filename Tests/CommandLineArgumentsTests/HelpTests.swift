import CommandLineArguments
import Testing

private let toolHelp = """
  OVERVIEW: Draws graphs.

  Examples:
    tool render 'a * b' --stage after --output a-file-with-a-rather-long-name-for-wrapping.svg

  This sentence is long enough that it has to be wrapped at the eightieth column
  of the help.

  USAGE: tool <subcommand>

  OPTIONS:
    --version               Show the version.
    -h, --help              Show help information.

  SUBCOMMANDS:
    render                  Draws one expression.
    train
    remote                  Talks to servers.

    See 'tool help <subcommand>' for detailed help.
  """

private let renderHelp = """
  OVERVIEW: Draws one expression.

  USAGE: tool render [--stage <stage>] [--output <file>] [--format <format>]
    [--fonts <fonts> ...] [--quiet] [--verbose] [--color|--no-color]
    [--rank-gap <rank-gap>] [--seed <number>] <expression> [<inputs> ...]

  ARGUMENTS:
    <expression>            The expression to draw.
    <inputs>                More files to read.

  LAYOUT OPTIONS:
    --rank-gap <rank-gap>   The gap between ranks, in points. (default: 36)
    --seed <number>         The seed of the layout.

  OPTIONS:
    -s, --stage <stage>     Which gradients are shown. (values: before, after,
                            both; default: both)
    -o, --output <file>     Where to write, with a sentence that is too long for
                            one line of the help.
                            Use a dash for standard output:
                              tool render x -o -
    --format <format>       The format.
    --fonts <fonts>         Where fonts are.
    -q, --quiet             Print nothing.
    -v, --verbose           Print more.
    --color/--no-color      Draw in color. (default: --color)
    -h, --help              Show help information.
  """

private let trainHelp = """
  USAGE: tool train [--bias <bias>] [--weights <weights>] [--rates <rates> ...]
    [--cache|--no-cache] [--shuffle <shuffle>] -n <steps> [<name>] [<scale>]

  ARGUMENTS:
    <name>                  (default: edoc)
    <scale>

  OPTIONS:
    -n <steps>
    -b, --bias <bias>       (default: 0.0)
    --weights <weights>
    --rates <rates>         (default: 1.0)
    --cache/--no-cache
    --shuffle <shuffle>     (values: true, false; default: true)
    -h, --help              Show help information.
  """

private let remoteHelp = """
  OVERVIEW: Talks to servers.

  USAGE: tool remote [--user <user>] <subcommand>

  OPTIONS:
    -u, --user <user>       The user. (default: nobody)
    -h, --help              Show help information.

  SUBCOMMANDS:
    list (default)          Lists servers.
    add

    See 'tool help remote <subcommand>' for detailed help.
  """

/// Words that ask for help, and the help they get.
private let requests: [(words: [String], help: String)] = [
  (["--help"], toolHelp),
  (["-h"], toolHelp),
  (["help"], toolHelp),
  (["help", "--help"], toolHelp),
  (["--help", "render"], toolHelp),
  (["--zzz", "--help"], toolHelp),
  (["zzz", "-h"], toolHelp),
  (["render", "--help"], renderHelp),
  (["render", "-h"], renderHelp),
  (["render", "-qh"], renderHelp),
  (["help", "render"], renderHelp),
  (["render", "x", "--stage", "--help"], renderHelp),
  (["render", "--rank-gap", "x", "--help"], renderHelp),
  (["train", "-n4"], trainHelp),
  (["train", "-n5"], toolHelp),
  (["remote", "--help"], remoteHelp),
  (["remote", "help"], remoteHelp),
  (["help", "remote"], remoteHelp),
]

@Suite struct HelpTests {
  @Test(arguments: requests)
  func words(_ words: [String], askFor help: String) {
    let error = #expect(throws: (any Error).self) {
      var command = try Tool.parseAsRoot(words)
      try command.run()
    }
    guard let error else { return }
    #expect(Tool.fullMessage(for: error) == help)
    #expect(Tool.exitCode(for: error) == .success)
  }

  @Test func noRequestAfterTheEndOfOptions() throws {
    let error = #expect(throws: (any Error).self) {
      try Tool.parseAsRoot(["render", "--zzz", "--", "--help"])
    }
    guard let error else { return }
    #expect(Tool.message(for: error) == "Unknown option '--zzz'.")
  }

  @Test func hiddenArgumentsAreShownOnRequest() {
    #expect(!Tool.helpMessage(for: Render.self).contains("--debug-layout"))
    let whole = Tool.helpMessage(for: Render.self, includeHidden: true)
    #expect(whole.contains("\n  --debug-layout\n"))
    #expect(Tool.helpMessage(includeHidden: true).contains("\n  internal\n"))
  }

  @Test func widthCanBeChosen() {
    let help = Tool.helpMessage(for: Render.self, columns: 60)
    #expect(help.contains("\n  <expression>            The expression to draw.\n"))
    #expect(help.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func ownUsageAndLongLabelsStayWhole() {
    struct Odd: ParsableCommand {
      static let configuration = CommandConfiguration(usage: "odd <this>\n       odd <that>")
      @Option(help: "Long.") var aRatherLongNameOfAnOption: Int?
    }
    #expect(
      Odd.helpMessage() == """
        USAGE: odd <this>
               odd <that>

        OPTIONS:
          --a-rather-long-name-of-an-option <a-rather-long-name-of-an-option>
                                  Long.
          -h, --help              Show help information.
        """)
  }
}
