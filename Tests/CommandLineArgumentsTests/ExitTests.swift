import Foundation
import Testing

@testable import CommandLineArguments

/// What a process prints and returns.
@Suite struct ExitTests {
  @Test func helpGoesToStandardOutput() async throws {
    let result = await #expect(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      run(["help", "train"])
    }
    let found = try #require(result)
    #expect(text(found.standardOutputContent).hasSuffix(Tool.text(of: ["train", "-h"]) + "\n"))
    #expect(!text(found.standardErrorContent).contains("USAGE"))
  }

  @Test func wrongWordsGoToStandardError() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(64),
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      run(["remote", "--zzz"])
    }
    let found = try #require(result)
    #expect(
      text(found.standardErrorContent).hasSuffix(
        """
        Error: Unknown option '--zzz'.
        Usage: tool remote <subcommand>
          See 'tool remote --help' for more information.

        """))
    #expect(!text(found.standardOutputContent).contains("Error"))
  }

  @Test func errorsOfARunNameTheirCommand() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(64), observing: [\.standardErrorContent]
    ) {
      run(["train", "1", "-n", "2"])
    }
    let found = text(try #require(result).standardErrorContent)
    #expect(found.contains("Error: Two steps are too few.\nUsage: tool train ["))
    #expect(found.hasSuffix("  See 'tool train --help' for more information.\n"))
  }

  @Test func otherErrorsEndWithOne() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      run(["train", "1", "-n", "3"])
    }
    #expect(
      text(try #require(result).standardErrorContent).hasSuffix("Error: The disk is full.\n"))
  }

  @Test func thrownCodesAreReturned() async {
    await #expect(processExitsWith: .exitCode(69)) { run(["train", "1", "-n", "1"]) }
  }

  @Test func noErrorMeansSuccess() async {
    await #expect(processExitsWith: .success) { run(["render", "x"]) }
  }

  @Test func closedOutputEndsWith74() async {
    await #expect(processExitsWith: .exitCode(74)) {
      close(1)
      run(["--help"])
    }
  }

  @Test func brokenPipeEndsWith74() async {
    await #expect(processExitsWith: .exitCode(74)) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0, dup2(ends[1], 1) == 1, close(ends[0]) == 0 else { return }
      run(["--help"])
    }
  }

  #if os(Linux)
    @Test func fullOutputEndsWith74() async throws {
      let result = await #expect(
        processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
      ) {
        let full = open("/dev/full", O_WRONLY)
        guard full >= 0, dup2(full, 1) == 1 else { return }
        run(["--version"])
      }
      #expect(
        text(try #require(result).standardErrorContent).hasSuffix(
          "Error: Cannot write to standard output: No space left on device.\n"))
    }
  #endif

  @Test func readingBeforeParsingIsAMisuse() async {
    await #expect(processExitsWith: .failure) { _ = Train().sizes }
  }

  #if DEBUG
    @Test func repeatedNamesAreAMisuse() async throws {
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) {
        struct Twice: ParsableCommand {
          static let configuration = CommandConfiguration(commandName: "twice")
          @Option(name: .shortAndLong) var size = 1
          @Flag(name: [.customShort("s")]) var silent = false
        }
        _ = try Twice.parse([])
      }
      #expect(
        text(try #require(result).standardErrorContent)
          .contains("Two arguments of 'Twice' are named '-s'."))
    }
    @Test func builtInNamesCannotBeTaken() async throws {
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) {
        struct Page: ParsableCommand {
          static let configuration = CommandConfiguration(commandName: "page")
          @Option(name: .shortAndLong) var height = 1
        }
        _ = try Page.parse([])
      }
      #expect(
        text(try #require(result).standardErrorContent)
          .contains("Two arguments of 'Page' are named '-h'."))
    }

    @Test func argumentsBesideSubcommandsAreAMisuse() async throws {
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) {
        struct Both: ParsableCommand {
          static let configuration = CommandConfiguration(
            commandName: "both", subcommands: [Train.self])
          @Flag var loud = false
        }
        _ = try Both.parse([])
      }
      #expect(
        text(try #require(result).standardErrorContent)
          .contains("'Both' has both subcommands and arguments of its own."))
    }
  #endif

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Runs the tool as its process would.
private func run(_ words: [String]) {
  Tool.outcome(of: words)?.endProcess()
}
