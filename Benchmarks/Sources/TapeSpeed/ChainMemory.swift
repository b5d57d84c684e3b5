import Foundation
import Measuring
import MultiGrad

/// What a chain of ten million operations holds at most, a process for each tool: peaks never fall.
enum ChainMemory {
  static let length = 10_000_000
  private static let word = "chain-memory"

  private static var tools: [(name: String, run: () -> Double)] {
    let baselines: [(name: String, baseline: Baseline)] =
      [("C++ tape", .smallTape)] + Baseline.others
    return baselines.map { tool in (tool.name, { tool.baseline.chain(length, .system) }) }
      + [("one by one", { TapeSpeed.sum(OneByOne.chain(length, on: Tape())) })]
  }

  /// Does what a process of its own was started for, if this is one.
  static func answer(_ arguments: [String]) -> Bool {
    guard arguments.count == 3, arguments[1] == word,
      let tool = tools.first(where: { $0.name == arguments[2] })
    else { return false }
    let before = peak()
    _ = tool.run()
    print(text(Double(peak() - before) / Double(length)))
    return true
  }

  static func report() {
    print("  memory of W3 \(length) at its peak, in bytes for an operation")
    for tool in tools {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = [word, tool.name]
      process.standardOutput = output
      guard (try? process.run()) != nil,
        let bytes = try? output.fileHandleForReading.readToEnd()
      else {
        print("    \(tool.name) could not be started in a process of its own")
        exit(1)
      }
      process.waitUntilExit()
      print(
        "    \(TapeSpeed.padded(tool.name)) \(String(decoding: bytes, as: UTF8.self))",
        terminator: "")
    }
  }

  /// The most memory that this process had, in bytes.
  ///
  /// On Linux the usage of resources begins with that of the
  /// process that started this one, and does not say.
  private static func peak() -> Int {
    #if canImport(Darwin)
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      let lines = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        .split(separator: "\n")
      let peak = lines?.first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first
      return peak.flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    #endif
  }
}
