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
      if !found.advice.isEmpty { throw ExitCode(EX_UNAVAILABLE) }
    }
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
    let drawn = (found.engines.isEmpty ? [] : ["svg"]) + found.formats
    let missing = ["svg", "png", "pdf"].filter { !drawn.contains($0) }
    lines.append("formats    \((drawn + ["dot", "json"]).joined(separator: ", "))")
    if !missing.isEmpty { lines.append("missing    \(missing.joined(separator: ", "))") }
    lines += found.advice
    return lines.joined(separator: "\n") + "\n"
  }
}
