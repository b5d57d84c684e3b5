public import CommandLineArguments
internal import ComputationGraph
internal import Diagrams
internal import Rendering

/// What `-f` takes.
enum FormatChoice: String, CaseIterable, ExpressibleByArgument {
  case svg, png, pdf, dot, json

  /// The picture's format; `nil` for a graph file, which is no picture.
  var picture: PictureFormat? { PictureFormat(rawValue: rawValue) }
}

/// What `--stage` takes.
enum StageChoice: String, CaseIterable, ExpressibleByArgument {
  case before, after, both

  var stages: [GraphSnapshot.Stage] {
    switch self {
    case .before: [.before]
    case .after: [.after]
    case .both: [.before, .after]
    }
  }
}

extension Diagram.Direction: ExpressibleByArgument {}
extension DiagramOptions.Style: ExpressibleByArgument {}
extension DiagramOptions.Collapse: ExpressibleByArgument {}
