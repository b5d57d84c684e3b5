import Foundation
import PackagePlugin

/// `swift package render-graphs`: keeps the pictures of a package's documents fresh, as `multigrad docs`.
///
/// Words behind it are those of `multigrad docs`. Without any, it takes README.md, and the articles of
/// every documentation catalogue.
@main
struct RenderGraphs: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let tool = try context.tool(named: "MultiGradCommand").url
    let folder = context.package.directoryURL
    if !arguments.isEmpty { return try run(tool, arguments, in: folder) }
    let readme = "README.md"
    if FileManager.default.fileExists(atPath: folder.appending(path: readme).path) {
      try run(tool, [readme], in: folder)
    }
    for target in context.package.targets {
      for catalogue in try catalogues(of: target) {
        let articles = try articles(of: catalogue)
        if !articles.isEmpty {
          try run(tool, ["--docc", catalogue.path] + articles.map(\.path), in: folder)
        }
      }
    }
  }

  private func run(_ tool: URL, _ words: [String], in folder: URL) throws {
    let process = Process()
    process.executableURL = tool
    process.arguments = ["docs"] + words
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw Failure(words: words, code: process.terminationStatus)
    }
  }

  private func catalogues(of target: any Target) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: target.directoryURL, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "docc" }.sorted { $0.path < $1.path }
  }

  private func articles(of catalogue: URL) throws -> [URL] {
    let files = FileManager.default.enumerator(at: catalogue, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "md" }
      .sorted { $0.path < $1.path }
  }
}

/// That `multigrad docs` found something, which it has reported itself.
struct Failure: Error, CustomStringConvertible {
  let words: [String]
  let code: Int32

  var description: String { "multigrad docs \(words.joined(separator: " ")) ended with \(code)" }
}
