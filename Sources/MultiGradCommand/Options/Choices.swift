public import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering

/// What `-f` takes.
enum FormatChoice: String, CaseIterable, ExpressibleByArgument {
  case svg, png, pdf, dot, json, text

  /// The extension of files of the format.
  var suffix: String { self == .text ? "txt" : rawValue }

  /// The picture's format; `nil` for a graph file, which is no picture.
  var picture: PictureFormat? { PictureFormat(rawValue: rawValue) }
}

/// What `--stage` takes.
enum StageChoice: String, CaseIterable, ExpressibleByArgument {
  case before, after, both, steps
}

/// What `--overlay` takes.
enum OverlayChoice: String, CaseIterable, ExpressibleByArgument {
  case none, gradient, check, health

  /// What is laid over the picture of a graph.
  ///
  /// - Parameters:
  ///   - after: The graph after backward.
  ///   - findings: What was found over a whole data set; `nil` where the graph is all there is.
  func overlay(of after: GraphSnapshot, findings: [Finding]?) -> Overlay? {
    switch self {
    case .none: nil
    case .gradient: .gradient(of: after)
    case .check: .check(GradientCheck().report(on: after))
    case .health: .health(findings ?? after.diagnose(), of: after)
    }
  }
}

/// What `--theme` takes.
enum ThemeChoice: String, CaseIterable, ExpressibleByArgument {
  case light, dark, auto
  case highContrast = "high-contrast"
  case print

  var theme: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .auto: .auto
    case .highContrast: .highContrast
    case .print: .print
    }
  }
}

/// What `--constants` takes.
enum ConstantsChoice: String, CaseIterable, ExpressibleByArgument {
  case nodes, inline
}

/// What `--sums` takes.
enum SumsChoice: String, CaseIterable, ExpressibleByArgument {
  case expanded, merged
}

extension Diagram.Direction: ExpressibleByArgument {}
extension DiagramOptions.EdgeNumbers: ExpressibleByArgument {}
extension DiagramOptions.Labels: ExpressibleByArgument {}
extension DiagramOptions.Style: ExpressibleByArgument {}
extension DiagramOptions.Collapse: ExpressibleByArgument {}
