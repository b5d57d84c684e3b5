public import CommandLineArguments
internal import ComputationGraph
internal import Diagnosis
internal import Diagrams
package import Rendering

/// What `-f` takes.
extension PictureFormat: ExpressibleByArgument {
  package init?(argument: String) {
    guard let format = PictureFormat.all.first(where: { $0.name == argument }) else { return nil }
    self = format
  }

  package static var allValueStrings: [String] { all.map(\.name) }
}

/// What `-f` takes of a plot.
struct PlotFormat: ExpressibleByArgument {
  let format: PictureFormat

  init?(argument: String) {
    guard let format = PictureFormat.ofPlots.first(where: { $0.name == argument }) else {
      return nil
    }
    self.format = format
  }

  static var allValueStrings: [String] { PictureFormat.ofPlots.map(\.name) }
}

/// What `--stage` takes.
enum StageChoice: String, CaseIterable, ExpressibleByArgument {
  case before, after, both, pair, steps, worksheet
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
extension LayoutChoice: ExpressibleByArgument {}
