import CommandLineArguments
import Foundation
import Testing

/// A command without subcommands whose texts are hard to quote.
private struct Awkward: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "awk-ward")

  @Option(
    name: .shortAndLong, help: "It's [a] \"test\": $(touch x) `touch y`\nand \\ more; {a,b} #",
    completion: .list(["it's", "$(touch x)", "a b", "c;d", "e\\f"]))
  var kind = ""
  @Argument(help: "Don't.", completion: .file()) var file: String
}

@Suite struct CompletionTests {
  private static func script(
    _ shell: String, for root: any ParsableCommand.Type = Tool.self
  ) throws -> String {
    let error = #expect(throws: (any Error).self) {
      try root.parseAsRoot(["--generate-completion-script", shell])
    }
    let found = try #require(error)
    #expect(root.exitCode(for: found) == .success)
    return root.fullMessage(for: found)
  }

  @Test(.enabled(if: Shell("bash").isInstalled, "bash is not installed."))
  func bashReadsItsScript() throws { try check("bash") }

  @Test(.enabled(if: Shell("zsh").isInstalled, "zsh is not installed."))
  func zshReadsItsScript() throws { try check("zsh") }

  @Test(.enabled(if: Shell("fish").isInstalled, "fish is not installed."))
  func fishReadsItsScript() throws { try check("fish") }

  private func check(_ name: String) throws {
    for root in [Tool.self, Awkward.self] as [any ParsableCommand.Type] {
      let folder = try Folder(script: Self.script(name, for: root))
      let result = try Shell(name).run("-n", folder.script.path, in: folder)
      #expect(result.output == "")
      #expect(result.code == 0)
    }
  }

  @Test(.enabled(if: Shell("bash").isInstalled, "bash is not installed."))
  func bashQuotesWhatItOffers() throws {
    let folder = try Folder(script: Self.script("bash", for: Awkward.self))
    // What bash inserts must be read back as the very words of the list.
    let driver = """
      source "$1"; COMP_WORDS=(awk-ward --kind ""); COMP_CWORD=2
      _awk_ward
      eval "printf '%s\\n' ${COMPREPLY[*]}"
      """
    let result = try Shell("bash").run("-c", driver, "bash", folder.script.path, in: folder)
    #expect(result.lines == ["it's", "$(touch x)", "a b", "c;d", "e\\f"])
    #expect(!folder.contains("x"))
  }

  @Test(.enabled(if: Shell("fish").isInstalled, "fish is not installed."))
  func fishQuotesWhatItOffers() throws {
    let folder = try Folder(script: Self.script("fish", for: Awkward.self))
    let result = try Shell("fish").run(
      "--no-config", "-c", "source $argv[1]; complete -C 'awk-ward --kind '",
      folder.script.path, in: folder)
    let words = result.lines.map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(words) == ["it's", "$(touch x)", "a b", "c;d", "e\\f"])
    #expect(!folder.contains("x"))
  }

  /// Words typed so far, the last one unfinished, and what bash offers; a separate `=` is what
  /// bash makes of `--name=value`.
  static let bashCases: [(words: [String], offered: [String])] = [
    ([""], ["render", "train", "remote", "help"]),
    (["re"], ["render", "remote"]),
    (["int"], []),
    (["--"], ["--version", "--help"]),
    (["help", "r"], ["render", "remote"]),
    (["help", "remote", ""], ["list", "add"]),
    (["render", "--st"], ["--stage"]),
    (["render", "--de"], []),
    (["render", "--no"], ["--no-color"]),
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
    (["render", "--fonts", ""], ["sub"]),
    (["render", ""], []),
    (["render", "x", ""], ["sub", "notes.txt", "two words.txt"]),
    (["render", "--stage", "both", "-3", "a", "b", "n"], ["notes.txt"]),
    (["render", "--stage", "=", "both", "x", "n"], ["notes.txt"]),
    (["render", "x", "--", "-"], []),
    (["train", "--sh"], ["--shuffle"]),
    (["train", "--shuffle", "f"], ["false"]),
    (["remote", ""], ["list", "add"]),
    (["remote", "--a"], ["--all"]),
    (["remote", "-u", "eve", "a"], ["add"]),
    (["remote", "add", ""], [#"north\ pole"#, #"south\'s\ pole"#]),
    (["remote", "add", "x", "s"], [#"south\'s\ pole"#]),
    (["remote", "add", #"north\ p"#], [#"north\ pole"#]),
  ]

  @Test(.enabled(if: Shell("bash").isInstalled, "bash is not installed."), arguments: bashCases)
  func bashOffers(_ words: [String], _ offered: [String]) throws {
    let folder = try Folder(script: Self.script("bash"))
    let driver = """
      source "$1"; shift
      COMP_WORDS=(tool "$@"); COMP_CWORD=$#
      _tool
      for reply in "${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done
      """
    let result = try Shell("bash")
      .run(["-c", driver, "bash", folder.script.path] + words, in: folder)
    // The order of files is the system's.
    #expect(result.lines.sorted() == offered.sorted())
    #expect(result.code == 0)
  }

  /// A line typed so far and the words fish offers.
  static let fishCases: [(line: String, offered: Set<String>)] = [
    ("tool re", ["render", "remote"]),
    ("tool --", ["--help", "--version"]),
    ("tool help rend", ["render"]),
    ("tool render --st", ["--stage"]),
    ("tool render --deb", []),
    ("tool render --stage ", ["before", "after", "both"]),
    ("tool render --stage=a", ["--stage=after"]),
    ("tool render -s b", ["before", "both"]),
    ("tool render --fonts s", ["sub/"]),
    ("tool render --output pl", ["plot.svg"]),
    ("tool render x n", ["notes.txt"]),
    ("tool render a b n", ["notes.txt"]),
    ("tool remote ", ["list", "add"]),
    ("tool remote -u eve a", ["add"]),
    ("tool remote add s", ["south's pole"]),
  ]

  @Test(.enabled(if: Shell("fish").isInstalled, "fish is not installed."), arguments: fishCases)
  func fishOffers(_ line: String, _ offered: Set<String>) throws {
    let folder = try Folder(script: Self.script("fish"))
    let result = try Shell("fish").run(
      "--no-config", "-c", "source $argv[1]; complete -C $argv[2]", folder.script.path, line,
      in: folder)
    // A tab separates the word from its description.
    let words = result.lines.map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(words) == offered)
  }

  @Test func zshScriptNamesEveryCommandAndValue() throws {
    let lines = try Self.script("zsh").split(separator: "\n").map {
      $0.trimmingCharacters(in: CharacterSet(charactersIn: " \\"))
    }
    #expect(lines.first == "#compdef tool")
    for line in [
      "'(-s --stage)--stage=[Which gradients are shown.]:stage:(before after both)'",
      "'(-s --stage)-s+[Which gradients are shown.]:stage:(before after both)'",
      #"'*--fonts=[Where fonts are.]:fonts:_files -/'"#,
      "'(--color --no-color)--no-color[Draw in color.]'",
      #"'*:inputs:_files -g "*.(txt|mg)"'"#,
      #"'*:servers:(north\ pole south\'\''s\ pole)'"#,
      "'remote:Talks to servers.'",
      "'remote') _tool_remote ;;",
    ] {
      #expect(lines.contains(line))
    }
    #expect(!lines.contains { $0.contains("debug-layout") || $0.contains("internal") })
  }

  @Test func loginShellIsTheDefault() {
    let error = #expect(throws: (any Error).self) {
      try Tool.parseAsRoot(["--generate-completion-script"])
    }
    guard let error else { return }
    let shell = URL(fileURLWithPath: ProcessInfo.processInfo.environment["SHELL"] ?? "-")
    switch shell.lastPathComponent {
    case "bash", "zsh", "fish":
      #expect(Tool.exitCode(for: error) == .success)
    default:
      #expect(
        Tool.message(for: error)
          == "Missing shell for '--generate-completion-script'. Choose one of: bash, zsh, fish.")
    }
  }
}
