internal import ComputationGraph
// How numbers are written is an option that users set.
@_exported public import struct Text.NumberStyle

/// What a picture of a graph looks like.
public struct DiagramOptions: Sendable, Equatable {
  /// How values are drawn.
  public enum Style: String, CaseIterable, Sendable {
    /// One card for each value: its name and operation, data, and gradient in colour.
    case cards
    /// Karpathy's picture: a box "label | data | grad", and a round node for its operation.
    case micrograd
    /// A circle for each unit of a network, and a line for each weight; a graph without layers and
    /// neurons is drawn as cards.
    case network
    /// Gates and wires, as in CS231n: data above each wire, its gradient below.
    case circuit
  }

  /// What is done where the whole graph is too big to be read.
  public enum Collapse: String, CaseIterable, Sendable {
    /// Every value is drawn.
    case none
    /// Groups are drawn as single cards, and what is still too much is counted, where there are
    /// more values than can be read at once.
    case auto
    /// The outermost groups are drawn as single cards.
    case all
  }

  /// What is written on the arrows.
  public enum EdgeNumbers: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// ∂out/∂in.
    case local
    /// The gradient that flows back: ∂root/∂out · ∂out/∂in.
    case flow
    /// The weights of a network, with its biases, targets and loss.
    case weights
  }

  /// How names are written.
  public enum Labels: String, CaseIterable, Sendable {
    /// As they are.
    case plain
    /// With subscripts and Greek letters: "x1" as x₁, "sigma" as σ.
    case math
  }

  /// How many cards can be read at once: more are collapsed, unless one asks otherwise.
  public static let readableCardCount = 150

  /// How values are drawn.
  public var style: Style
  /// What is done where the whole graph is too big to be read.
  public var collapse: Collapse
  /// How many levels of groups are distinguished, 1 for layers and 2 for neurons; `nil` for as many as
  /// can be read.
  public var depth: Int?
  /// Whether what is not selected is drawn faintly, instead of being counted.
  public var showsGhosts: Bool
  /// What is drawn on the card of its user.
  public var folding: GraphFolding
  /// What is written on the arrows.
  public var edges: EdgeNumbers
  /// How names are written.
  public var labels: Labels
  /// The way that data flows.
  public var direction: Diagram.Direction
  /// The length, in points, beyond which the picture goes on in another strip, as a text does in another
  /// line; `nil` for about three screens.
  public var longestLine: Double?
  /// The colours and the font.
  public var theme: Theme
  /// How numbers are written.
  public var numbers: NumberStyle
  /// What is laid over the picture; `nil` for nothing.
  public var overlay: Overlay?
  /// What stands over the picture, and what it is called; made from its root, and not drawn, where
  /// this is `nil`.
  public var title: String?
  /// How many nodes of the graph were left out of what is drawn, which the picture says.
  public var leftOutCount = 0
  /// Whether gradients stand in boxes, which are empty before backward: a worksheet, and after it the
  /// solution.
  public var asksForGradients = false
  /// Whether the picture says what its colours mean.
  public var hasLegend: Bool
  /// Where a click on a node leads, with `{name}` and `{id}` in it; `nil` for nowhere.
  ///
  /// An address of the web, or a file beside the picture: anything else makes no link.
  public var link: String?

  /// Whether a template is one that makes links.
  public static func isLink(_ template: String) -> Bool { LinkText.safe(template) != nil }

  /// The picture that is drawn where nothing else is asked for; where no way of writing numbers is given, it is what the
  /// style has room for.
  public init(
    style: Style = .cards, collapse: Collapse = .auto, depth: Int? = nil,
    showsGhosts: Bool = false,
    folding: GraphFolding = [], edges: EdgeNumbers = .none, labels: Labels = .plain,
    direction: Diagram.Direction = .leftToRight, theme: Theme = .light,
    numbers: NumberStyle? = nil, overlay: Overlay? = nil, title: String? = nil,
    hasLegend: Bool = false, link: String? = nil
  ) {
    self.style = style
    self.collapse = collapse
    self.depth = depth
    self.showsGhosts = showsGhosts
    // A gate has its constants inside.
    self.folding = style == .circuit ? folding.union(.constants) : folding
    self.edges = edges
    self.labels = labels
    self.direction = direction
    self.theme = theme
    self.numbers = numbers ?? style.numbers
    self.overlay = overlay
    self.title = title
    self.hasLegend = hasLegend
    self.link = link
  }
}

extension DiagramOptions.Style {
  /// How numbers are written where nothing is said: shorter in circles, and above wires.
  package var numbers: NumberStyle {
    switch self {
    case .cards, .micrograd: NumberStyle(digits: 4)
    case .circuit: NumberStyle(digits: 3)
    case .network: NumberStyle(digits: 2)
    }
  }
}
