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
struct NumberList {
  let numbers: [Double]

  /// Reads numbers from a word.
  @Sendable
  init(parsing word: String) throws {
    var numbers: [Double] = []
    for word in word.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(word), number.isFinite else {
        throw ValidationError("Give numbers with commas between them and no blanks: 1,2.5,-3.")
      }
      numbers.append(number)
    }
    self.numbers = numbers
  }
}
