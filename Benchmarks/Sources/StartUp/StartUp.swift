import Foundation
import Measuring

/// The time from process start to both pictures of a neuron on disk, as a ratio to the time that
/// Graphviz's own program takes for one picture of the same graph.
///
/// Runs alternate, so that a machine that gets faster or slower does so for both.
@main
struct StartUp {
  static let rounds = 200

  static func main() throws {
    guard CommandLine.arguments.count == 2, let dot = path(of: "dot") else {
      print("usage: StartUp <path of multigrad>   (Graphviz's program dot must be installed)")
      exit(64)
    }
    let multigrad = URL(fileURLWithPath: CommandLine.arguments[1]).absoluteURL
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("start-up-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try time(multigrad, ["neuron", "-q", "--stage", "after", "-o", "neuron.dot"], in: folder)

    var ours: [Double] = []
    var theirs: [Double] = []
    for round in 0..<rounds + 10 {
      let a = try time(multigrad, ["neuron", "-q", "-o", "neuron.svg"], in: folder)
      let b = try time(dot, ["-Tsvg", "neuron.dot", "-o", "dot.svg"], in: folder)
      // The first rounds warm the caches.
      if round >= 10 {
        ours.append(a)
        theirs.append(b)
      }
    }
    let ratios = zip(ours, theirs).map { $0 / $1 }
    print("both SVG files of one neuron, \(rounds) interleaved runs, medians:")
    print("  multigrad neuron  \(text(median(ours) * 1000)) ms")
    print("  dot -Tsvg         \(text(median(theirs) * 1000)) ms")
    print("  ratio             \(text(median(ratios)))")
  }

  /// The seconds from spawning a program to its end.
  ///
  /// Spawned directly: Foundation's `Process` looks for the end of a child only now and then.
  static func time(_ executable: URL, _ words: [String], in folder: URL) throws -> Double {
    let arguments = ([executable.path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    _ = FileManager.default.changeCurrentDirectoryPath(folder.path)
    var status: Int32 = 0
    let duration = seconds {
      var child = pid_t()
      if posix_spawn(&child, executable.path, nil, nil, arguments, environ) != 0 { status = -1 }
      waitpid(child, &status, 0)
    }
    if status != 0 {
      print("\(executable.path) failed")
      exit(1)
    }
    return duration
  }

  static func path(of name: String) -> URL? {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
      .map { URL(fileURLWithPath: $0) }
  }
}
