import CommandLineArguments
import TestSupport
import Testing

@testable import MultiGradCommand

/// The manual page of the command itself.
@Suite struct ManualTests {
  private static let subcommands = MultiGradCommand.configuration.subcommands
    .map { $0.configuration.commandName }

  private func page() throws -> String {
    let result = try Command.multigrad("--generate-manual", in: TemporaryFolder())
    #expect(result.code == 0)
    #expect(result.errors == "")
    return result.text
  }

  @Test func sameBytesTwice() throws {
    #expect(try page() == page())
  }

  @Test(arguments: [[]] + subcommands.map { [$0] })
  func everyOptionOfTheHelpIsThere(_ command: [String]) throws {
    let line = (["multigrad"] + command + ["--help"]).joined(separator: " ")
    let help = try Command.shell(line, in: TemporaryFolder()).text
    let page = try page()
    // An option begins its line, after two blanks.
    let names = help.split(separator: "\n").filter { $0.hasPrefix("  -") }.flatMap { line in
      line.split(separator: " ").map { $0.filter { $0 != "," } }.prefix { $0.hasPrefix("-") }
    }
    #expect(names.contains("--help"))
    for name in names {
      let escaped = name.split(separator: "-", omittingEmptySubsequences: false)
        .joined(separator: "\\-")
      #expect(page.contains("\\fB\(escaped)\\fR"), "\(name)")
    }
    if let name = command.first {
      #expect(page.contains("\n.SH \"MULTIGRAD \(name.uppercased())\"\n"))
    }
  }

  /// The manual, the help and the code have the same exit codes.
  @Test func exitCodesAreThere() throws {
    let lines = try page().split(separator: "\n")
    let start = try #require(lines.firstIndex(of: ".SH \"EXIT STATUS\""))
    let codes = lines[start...].dropFirst().prefix { !$0.hasPrefix(".SH") }
      .compactMap { Int32($0) }
    #expect(codes == [0, 1, 64, 65, 66, 69, 73, 74])
    #expect(codes == ExitStatus.meanings.map(\.code))
  }

  @Test(
    .enabled(
      if: ManualJudge.groff.isExpected, "groff is not installed; make test does so with apt-get"))
  func groffFindsNothing() throws {
    #expect(try ManualJudge.groff.complaints(about: page()) == [])
  }

  @Test(
    .enabled(
      if: ManualJudge.mandoc.isExpected, "mandoc is not installed; make test does so with apt-get"))
  func mandocFindsNothing() throws {
    #expect(try ManualJudge.mandoc.complaints(about: page()) == [])
  }
}
