internal import CommandLineArguments
internal import Graphviz

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// `multigrad doctor`: what is installed, and what works.
struct Doctor: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: "Tell which Graphviz there is, which plugins load, and which formats work.",
      discussion: """
        Ends with exit code 69 where something is missing, and says what to install.
        """)
  }

  func run() throws {
    try ExitStatus.reporting {
      let found = Installation.inspect()
      try Standard.output.write(Array(report(on: found).utf8))
      if !missing(in: found).isEmpty { throw ExitCode(EX_UNAVAILABLE) }
    }
  }

  /// The formats that need Graphviz.
  private static let pictures = ["svg", "png", "pdf"]

  private func missing(in found: Installation) -> [String] {
    let drawn = (found.engines.isEmpty ? [] : ["svg"]) + found.formats
    return Doctor.pictures.filter { !drawn.contains($0) }
  }

  private func report(on found: Installation) -> String {
    var lines = [
      "multigrad  \(MultiGradCommand.version)",
      "Graphviz   \(found.version)",
      "plugins    \(found.pluginFolder)",
    ]
    for plugin in found.plugins {
      lines.append("  \(plugin.name): \(plugin.problem ?? "loads")")
    }
    let missing = missing(in: found)
    let drawn = Doctor.pictures.filter { !missing.contains($0) }
    lines.append("formats    \((drawn + ["dot", "json"]).joined(separator: ", "))")
    if !missing.isEmpty { lines.append("missing    \(missing.joined(separator: ", "))") }
    lines += found.advice
    return lines.joined(separator: "\n") + "\n"
  }
}
