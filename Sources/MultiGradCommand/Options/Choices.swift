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

/// A list of numbers with commas between them: `1,2.5,-3`.
struct NumberList: ExpressibleByArgument {
  let numbers: [Double]

  init?(argument: String) {
    var numbers: [Double] = []
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(word), number.isFinite else { return nil }
      numbers.append(number)
    }
    self.numbers = numbers
  }
}
