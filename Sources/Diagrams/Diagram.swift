/// A graph made ready for drawing: every text written, every colour chosen, every box sized, and
/// nothing placed yet.
public struct Diagram: Sendable, Equatable {
  /// The way that data flows.
  public enum Direction: String, CaseIterable, Sendable {
    /// From left to right.
    case leftToRight = "LR"
    /// From top to bottom.
    case topToBottom = "TB"
    /// From right to left.
    case rightToLeft = "RL"
    /// From bottom to top.
    case bottomToTop = "BT"
  }

  /// What the picture is called, in files and to screen readers.
  public var title: String
  /// A sentence or two for those who do not see the picture.
  public var description: String
  /// The way that data flows.
  public var direction: Direction
  /// The boxes.
  public var nodes: [Node]
  /// The arrows, in the order of the graph; of `x + x`, both.
  public var edges: [Edge]
  /// The outermost frames.
  public var frames: [Frame]
  /// The colours of everything that is neither node nor edge.
  public var theme: Theme
}

extension Diagram {
  /// A box or a round with text.
  public struct Node: Sendable, Equatable {
    /// The outline.
    public enum Shape: String, Sendable {
      /// A rectangle.
      case box
      /// An ellipse.
      case round
    }

    /// A name that no other node of the diagram has: letters and digits.
    public var id: String
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
    /// Whether the node is out of the root's reach, and drawn faintly.
    public var isDimmed: Bool

    /// The room that the outline takes on each side, in points.
    public static let inset = 1

    /// The width in points.
    public var width: Int { (rows.map(\.width).max() ?? 0) + 2 * Node.inset }
    /// The height in points.
    public var height: Int { rows.reduce(0) { $0 + $1.height } + 2 * Node.inset }
  }

  /// A row of a node: cells side by side, that fill its width.
  public struct Row: Sendable, Equatable {
    /// The height in points.
    public var height: Int
    /// The colour behind the text; `nil` for that of the card.
    public var fill: Color?
    /// From left to right.
    public var cells: [Cell]

    /// The width in points.
    public var width: Int { cells.reduce(0) { $0 + $1.width } }
  }

  /// A rectangle with one line of text.
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
    /// The colour of the text.
    public var color: Color
    /// Whether the text is bold.
    public var isBold = false
  }

  /// An arrow from an input to its user.
  public struct Edge: Sendable, Equatable {
    /// The place of the input in ``Diagram/nodes``.
    public var tail: Int
    /// The place of its user in ``Diagram/nodes``.
    public var head: Int
    /// The colour of line and head.
    public var color: Color
    /// Whether the arrow is out of the root's reach, and drawn faintly.
    public var isDimmed: Bool
  }

  /// A labelled frame round the nodes of a group.
  public struct Frame: Sendable, Equatable {
    /// The last part of the group's path.
    public var title: String
    /// The nodes that are in it and in none of its inner frames.
    public var nodes: [Int]
    /// The frames inside.
    public var frames: [Frame]
  }
}
