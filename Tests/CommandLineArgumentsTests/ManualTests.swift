import TestSupport
import Testing

@testable import CommandLineArguments

/// A command whose texts are hard to write in roff, and that has notes.
private struct Hard: NotedCommand {
  static let configuration = CommandConfiguration(
    commandName: "hard", abstract: "Writes .TH and \"quotes\".",
    discussion: """
      'br is no request. Neither is
      .br where a line begins with it, nor \\fB anywhere.

        .example --with "quotes" `and` \\n
          deeper ^ ~

      The end · ∂x₁.
      """, version: "2.0")

  @Option(name: .shortAndLong, help: ".dot it's \"that\\this\".") var name = "a\\b"
  @Flag var bare = false
  @Argument(help: "Words.") var words: [String]

  static let notes = CommandNotes(
    exitCodes: [.init(0, "fine"), .init(1, "findings", when: "something was found")],
    environment: [.init("HARD_HOME", ".hard is there.")],
    examples: [.init("Write a word:", line: "hard 'a b'")],
    seeAlso: [.init("dot", section: 1), .init("roff", section: 7)])
}

private let hardPage = #"""
  .TH HARD 1 "" "hard 2.0" "User Commands"
  .nr HY 0
  .ds AD l
  .nh
  .ad l
  .SH NAME
  hard \- writes .TH and \(dqquotes\(dq
  .SH SYNOPSIS
  .SY hard
  [\fB\-\-name\fR\ \fIname\fR]
  [\fB\-\-bare\fR]
  \fIwords\fR\ \&.\&.\&.
  .YS
  .SH DESCRIPTION
  \(aqbr is no request.
  Neither is
  .br
  \&.br where a line begins with it, nor \(rsfB anywhere.
  .PP
  .RS 4
  .EX
  \&.example \-\-with \(dqquotes\(dq \(gaand\(ga \(rsn
    deeper \(ha \(ti
  .EE
  .RE
  .PP
  The end \[u00B7] \[u2202]x\[u2081].
  .SH ARGUMENTS
  .TP
  \fIwords\fR \&.\&.\&.
  Words.
  .SH OPTIONS
  .TP
  \fB\-n\fR, \fB\-\-name\fR \fIname\fR
  \&.dot it\(aqs \(dqthat\(rsthis\(dq.
  (default: a\(rsb)
  .TP
  \fB\-\-bare\fR
  .TP
  \fB\-\-version\fR
  Show the version.
  .TP
  \fB\-h\fR, \fB\-\-help\fR
  Show help information.
  .SH "EXIT STATUS"
  .TP
  0
  Fine.
  .TP
  1
  Findings: something was found.
  .SH ENVIRONMENT
  .TP
  \fBHARD_HOME\fR
  \&.hard is there.
  .SH EXAMPLES
  Write a word:
  .PP
  .RS 4
  .EX
  hard \(aqa b\(aq
  .EE
  .RE
  .SH "SEE ALSO"
  .BR dot (1),
  .BR roff (7)

  """#

@Suite struct ManualTests {
  private static let commands: [any ParsableCommand.Type] = [Tool.self, Hard.self]

  private func page(of root: any ParsableCommand.Type) throws -> String {
    let outcome = root.outcome(of: ["--generate-manual"])
    #expect(outcome?.code == .success)
    return try #require(outcome?.text)
  }

  @Test func everythingIsEscaped() throws {
    #expect(try page(of: Hard.self) == hardPage)
  }

  @Test(arguments: commands) func sameBytesTwice(of root: any ParsableCommand.Type) throws {
    #expect(try page(of: root) == page(of: root))
  }

  @Test func helpHasTheNotesToo() {
    #expect(
      Hard.text(of: ["--help"]).contains(
        "\n\n  hard 'a b'\n\nExit codes: 0 fine, 1 findings.\n\nUSAGE: hard "))
  }

  @Test func everyCommandHasASection() throws {
    let lines = try page(of: Tool.self).split(separator: "\n")
    let sections = lines.filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
    #expect(
      sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "SUBCOMMANDS", "OPTIONS", #""TOOL RENDER""#,
        #""TOOL TRAIN""#, #""TOOL REMOTE""#, #""TOOL REMOTE LIST""#, #""TOOL REMOTE ADD""#,
      ])
    #expect(lines.contains(#".SS "LAYOUT OPTIONS""#))
  }

  /// A group of options that two commands have stands there once, and both refer to it.
  @Test func sharedOptionsStandOnce() throws {
    struct First: ParsableCommand {
      static let configuration = CommandConfiguration(commandName: "first")
      @OptionGroup(title: "Layout") var layout: Layout
      @Argument() var file: String
    }
    struct Second: ParsableCommand {
      static let configuration = CommandConfiguration(commandName: "second")
      @OptionGroup(title: "Layout") var layout: Layout
      @Argument() var file: String
    }
    struct Both: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "both", subcommands: [First.self, Second.self])
    }
    let lines = try page(of: Both.self).split(separator: "\n").map(String.init)
    func count(_ line: String) -> Int { lines.filter { $0 == line }.count }
    #expect(count(".SS LAYOUT") == 1)
    #expect(count(#"\fB\-\-rank\-gap\fR \fIrank\-gap\fR"#) == 1)
    #expect(count("More options, under SHARED OPTIONS: LAYOUT.") == 2)
    #expect(count("Of both first and both second.") == 1)
    // What only has the same name stays where it is.
    #expect(count(".SS ARGUMENTS") == 2)
  }

  @Test(
    .enabled(
      if: ManualJudge.groff.isExpected, "groff is not installed; make test does so with apt-get"),
    arguments: commands)
  func groffFindsNothing(inThePageOf root: any ParsableCommand.Type) throws {
    #expect(try ManualJudge.groff.complaints(about: page(of: root)) == [])
  }

  @Test(
    .enabled(
      if: ManualJudge.mandoc.isExpected, "mandoc is not installed; make test does so with apt-get"),
    arguments: commands)
  func mandocFindsNothing(inThePageOf root: any ParsableCommand.Type) throws {
    #expect(try ManualJudge.mandoc.complaints(about: page(of: root)) == [])
  }

  /// What is copied from a page is what was written.
  @Test(arguments: ManualJudge.allCases.filter(\.isExpected))
  func textIsReadAsItWasWritten(by judge: ManualJudge) throws {
    let text = try judge.text(of: page(of: Hard.self))
    for part in [
      "hard - writes .TH and \"quotes\"\n", " 'br is no request.",
      "\n       .br where a line begins",
      "nor \\fB anywhere.\n", ".example --with \"quotes\" `and` \\n\n", "  deeper ^ ~\n",
      "The end · ∂x₁.\n", " -n, --name name\n", " .dot it's \"that\\this\".", " dot(1), roff(7)\n",
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
  }
}
