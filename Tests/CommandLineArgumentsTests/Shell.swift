import Foundation

/// A program that reads scripts.
struct Shell {
  let path: String?

  init(_ name: String) {
    path = ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  var isInstalled: Bool { path != nil }

  struct Result {
    let output: String
    let code: Int32

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  func run(_ words: String..., in folder: Folder) throws -> Result {
    try run(words, in: folder)
  }

  /// Runs the shell and collects both its streams.
  func run(_ words: [String], in folder: Folder) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = words
    process.currentDirectoryURL = folder.work
    process.environment = ["HOME": folder.root.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(output: String(decoding: data, as: UTF8.self), code: process.terminationStatus)
  }
}

/// A temporary folder with a script and some files to complete.
final class Folder {
  let root: URL
  let work: URL
  let script: URL

  init(script text: String) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("completion-\(UUID().uuidString)")
    work = root.appendingPathComponent("work")
    script = root.appendingPathComponent("script")
    try FileManager.default.createDirectory(
      at: work.appendingPathComponent("sub"), withIntermediateDirectories: true)
    for name in ["notes.txt", "two words.txt", "plot.svg", "image.gif"] {
      try Data().write(to: work.appendingPathComponent(name))
    }
    try Data(text.utf8).write(to: script)
  }

  func contains(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: work.appendingPathComponent(name).path)
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }
}
