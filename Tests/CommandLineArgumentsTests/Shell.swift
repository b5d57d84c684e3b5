import Foundation
import TestSupport
import Testing

@testable import CommandLineArguments

/// A shell in a folder with some files, beside a completion script.
struct Shell {
  private let name: String
  private let work: TemporaryFolder
  private let scripts: TemporaryFolder
  let script: String

  /// Whether tests of a shell run: where it is installed, and where it must be.
  static func isExpected(_ name: String) -> Bool {
    Command.path(of: name) != nil || Environment.isCI
  }

  init(_ name: String, completing root: any ParsableCommand.Type = Tool.self) throws {
    self.name = name
    work = try TemporaryFolder()
    for file in ["sub/x", "notes.txt", "two words.txt", "plot.svg", "image.gif"] {
      let path = work.url.appendingPathComponent(file)
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: path)
    }
    let outcome = root.outcome(of: ["--generate-completion-script", name])
    #expect(outcome?.code == .success)
    scripts = try TemporaryFolder()
    script = try scripts.write("script", try #require(outcome?.text)).path
  }

  /// The names of the files that are there now.
  var files: [String] { work.files }

  /// Runs the shell and returns the lines that it prints.
  func run(_ words: [String]) throws -> [String] {
    let result = try Command.tool(
      name, words, in: work,
      environment: ["HOME": scripts.url.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    let found = try #require(result, "\(name) is not installed")
    #expect(found.errors == "")
    #expect(found.code == 0)
    return found.text.split(separator: "\n").map(String.init)
  }
}
