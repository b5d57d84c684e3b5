extension Diagram {
  /// A box or a round with text.
  public struct Node: Sendable, Equatable {
    /// The outline.
    public enum Shape: String, Sendable {
      /// A rectangle.
      case box
      /// An ellipse.
      case round
      /// A dot where many arrows meet.
      case point
      /// Text without an outline.
      case plain
    }

    /// Lines through an outline.
    public enum Strike: Sendable {
      /// One line: what it stands for was partly left out.
      case once
      /// A cross: it was left out.
      case twice
    }

    /// A name that no other node of the diagram has, or of its panel.
    public var id: CardID
    /// The panel of a sheet that the node is in; empty where its id alone is its name.
    public var panel = ""
    /// What the node is, for style sheets and scripts.
    public var classes: [String]
    /// The outline.
    public var shape: Shape
    /// The rows of text, from top to bottom.
    public var rows: [Row]
    /// The colour of the outline.
    public var outline: Color
    /// The width of the outline in points.
    public var outlineWidth: Double
    /// Whether lines stand between the cells of a row.
    public var hasDividers: Bool
    /// Everything about the node, in full precision.
    public var tooltip: String
    /// Where a click on the node leads; `nil` for nowhere.
    public var link: String?
    /// Whether the node is out of the root's reach, and drawn faintly.
    public var isDimmed: Bool
    /// Whether the arrows that enter stand for operands whose order matters.
    public var ordersOperands = false
    /// The colour inside the outline; `nil` for that of cards.
    public var fill: Color?
    /// What leads away from the outline; `nil` for nothing.
    public var wire: Wire?
    /// The lines through it; `nil` for none.
    public var strike: Strike?

    /// A node of given rows, which have the same width.
    public init(
      id: CardID, classes: [String] = [], shape: Shape = .box, rows: [Row], outline: Color,
      outlineWidth: Double = 1, fill: Color? = nil, hasDividers: Bool = false,
      tooltip: String = "", link: String? = nil, isDimmed: Bool = false, strike: Strike? = nil
    ) {
      self.id = id
      self.classes = classes
      self.shape = shape
      self.rows = rows
      self.outline = outline
      self.outlineWidth = outlineWidth
      self.fill = fill
      self.hasDividers = hasDividers
      self.tooltip = tooltip
      self.link = link
      self.isDimmed = isDimmed
      self.strike = strike
    }

    /// The room that the outline takes on each side, in points.
    public static let inset = 1
    /// The width and height of a ``Shape/point``, in points.
    private static let pointSize = 6

    /// What the node is called in pictures: "n12", or "before-n12" in one panel of several.
    package var name: String { panel.isEmpty ? "\(id)" : "\(panel)-\(id)" }

    /// The width in points, with that of the wire.
    public var width: Int { wire?.size(with: outlineSize).width ?? outlineSize.width }
    /// The height in points, with that of the wire.
    public var height: Int { wire?.size(with: outlineSize).height ?? outlineSize.height }

    /// The rows inside the outline, and those along the wire.
    package var allRows: [Row] {
      guard let wire else { return rows }
      let end = wire.end.map { [Row(height: Wire.endHeight, cells: [$0])] } ?? []
      return rows + wire.above + wire.below + end
    }

    /// The width and height of the outline in points.
    package var outlineSize: (width: Int, height: Int) {
      switch shape {
      case .point: (Node.pointSize, Node.pointSize)
      case .plain where rows.isEmpty: (0, 0)
      case .box, .round, .plain:
        (
          rows.width + 2 * Node.inset, rows.height + 2 * Node.inset
        )
      }
    }
  }

  /// A row of a node: cells side by side, that fill its width.
  public struct Row: Sendable, Equatable {
    /// The height in points.
    public var height: Int
    /// The colour behind the text; `nil` for that of the card.
    public var fill: Color?
    /// From left to right.
    public var cells: [Cell]

    /// A row of cells.
    public init(height: Int, fill: Color? = nil, cells: [Cell]) {
      self.height = height
      self.fill = fill
      self.cells = cells
    }

    /// The width in points.
    public var width: Int { cells.reduce(0) { $0 + $1.width } }
  }

  /// A part of a text, in a colour of its own.
  public struct Piece: Sendable, Equatable {
    /// The text, with its blanks.
    public var text: String
    /// The colour; `nil` for that of the text around it.
    public var color: Color?

    /// A part of a text.
    public init(_ text: String, _ color: Color? = nil) {
      (self.text, self.color) = (text, color)
    }
  }

  /// A rectangle with one line of text, or with bars.
  public struct Cell: Sendable, Equatable {
    /// Where in its cell a text stands.
    public enum Alignment: String, Sendable {
      case left, center, right
    }

    /// The text; it may be empty.
    public var text: String
    /// The width in points, with room for the longest text of any stage.
    public var width: Int
    /// Where the text stands.
    public var alignment: Alignment = .left
    /// The colour of the text, or of the bars.
    public var color: Color
    /// Whether the text is bold.
    public var isBold = false
    /// The colour behind the text; `nil` for that of the row.
    public var fill: Color?
    /// The text in parts of a colour each; empty where all of it has one.
    public var pieces: [Piece] = []
    /// Whether the text is the gradient of what the node stands for.
    public var isGradient = false
    /// The colour of a frame that the text stands in, or is to be written into; `nil` for none.
    public var frame: Color?
    /// The heights of the bars in points, from left to right; they share the cell's width.
    public var bars: [Int] = []

    /// The room between a frame and the sides of its cell, in points.
    package static let frameInset = 3

    /// A cell with a text, or with bars.
    public init(
      text: String, width: Int, alignment: Alignment = .left, color: Color, isBold: Bool = false,
      fill: Color? = nil, bars: [Int] = []
    ) {
      self.text = text
      self.width = width
      self.alignment = alignment
      self.color = color
      self.isBold = isBold
      self.fill = fill
      self.bars = bars
    }
  }
}

extension Diagram.Node {
  /// Makes what leads away from the outline longer, until the node has a size.
  package mutating func stretchWire(toWidth width: Int, height: Int) {
    guard let wire else { return }
    let more = wire.direction.isHorizontal ? width - self.width : height - self.height
    self.wire?.length += more
  }

  /// Makes every row wider, by its first cell that has room for a text, as a column of cards of one width
  /// needs.
  package mutating func widen(to width: Int) {
    let wanted = width - 2 * Diagram.Node.inset
    for row in rows.indices where rows[row].width < wanted && !rows[row].cells.isEmpty {
      let cell = rows[row].cells.firstIndex { $0.width > 2 * TextStyle.padding } ?? 0
      rows[row].cells[cell].width += wanted - rows[row].width
    }
  }
}

extension Diagram {
  /// Makes the nodes that are out of the root's reach, or that nobody asked for, faint.
  mutating func fadeDimmedNodes() {
    for index in nodes.indices where nodes[index].isDimmed { nodes[index].fade(into: theme) }
  }
}

extension Diagram.Node {
  /// Makes every colour of the node faint; that its outline is dashed is the second cue.
  mutating func fade(into theme: Theme) {
    outline = theme.faint(outline)
    wire?.fade(into: theme)
    fill = fill.map(theme.faint)
    for row in rows.indices { rows[row].fade(into: theme) }
  }
}

/// Rows over each other.
extension Collection<Diagram.Row> {
  /// The width of the widest in points.
  package var width: Int { lazy.map(\.width).max() ?? 0 }
  /// The height of all in points.
  package var height: Int { reduce(0) { $0 + $1.height } }
}

extension Diagram.Row {
  /// Makes every colour of the row faint.
  mutating func fade(into theme: Theme) {
    fill = fill.map(theme.faint)
    for cell in cells.indices {
      cells[cell].color = theme.faint(cells[cell].color)
      for piece in cells[cell].pieces.indices {
        cells[cell].pieces[piece].color = cells[cell].pieces[piece].color.map(theme.faint)
      }
      cells[cell].fill = cells[cell].fill.map(theme.faint)
      cells[cell].frame = cells[cell].frame.map(theme.faint)
    }
  }
}
