package import Foundation

/// Runs the built command as a person would.
package enum Command {
  /// What a run left behind.
  package struct Result {
    package let code: Int32
    package let output: Data
    package let errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// The built executable, which stands beside the test bundle.
  static let executable: URL = {
    let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = runner.deletingLastPathComponent()
    // On a Mac the bundle is a folder, and its executable some levels further in.
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("multigrad")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: "multigrad")
  }()

  /// Runs `multigrad` with words, in a folder, and waits for it.
  package static func multigrad(
    _ words: String..., in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(executable, words, in: folder, input: input, environment: environment)
  }

  /// Runs a shell line in which `multigrad` is the built command.
  package static func shell(_ line: String, in folder: TemporaryFolder) throws -> Result {
    let path = executable.deletingLastPathComponent().path
    return try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", line], in: folder, input: nil,
      environment: ["PATH": "\(path):/usr/local/bin:/usr/bin:/bin"])
  }

  /// Runs a program that may not be installed; `nil` where it is not.
  package static func tool(
    _ name: String, _ words: [String], in folder: TemporaryFolder,
    environment: [String: String] = [:]
  ) throws -> Result? {
    guard let path = path(of: name) else { return nil }
    return try run(
      URL(fileURLWithPath: path), words, in: folder, input: nil, environment: environment)
  }

  /// Where a program is installed.
  package static func path(of name: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(
    _ executable: URL, _ words: [String], in folder: TemporaryFolder, input: String?,
    environment: [String: String]
  ) throws -> Result {
    let running = try RunningCommand(
      executable, words, in: folder, input: input, environment: environment)
    return try running.result()
  }

  /// Starts `multigrad` with words, in a folder.
  package static func start(
    _ words: String..., in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> RunningCommand {
    try RunningCommand(executable, words, in: folder, environment: environment)
  }
}
