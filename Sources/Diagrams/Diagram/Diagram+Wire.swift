extension Diagram {
  /// A wire that leads away from a node, with texts on both of its sides.
  ///
  /// Along the wire, data stands above it and the gradient below; of a vertical one, on its left and on
  /// its right.
  public struct Wire: Sendable, Equatable {
    /// The way that it leads.
    public var direction: Direction
    /// The rows above the wire, from top to bottom.
    public var above: [Row]
    /// The rows below the wire, from top to bottom.
    public var below: [Row]
    /// What stands at its end; `nil` where it goes on.
    public var end: Cell?
    /// Its length in points, without that of its end.
    public var length: Int
    /// The colour of the line.
    public var color: Color
    /// The width of the line in points.
    public var lineWidth = 1.0

    /// A wire that is as long as its texts need.
    public init(
      direction: Direction, above: [Row], below: [Row], end: Cell? = nil, color: Color
    ) {
      self.direction = direction
      self.above = above
      self.below = below
      self.end = end
      self.color = color
      length =
        direction.isHorizontal
        ? max(above.width, below.width) : max(above.height, below.height) + 8
    }

    /// The height of what stands at the end.
    package static let endHeight = 18
  }
}

extension Diagram.Direction {
  /// Whether data flows to the right or to the left.
  package var isHorizontal: Bool { self == .leftToRight || self == .rightToLeft }
}

extension Diagram.Wire {
  /// How much a wire needs on each of its sides.
  package var sides: (above: Int, below: Int) {
    direction.isHorizontal ? (above.height, below.height) : (above.width, below.width)
  }

  /// The size of a node with its wire, which stands in the middle of it.
  func size(with outline: (width: Int, height: Int)) -> (width: Int, height: Int) {
    let side = max(sides.above, sides.below)
    return direction.isHorizontal
      ? (outline.width + length + (end?.width ?? 0), max(outline.height, 2 * side))
      : (
        max(outline.width, 2 * side, end?.width ?? 0),
        outline.height + length + (end == nil ? 0 : Diagram.Wire.endHeight)
      )
  }

  /// Makes every colour of the wire faint.
  mutating func fade(into theme: Theme) {
    color = theme.faint(color)
    for row in above.indices { above[row].fade(into: theme) }
    for row in below.indices { below[row].fade(into: theme) }
    if let end { self.end?.color = theme.faint(end.color) }
  }
}
