/// What a picture of a graph looks like.
public struct DiagramOptions: Sendable, Equatable {
  /// How values are drawn.
  public enum Style: String, CaseIterable, Sendable {
    /// One card for each value: its name and operation, data, and gradient in colour.
    case cards
    /// Karpathy's picture: a box "label | data | grad", and a round node for its operation.
    case micrograd
  }

  /// How values are drawn.
  public var style: Style
  /// The way that data flows.
  public var direction: Diagram.Direction
  /// The colours.
  public var theme: Theme
  /// How numbers are written.
  public var numbers: NumberStyle
  /// What the picture is called; made from its root where this is `nil`.
  public var title: String?

  /// The picture that is drawn where nothing else is asked for.
  public init(
    style: Style = .cards, direction: Diagram.Direction = .leftToRight, theme: Theme = .light,
    numbers: NumberStyle = NumberStyle(), title: String? = nil
  ) {
    self.style = style
    self.direction = direction
    self.theme = theme
    self.numbers = numbers
    self.title = title
  }
}
