/// What a picture of a graph looks like.
public struct DiagramOptions: Sendable, Equatable {
  /// How values are drawn.
  public enum Style: String, CaseIterable, Sendable {
    /// One card for each value: its name and operation, data, and gradient in colour.
    case cards
    /// Karpathy's picture: a box "label | data | grad", and a round node for its operation.
    case micrograd
  }

  /// What is done where the whole graph is too big to be read.
  public enum Collapse: String, CaseIterable, Sendable {
    /// Every value is drawn.
    case none
    /// Groups are drawn as single cards where there are more values than can be read at once.
    case auto
    /// The outermost groups are drawn as single cards.
    case all
  }

  /// How many cards can be read at once: more are collapsed, unless one asks otherwise.
  public static let readableCardCount = 150

  /// How values are drawn.
  public var style: Style
  /// What is done where the whole graph is too big to be read.
  public var collapse: Collapse
  /// The way that data flows.
  public var direction: Diagram.Direction
  /// The colours.
  public var theme: Theme
  /// How numbers are written.
  public var numbers: NumberStyle
  /// What is laid over the picture; `nil` for nothing.
  public var overlay: Overlay?
  /// What the picture is called; made from its root where this is `nil`.
  public var title: String?

  /// The picture that is drawn where nothing else is asked for.
  public init(
    style: Style = .cards, collapse: Collapse = .auto, direction: Diagram.Direction = .leftToRight,
    theme: Theme = .light,
    numbers: NumberStyle = NumberStyle(), overlay: Overlay? = nil, title: String? = nil
  ) {
    self.style = style
    self.collapse = collapse
    self.direction = direction
    self.theme = theme
    self.numbers = numbers
    self.overlay = overlay
    self.title = title
  }
}
