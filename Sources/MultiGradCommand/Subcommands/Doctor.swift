internal import CommandLineArguments
internal import Graphviz
internal import Rendering
internal import LibC

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
      try Standard.output.report(report(on: found))
      if !missing(in: found).isEmpty || !found.engines.contains(.dot) {
        throw ExitCode(EX_UNAVAILABLE)
      }
    }
  }

  /// The formats that lack something.
  private func missing(in found: Installation) -> [PictureFormat] {
    PictureFormat.all.filter { format in
      switch format.requirement {
      case .nothing: false
      case .pixels: !found.formats.contains("png")
      case .pages: !found.formats.contains("pdf")
      }
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
    let missing = missing(in: found)
    func list(_ formats: [PictureFormat]) -> String {
      formats.map(\.name).joined(separator: ", ")
    }
    lines.append("formats    \(list(PictureFormat.all.filter { !missing.contains($0) }))")
    let lacking = missing.map(\.name) + (found.engines.contains(.dot) ? [] : ["--layout dot"])
    if !lacking.isEmpty { lines.append("missing    \(lacking.joined(separator: ", "))") }
    lines += found.advice
    return lines.joined(separator: "\n") + "\n"
  }
}
