import Testing

@testable import CommandLineArguments

/// Words on the command line and the values they stand for.
private let parsed: [(words: [String], summary: String)] = [
  (["render", "x"], "render x"),
  (["render", "x", "--stage", "after"], "render x stage=after"),
  (["render", "x", "--stage=after"], "render x stage=after"),
  (["render", "x", "-s", "after"], "render x stage=after"),
  (["render", "x", "-safter"], "render x stage=after"),
  (["render", "x", "-s=after"], "render x stage=after"),
  (["render", "--stage", "before", "x", "-q", "a"], "render x a stage=before quiet"),
  (["render", "x", "-qv"], "render x quiet verbose"),
  (["render", "x", "-qvs", "after"], "render x stage=after quiet verbose"),
  (["render", "x", "-qsafter"], "render x stage=after quiet"),
  (["render", "x", "--stage", "after", "--stage", "before"], "render x stage=before"),
  (["render", "x", "-o", "-"], "render x output=-"),
  (["render", "x", "-o-"], "render x output=-"),
  (["render", "x", "--output="], "render x output="),
  (["render", "x", "-o="], "render x output="),
  (["render", "x", "--output=a=b"], "render x output=a=b"),
  (["render", "x", "--output=--quiet"], "render x output=--quiet"),
  (["render", "-", "-"], "render - -"),
  (["render", "-3", "-.5x", "-q"], "render -3 -.5x quiet"),
  (["render", "--", "--stage", "-q"], "render --stage -q"),
  (["render", "--", "--help"], "render --help"),
  (["render", "-q", "--", "x"], "render x quiet"),
  (["render", "x", "--", "--"], "render x --"),
  (["render", "render"], "render render"),
  (["render", "help"], "render help"),
  (["render", ""], "render "),
  (
    ["render", "x", "--rank-gap", "7", "--seed", "18446744073709551615"],
    "render x gap=7 seed=18446744073709551615"
  ),
  (["train", "1"], "train [1.0] steps=7 bias=0.0"),
  (["train", "1", "-n-7", "--bias", "-0.5"], "train [1.0] steps=-7 bias=-0.5"),
  (["train", "1", "-n", "-7", "-b", "-.5"], "train [1.0] steps=-7 bias=-0.5"),
  (["train", "1", "--weights", "-3,1"], "train [1.0] steps=7 bias=0.0 weights=[-3.0, 1.0]"),
  (["train", "1", "--rate", "2", "--rate", "3"], "train [1.0] steps=7 bias=0.0 rate=3.0"),
  (["train", "-1,2", "-2"], "train [-1.0, 2.0] steps=7 bias=0.0 scale=-2.0"),
  (["remote", "list"], "list all=false  user=nobody"),
  (["remote", "list", "web", "-a"], "list all=true web user=nobody"),
  (["remote", "list", "-u", "eve"], "list all=false  user=eve"),
  (["remote", "add", "north pole", "--user", "eve"], "add north pole user=eve"),

  // Two values behind one option, anywhere among the others.
  (["render", "--path", "a", "b", "x"], "render x path=a→b"),
  (["render", "x", "--path", "a", "b"], "render x path=a→b"),
  (["render", "x", "--path", "a", "b", "in", "-q"], "render x in path=a→b quiet"),
  (["render", "-q", "--path=a", "b", "x"], "render x path=a→b quiet"),
  (["render", "x", "--path", "-1", "-.5"], "render x path=-1→-.5"),
  (["render", "x", "--path", "a", "-q"], "render x path=a quiet"),
  (["render", "x", "--path", "a", "--", "b"], "render x b path=a"),
  (["render", "x", "--path", "a", "--path", "b", "c"], "render x path=a→b→c"),
  (["render", "--path", "a", "b", "--", "--path"], "render --path path=a→b"),
  (["render", "--", "--path", "a"], "render --path a"),
]

/// Words on the command line and the message about what is wrong with them.
private let refused: [(words: [String], message: String)] = [
  (["render", "x", "--formt", "svg"], "Unknown option '--formt'. Did you mean '--format'?"),
  (["render", "x", "--formt=svg"], "Unknown option '--formt'. Did you mean '--format'?"),
  (["render", "x", "--zzzzzz"], "Unknown option '--zzzzzz'."),
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
  (["train", "1", "2", "b"], "Unexpected argument 'b'."),
  (["render"], "Missing expected argument '<expression>'."),
  (["train"], "Missing expected argument '<sizes>'."),
  (
    ["remote", "add"],
    "Missing expected argument '<server>'. Choose one of: north pole, south's pole."
  ),
  (
    ["render", "x", "--stage"],
    "Missing value for '--stage <stage>'. Choose one of: before, after, both."
  ),
  (
    ["render", "x", "-s", "--quiet"],
    "Missing value for '-s <stage>'. Choose one of: before, after, both."
  ),
  (["render", "x", "-o", "--", "y"], "Missing value for '-o <file>'."),
  (["render", "x", "--path", "--", "a", "b"], "Missing value for '--path <a b>'."),
  (["render", "--", "--path", "a", "b"], "Unexpected argument 'b'."),
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
    ["train", "1", "-n", "1.5"],
    "The value '1.5' is invalid for '-n <steps>'. Give a whole number."
  ),
  (["train", "1", "-b", "x"], "The value 'x' is invalid for '-b <bias>'. Give a number."),
  (["train", "1", "b"], "The value 'b' is invalid for '<scale>'. Give a number."),
  (
    ["train", "1", "--weights", "1,b"],
    "The value '1,b' is invalid for '--weights <weights>': 'b' is not a number."
  ),
  (
    ["train", "1", "--rate", "0"],
    "The value '0' is invalid for '--rate <rate>': Give a rate above 0."
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
  (["--generate-manual=1"], "The flag '--generate-manual' takes no value, but '1' was given."),
  (["render", "--generate-manual"], "Unknown option '--generate-manual'."),
  (["render", "x", "--rank-gap", "-1"], "The rank gap must not be negative."),
  (["train", "1", "-n13"], "13 steps are unlucky."),
]

@Suite struct ParsingTests {
  @Test(arguments: parsed)
  func words(_ words: [String], standFor summary: String) throws {
    let command = try #require(try Tool.parse(words) as? any Summarizing)
    #expect(command.summary == summary)
  }

  @Test(arguments: refused)
  func words(_ words: [String], areRefusedWith message: String) {
    #expect(Tool.message(of: words) == message)
    #expect(Tool.outcome(of: words)?.code == .validationFailure)
  }

  @Test func parsingTwiceSharesNothing() throws {
    let first = try #require(try Tool.parse(["render", "x", "--path", "a"]) as? Render)
    let second = try #require(try Tool.parse(["render", "y"]) as? Render)
    #expect(first.path == ["a"])
    #expect(second.path.isEmpty)
  }
}
