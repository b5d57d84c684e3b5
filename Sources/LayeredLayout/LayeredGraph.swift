/// Boxes, ordered edges and nested frames that are to be placed in ranks along a direction.
///
/// It knows nothing of what the boxes stand for. All lengths are in points.
package struct LayeredGraph: Sendable, Equatable {
  /// The way from the tails of edges to their heads.
  package enum Direction: Sendable, CaseIterable {
    case leftToRight, topToBottom, rightToLeft, bottomToTop
  }

  /// A pair of lengths.
  package struct Size: Sendable, Equatable {
    package var width: Double
    package var height: Double

    package init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// A box to be placed.
  package struct Box: Sendable, Equatable {
    package var size: Size
    /// Whether what enters the box does so in the order in which the edges are listed, the first on
    /// top; otherwise each enters where it comes from.
    package var isOrdered: Bool
    /// Whether it is an ellipse, or begins with one.
    package var isRound: Bool
    /// The ellipse that it begins with, which lines enter; `nil` where that fills the box.
    package var ellipse: Size?
    /// Whether it ends with a piece of line, so that its lines need no room of their own.
    package var hasLead: Bool
    /// Whether the box is made as wide as the widest of its column.
    package var fillsColumn: Bool

    package init(
      size: Size, isOrdered: Bool = false, isRound: Bool = false, ellipse: Size? = nil,
      hasLead: Bool = false, fillsColumn: Bool = false
    ) {
      self.size = size
      self.isOrdered = isOrdered
      self.isRound = isRound
      self.ellipse = ellipse
      self.hasLead = hasLead
      self.fillsColumn = fillsColumn
    }
  }

  /// An edge between two boxes; there may be several between the same.
  package struct Edge: Sendable, Equatable {
    /// The index of the box that it leaves.
    package var tail: Int
    /// The index of the box that it enters.
    package var head: Int
    /// What its end looks like.
    package var ending: Ending
    /// Whether it enters in the middle of its side, whatever else enters there.
    package var isCentered: Bool
    /// The room of its label, which stands just before its head.
    package var label: Size?

    package init(
      tail: Int, head: Int, ending: Ending = .arrow, isCentered: Bool = false, label: Size? = nil
    ) {
      self.tail = tail
      self.head = head
      self.ending = ending
      self.isCentered = isCentered
      self.label = label
    }
  }

  /// How lines run from one column to the next.
  package enum LineShape: Sendable {
    /// As curves.
    case curved
    /// With right angles, those of one box upon each other until they part.
    case square
  }

  /// What is drawn where an edge enters its head.
  package enum Ending: UInt8, Sendable {
    /// Nothing.
    case plain
    /// A filled triangle.
    case arrow
    /// A filled triangle behind a small ring.
    case ringedArrow
  }

  /// A frame around boxes and other frames.
  package struct Frame: Sendable, Equatable {
    /// The room of its title.
    package var title: Size
    /// The indices of the boxes that are in it, and in none of the inner frames.
    package var boxes: [Int]
    package var frames: [Frame]

    package init(title: Size, boxes: [Int], frames: [Frame] = []) {
      self.title = title
      self.boxes = boxes
      self.frames = frames
    }
  }

  package var direction: Direction
  package var boxes: [Box]
  package var edges: [Edge]
  /// The outermost frames.
  ///
  /// A box is in one of them at most, and each has one or more.
  package var frames: [Frame]
  package var lineShape: LineShape
  /// The length beyond which the drawing goes on in another strip, as a text does in another line; `nil`
  /// for about three screens.
  package var longestLine: Double?

  package init(
    direction: Direction = .leftToRight, boxes: [Box], edges: [Edge] = [], frames: [Frame] = [],
    lineShape: LineShape = .curved, longestLine: Double? = nil
  ) {
    self.direction = direction
    self.boxes = boxes
    self.edges = edges
    self.frames = frames
    self.lineShape = lineShape
    self.longestLine = longestLine
  }
}
