import Foundation
import TestSupport
import Testing

@testable import CommandLineArguments

/// A command without subcommands whose texts are hard to quote.
private struct Awkward: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "awk-ward")

  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case quote = "it's"
    case command = "$(touch x)"
    case blank = "a b"
    case separator = "c;d"
    case backslash = "e\\f"
  }

  @Option(
    name: .shortAndLong, help: "It's [a] \"test\": $(touch x) `touch y`\nand \\ more; {a,b} #")
  var kind: Kind?
  @Argument(help: "Don't.", completion: .file()) var file: String?

  static let kinds = Kind.allCases.map(\.rawValue)
}

@Suite(
  .enabled(if: Shell.isExpected("bash"), "bash is not installed; make test does so with apt-get"))
struct BashTests {
  @Test(arguments: [Tool.self, Awkward.self] as [any ParsableCommand.Type])
  func scriptIsWellFormed(of root: any ParsableCommand.Type) throws {
    let shell = try Shell("bash", completing: root)
    #expect(try shell.run(["-n", shell.script]) == [])
  }

  @Test func whatIsOfferedIsQuoted() throws {
    let shell = try Shell("bash", completing: Awkward.self)
    let files = shell.files
    // What bash inserts must be read back as the very words of the list.
    let driver = """
      source "$1"; COMP_WORDS=(awk-ward --kind ""); COMP_CWORD=2
      _awk_ward
      eval "printf '%s\\n' ${COMPREPLY[*]}"
      """
    #expect(try shell.run(["-c", driver, "bash", shell.script]) == Awkward.kinds)
    #expect(shell.files == files)
  }

  /// Words typed so far, the last one unfinished, and what bash offers; a separate `=` is what
  /// bash makes of `--name=value`.
  static let cases: [(words: [String], offered: [String])] = [
    ([""], ["render", "train", "remote", "help"]),
    (["re"], ["render", "remote"]),
    (["--"], ["--version", "--help"]),
    (["help", "r"], ["render", "remote"]),
    (["help", "remote", ""], ["list", "add"]),
    (["render", "--st"], ["--stage"]),
    (["render", "-q", "x", "--se"], ["--seed"]),
    (["render", "--stage", ""], ["before", "after", "both"]),
    (["render", "-s", "b"], ["before", "both"]),
    (["render", "--stage", "="], ["before", "after", "both"]),
    (["render", "--stage", "=", "a"], ["after"]),
    (["render", "--stage=a"], ["--stage=after"]),
    (["render", "--format", "s"], ["svg"]),
    (["render", "--seed", ""], []),
    (["render", "--output", ""], ["sub", "plot.svg"]),
    (["render", "-o", "p"], ["plot.svg"]),
    (["render", "--font", "n"], ["notes.txt"]),
    (["render", ""], []),
    (["render", "x", ""], ["sub", "notes.txt", "two words.txt"]),
    (["render", "--stage", "both", "-3", "n"], ["notes.txt"]),
    (["render", "--stage", "=", "both", "x", "n"], ["notes.txt"]),
    (["render", "x", "y", "n"], []),
    (["render", "x", "--", "-"], []),
    (["render", "x", "--path", "n"], []),
    (["render", "x", "--path", "a", "n"], []),
    (["render", "x", "--path", "a", "b", "n"], ["notes.txt"]),
    (["render", "x", "--path", "=", "a", "b", "n"], ["notes.txt"]),
    (["render", "x", "--path", "a", "b", "--st"], ["--stage"]),
    (["remote", ""], ["list", "add"]),
    (["remote", "list", "--a"], ["--all"]),
    (["remote", "add", ""], [#"north\ pole"#, #"south\'s\ pole"#]),
    (["remote", "add", "-u", "eve", "s"], [#"south\'s\ pole"#]),
    (["remote", "add", #"north\ p"#], [#"north\ pole"#]),
  ]

  @Test(arguments: cases)
  func words(_ words: [String], areCompletedWith offered: [String]) throws {
    let shell = try Shell("bash")
    let driver = """
      source "$1"; shift
      COMP_WORDS=(tool "$@"); COMP_CWORD=$#
      _tool
      for reply in "${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done
      """
    let found = try shell.run(["-c", driver, "bash", shell.script] + words)
    // The order of files is the system's.
    #expect(found.sorted() == offered.sorted())
  }
}

@Suite(
  .enabled(if: Shell.isExpected("fish"), "fish is not installed; make test does so with apt-get"))
struct FishTests {
  @Test(arguments: [Tool.self, Awkward.self] as [any ParsableCommand.Type])
  func scriptIsWellFormed(of root: any ParsableCommand.Type) throws {
    let shell = try Shell("fish", completing: root)
    #expect(try shell.run(["-n", shell.script]) == [])
  }

  /// The words that fish offers for an unfinished line.
  private func offers(of shell: Shell, for line: String) throws -> Set<String> {
    let lines = try shell.run([
      "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", shell.script, line,
    ])
    // A tab separates the word from its description.
    return Set(lines.map { String($0.prefix { $0 != "\t" }) })
  }

  @Test func whatIsOfferedIsQuoted() throws {
    let shell = try Shell("fish", completing: Awkward.self)
    let files = shell.files
    #expect(try offers(of: shell, for: "awk-ward --kind ") == Set(Awkward.kinds))
    #expect(shell.files == files)
  }

  /// A line typed so far and the words fish offers.
  static let cases: [(line: String, offered: Set<String>)] = [
    ("tool re", ["render", "remote"]),
    ("tool --", ["--help", "--version"]),
    ("tool help rend", ["render"]),
    ("tool render --st", ["--stage"]),
    ("tool render --stage ", ["before", "after", "both"]),
    ("tool render --stage=a", ["--stage=after"]),
    ("tool render -s b", ["before", "both"]),
    ("tool render --font n", ["notes.txt"]),
    ("tool render --output pl", ["plot.svg"]),
    ("tool render x n", ["notes.txt"]),
    ("tool render x y n", []),
    ("tool render x --path n", []),
    ("tool render x --path a n", []),
    ("tool render x --path a b n", ["notes.txt"]),
    ("tool render x --path a b --st", ["--stage"]),
    ("tool remote ", ["list", "add"]),
    ("tool remote list --a", ["--all"]),
    ("tool remote add -u eve s", ["south's pole"]),
  ]

  @Test(arguments: cases)
  func line(_ line: String, isCompletedWith offered: Set<String>) throws {
    #expect(try offers(of: Shell("fish"), for: line) == offered)
  }
}

@Suite(
  .enabled(if: Shell.isExpected("zsh"), "zsh is not installed; make test does so with apt-get"))
struct ZshTests {
  @Test(arguments: [Tool.self, Awkward.self] as [any ParsableCommand.Type])
  func scriptIsWellFormed(of root: any ParsableCommand.Type) throws {
    let shell = try Shell("zsh", completing: root)
    #expect(try shell.run(["-n", shell.script]) == [])
  }

  /// Types lines into a zsh of its own, and prints what it offers for each, with tabs between.
  private static let driver = """
    zmodload zsh/zpty
    zpty shell zsh -f -i
    await() {
        local part
        while zpty -r shell part; do
            text+=$part
            [[ $part == *$1* ]] && return
        done
    }
    zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; source ${(q)1}"
    # Each match is printed instead of being offered.
    zpty -w shell 'compadd() {
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
        local word words=()
        builtin compadd -O words "$@"
        for word in $words; do print -r "<<$word>>"; done
    }
    complete() { zle complete-word; print "<<>>"; BUFFER=; }
    zle -N complete; bindkey "^I" complete; print "rea""dy"'
    await ready
    for line in "${@[2,-1]}"; do
        text=
        zpty -n -w shell "$line"$'\\t'
        await '<<>>'
        words=()
        for part in ${(f)text}; do
            [[ $part == *'<<'?*'>>'* ]] && words+=${${part##*'<<'}%%'>>'*}
        done
        print -r - "=${(pj.\\t.)words}"
    done
    zpty -d shell
    """

  private func offers(of shell: Shell, for lines: [String]) throws -> [Set<String>] {
    try shell.run(["-f", "-c", Self.driver, "zsh", shell.script] + lines).map { line in
      Set(line.dropFirst().split(separator: "\t").map(String.init))
    }
  }

  @Test func whatIsOfferedIsQuoted() throws {
    let shell = try Shell("zsh", completing: Awkward.self)
    let files = shell.files
    let offered = try offers(of: shell, for: ["awk-ward --kind "])
    #expect(offered == [Set(Awkward.kinds)])
    #expect(shell.files == files)
  }

  /// A line typed so far and the words zsh offers.
  private static let cases: [(line: String, offered: Set<String>)] = [
    ("tool ", ["render", "train", "remote", "help"]),
    ("tool re", ["render", "remote"]),
    ("tool --", ["--help", "--version"]),
    ("tool help rend", ["render"]),
    ("tool render --st", ["--stage"]),
    ("tool render --stage ", ["before", "after", "both"]),
    ("tool render --stage=a", ["after"]),
    ("tool render -s b", ["before", "both"]),
    ("tool render --font n", ["notes.txt"]),
    ("tool render --output pl", ["plot.svg"]),
    ("tool render x n", ["notes.txt"]),
    ("tool render x y n", []),
    ("tool render x --path n", []),
    ("tool render x --path a n", []),
    ("tool render x --path a b n", ["notes.txt"]),
    ("tool render x --path a b --st", ["--stage"]),
    ("tool remote ", ["list", "add"]),
    ("tool remote list --a", ["--all"]),
    ("tool remote add -u eve s", ["south's pole"]),
  ]

  @Test func linesAreCompleted() throws {
    let found = try offers(of: Shell("zsh"), for: Self.cases.map(\.line))
    #expect(found.count == Self.cases.count)
    for (example, offered) in zip(Self.cases, found) {
      #expect(offered == example.offered, "\(example.line)")
    }
  }
}

@Suite struct CompletionTests {
  @Test func zshScriptNamesEveryCommandAndValue() throws {
    let script = Tool.text(of: ["--generate-completion-script", "zsh"])
    let lines = script.split(separator: "\n").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " \\"))
    }
    #expect(lines.first == "#compdef tool")
    for line in [
      "'(-s --stage)--stage=[Which gradients are shown.]:stage:(before after both)'",
      "'(-s --stage)-s+[Which gradients are shown.]:stage:(before after both)'",
      "'(--path)--path=[From one to another.]:a b: :a b: '",
      "'(-q --quiet)-q[Print nothing.]'",
      #"':input:_files -g "*.(txt|mg)"'"#,
      #"':server:(north\ pole south\'\''s\ pole)'"#,
      "'remote:Talks to servers.'",
      "'remote') _tool_remote ;;",
    ] {
      #expect(lines.contains(line))
    }
  }

  @Test func loginShellIsTheDefault() throws {
    let outcome = try #require(Tool.outcome(of: ["--generate-completion-script"]))
    let shell = URL(fileURLWithPath: ProcessInfo.processInfo.environment["SHELL"] ?? "-")
    switch shell.lastPathComponent {
    case "bash", "zsh", "fish":
      #expect(outcome.code == .success)
    default:
      #expect(
        Tool.message(of: ["--generate-completion-script"])
          == "Missing shell for '--generate-completion-script'. Choose one of: bash, zsh, fish.")
    }
  }
}
