import Testing

@testable import CommandLineArguments

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
    [--font <font>] [--path <a b>] [--quiet] [--verbose] [--rank-gap <rank-gap>]
    [--seed <number>] <expression> [<input>]

  ARGUMENTS:
    <expression>            The expression to draw.
    <input>                 A file to read.

  LAYOUT OPTIONS:
    --rank-gap <rank-gap>   The gap between ranks, in points. (default: 36)
    --seed <number>         The seed of the layout.

  OPTIONS:
    -s, --stage <stage>     Which gradients are shown. (values: before, after,
                            both; default: both)
    -o, --output <file>     Where to write, with a sentence that is too long for
                            one line of the help.
    --format <format>       The format. (values: svg, png)
    --font <font>           A font.
    --path <a b>            From one to another.
    -q, --quiet             Print nothing.
    -v, --verbose           Print more.
    -h, --help              Show help information.
  """

private let trainHelp = """
  USAGE: tool train [-n <steps>] [--bias <bias>] [--weights <weights>]
    [--rate <rate>] <sizes> [<scale>]

  ARGUMENTS:
    <sizes>
    <scale>

  OPTIONS:
    -n <steps>              (default: 7)
    -b, --bias <bias>       (default: 0.0)
    --weights <weights>
    --rate <rate>
    -h, --help              Show help information.
  """

private let remoteHelp = """
  OVERVIEW: Talks to servers.

  USAGE: tool remote <subcommand>

  OPTIONS:
    -h, --help              Show help information.

  SUBCOMMANDS:
    list                    Lists servers.
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
  (["train", "--help"], trainHelp),
  ([], toolHelp),
  (["remote"], remoteHelp),
  (["remote", "--help"], remoteHelp),
  (["remote", "help"], remoteHelp),
  (["help", "remote"], remoteHelp),
]

@Suite struct HelpTests {
  @Test(arguments: requests)
  func words(_ words: [String], askFor help: String) {
    #expect(Tool.text(of: words) == help)
    #expect(Tool.outcome(of: words)?.code == .success)
  }

  @Test func noRequestAfterTheEndOfOptions() {
    #expect(Tool.message(of: ["render", "--zzz", "--", "--help"]) == "Unknown option '--zzz'.")
    #expect(Tool.message(of: ["render", "--", "x", "y", "z", "-h"]) == "Unexpected argument 'z'.")
  }

  /// A label needs one blank before column 26, and 54 columns of 80 are beside it.
  @Test func widthsAreUsedToTheLastColumn() {
    struct Wide: ParsableCommand {
      static let configuration = CommandConfiguration(commandName: "wide")
      @Flag(
        name: .customLong("name-of-21-characters"),
        help: "This line has four and fifty characters, and no others")
      var fits = false
      @Flag(
        name: .customLong("name-of-22-characters-"),
        help: "This line has four and fifty characters, and no others.")
      var overflows = false
    }
    #expect(
      Wide.text(of: ["--help"]) == """
        USAGE: wide [--name-of-21-characters] [--name-of-22-characters-]

        OPTIONS:
          --name-of-21-characters This line has four and fifty characters, and no others
          --name-of-22-characters-
                                  This line has four and fifty characters, and no
                                  others.
          -h, --help              Show help information.
        """)
  }
}
