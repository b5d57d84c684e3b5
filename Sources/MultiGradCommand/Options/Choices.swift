internal import CommandLineArguments
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

/// What `--direction` takes.
enum DirectionChoice: String, CaseIterable, ExpressibleByArgument {
  case LR, TB, RL, BT

  var direction: Diagram.Direction {
    switch self {
    case .LR: .leftToRight
    case .TB: .topToBottom
    case .RL: .rightToLeft
    case .BT: .bottomToTop
    }
  }
}

/// What `--collapse` takes.
enum CollapseChoice: String, CaseIterable, ExpressibleByArgument {
  case none, auto, all

  var collapse: DiagramOptions.Collapse {
    switch self {
    case .none: .none
    case .auto: .auto
    case .all: .all
    }
  }
}

/// What `--style` takes.
enum StyleChoice: String, CaseIterable, ExpressibleByArgument {
  case cards, micrograd

  var style: DiagramOptions.Style {
    switch self {
    case .cards: .cards
    case .micrograd: .micrograd
    }
  }
}

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
