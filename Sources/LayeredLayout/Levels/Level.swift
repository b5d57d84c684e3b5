/// What stands side by side in a frame, or in no frame: boxes and inner frames, and the links between
/// them.
///
/// An edge is a link of every level that it runs through: it leaves frames, joins two items of one
/// level, and enters frames.
struct Level {
  /// A box or a frame, seen from the level that it is in.
  ///
  /// Lengths are along the direction of edges, breadths across it, so that the phases of a layout know
  /// one direction only.
  struct Item: Equatable {
    var length: Double
    var breadth: Double
    /// The least breadth of those that stand in this place, in levels of one kind.
    var leastBreadth: Double
    var isOrdered = false
    var isRound = false
    /// The ellipse that it begins with; `nil` where that fills it.
    var ellipse: Ellipse?
    var hasLead = false
    var fillsColumn = false
    /// The kind of the frame; -1 for a box.
    var kind: Int32 = -1
  }

  /// What lines enter of an item that is wider.
  struct Ellipse: Equatable {
    var length: Double
    var breadth: Double
  }

  /// An edge between two items, or between an item and what is outside.
  struct Link: Equatable {
    /// The item that it leaves; -1 where it comes from outside.
    var tail: Int32
    /// The item that it enters; -1 where it leads outside.
    var head: Int32
    /// What it is within the frame that it leaves, -1 where the tail is a box.
    var tailLink: Int32 = -1
    /// What it is within the frame that it enters, -1 where the head is a box.
    var headLink: Int32 = -1
    /// A number that links from the same box share, and no others.
    var source: Int32
    var isCentered = false
    /// The room of the label before the head, along and across.
    var labelLength: Float = 0
    var labelBreadth: Float = 0
  }

  /// A side of a frame: where lines come in, where they go out, or beside them.
  enum Side { case start, end, top }

  /// The room between the sides of a frame and what is in it.
  struct Padding: Equatable {
    var start = 0.0
    var end = 0.0
    var top = 0.0
    var bottom = 0.0
    /// The side along which the title stands.
    var titleSide = Side.top
    /// How much of that side the title takes.
    var title = 0.0
  }

  /// Whether it is a frame, and not what is in no frame.
  var isFrame = false
  var items: [Item] = []
  var links: [Link] = []
  var padding = Padding()
  var lineShape = LayeredGraph.LineShape.curved
  var longestLine: Double?
}

extension Level.Item {
  /// What lines enter, of what is round.
  var entered: Level.Ellipse {
    ellipse ?? Level.Ellipse(length: length, breadth: leastBreadth)
  }
}

/// The distances that a layout keeps, in points.
enum Spacing {
  /// Between boxes, and between boxes and frames.
  static let boxes = 14.0
  /// Between two lines that pass.
  static let lines = 8.0
  /// Between the lines of one box that run together, where they are few.
  static let track = 4.0
  /// The most that lines of one box take which run together.
  static let widestTrack = 24.0
  /// Between columns, at least and at most.
  static let leastGap = 28.0
  static let mostGap = 120.0
  /// Between the sides of a frame and what is in it.
  static let frame = 10.0
}
