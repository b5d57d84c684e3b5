/// A graph made ready for drawing: every text written, every colour chosen, every box sized, and
/// nothing laid out yet.
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
  /// Whether Graphviz can keep operands in order, of the nodes for which it matters.
  public var ordersOperands = false
  /// What stands over the picture: a title, what a step does, what the colours mean.
  public var header = Header()
  /// What the stage is, in a few words: "before backward".
  public var stageName = ""
  /// The boxes.
  public var nodes: [Node]
  /// The arrows, in the order of the graph; of `x + x`, both.
  public var edges: [Edge]
  /// The outermost frames.
  public var frames: [Frame]
  /// The nodes of each column, where straight lines run between columns; empty where nodes stand as
  /// their edges have it.
  public var columns: [[Int]] = []
  /// The length beyond which the picture goes on in another strip; `nil` for about three screens.
  public var longestLine: Double?
  /// Whether lines run with right angles.
  public var hasSquareLines = false
  /// The colours of everything that is neither node nor edge.
  public var theme: Theme

  /// A diagram of given parts.
  public init(
    title: String, description: String, direction: Direction = .leftToRight,
    ordersOperands: Bool = false, header: Header = Header(), nodes: [Node], edges: [Edge] = [],
    frames: [Frame] = [], columns: [[Int]] = [], theme: Theme = .light
  ) {
    self.title = title
    self.description = description
    self.direction = direction
    self.ordersOperands = ordersOperands
    self.header = header
    self.nodes = nodes
    self.edges = edges
    self.frames = frames
    self.columns = columns
    self.theme = theme
  }
}

extension Diagram {
  /// An arrow from an input to its user.
  public struct Edge: Sendable, Equatable {
    /// The index of the input in ``Diagram/nodes``.
    public var tail: Int
    /// The index of its user in ``Diagram/nodes``.
    public var head: Int
    /// The colour of line and head.
    public var color: Color
    /// The width of the line in points.
    public var width = 1.0
    /// Whether the arrow is out of the root's reach, and drawn faintly.
    public var isDimmed: Bool
    /// Whether there is a head at its end.
    public var hasHead = true
    /// Whether the arrow leaves and enters in the middle of a side, as those do that stand for many.
    public var isBundle = false
    /// How many columns of cards further its end stands, at least.
    public var span = 1
    /// Whether it leads to the second operand of a difference, a quotient or a power, and is marked.
    public var isMarked = false
    /// Whether its head stands where it begins, as that of a gradient does, which flows back.
    public var runsBack = false
    /// Whether the line is dashed.
    public var isDashed = false
    /// What is written on it.
    public var label: Label?
    /// What it stands for, in full precision.
    public var tooltip: String?

    /// An arrow of plain width with a head.
    public init(tail: Int, head: Int, color: Color, isDimmed: Bool = false) {
      self.tail = tail
      self.head = head
      self.color = color
      self.isDimmed = isDimmed
    }
  }

  /// A number on an arrow.
  public struct Label: Sendable, Equatable {
    /// The text.
    public var text: String
    /// The width in points, with room for the longest text of any stage.
    public var width: Int
    /// The height in points.
    public var height: Int
    /// The colour of the text.
    public var color: Color
    /// The colour behind the text, which hides lines; `nil` where it stands beside its line.
    public var ground: Color?

    /// A text with room of its own.
    public init(
      text: String, width: Int, height: Int = 16, color: Color, ground: Color? = nil
    ) {
      self.text = text
      self.width = width
      self.height = height
      self.color = color
      self.ground = ground
    }
  }

  /// A labelled frame around the nodes of a group.
  public struct Frame: Sendable, Equatable {
    /// The last part of the group's path.
    public var title: String
    /// The nodes that are in it and in none of its inner frames.
    public var nodes: [Int]
    /// The frames inside.
    public var frames: [Frame]

    /// A frame around some nodes and other frames.
    public init(title: String, nodes: [Int], frames: [Frame] = []) {
      self.title = title
      self.nodes = nodes
      self.frames = frames
    }
  }
}
