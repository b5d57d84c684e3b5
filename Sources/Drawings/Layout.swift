/// Where the parts of a graph are drawn: plain geometry, whatever engine worked it out.
///
/// All lengths are in points. The origin is the top left corner of the drawing, and y points down.
/// Arrays are in the order of the graph that was laid out.
public struct Layout: Sendable, Equatable {
  /// The width of the drawing, without padding.
  public var width: Double
  /// The height of the drawing, without padding.
  public var height: Double
  /// The header over the whole drawing, if it has one.
  public var header: Box?
  /// The boxes of the nodes, of the sizes that were asked for.
  public var nodes: [Box]
  /// The lines of the edges.
  public var edges: [Edge]
  /// The frames in pre-order: each before the ones inside.
  public var frames: [Frame]
  /// Where lines of one node part that run upon each other, to be marked by dots.
  public var junctions: [Point] = []
  /// What the engine warned of, one line each.
  public var warnings: [String]

  /// A layout of given parts.
  public init(
    width: Double, height: Double, header: Box? = nil, nodes: [Box] = [], edges: [Edge] = [],
    frames: [Frame] = [], warnings: [String] = []
  ) {
    self.width = width
    self.height = height
    self.header = header
    self.nodes = nodes
    self.edges = edges
    self.frames = frames
    self.warnings = warnings
  }
}

extension Layout {
  /// A point, or a pair of lengths.
  public struct Point: Sendable, Equatable {
    /// How far right.
    public var x: Double
    /// How far down.
    public var y: Double

    /// A point of given coordinates.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    /// The point on the way to another: this one at 0, the other at 1.
    public func point(_ part: Double, to other: Point) -> Point {
      Point(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
    }

    /// How far another point is away.
    package func distance(to other: Point) -> Double {
      let (dx, dy) = (other.x - x, other.y - y)
      return (dx * dx + dy * dy).squareRoot()
    }
  }

  /// An upright rectangle.
  public struct Box: Sendable, Equatable {
    /// Its middle.
    public var center: Point
    /// Its width.
    public var width: Double
    /// Its height.
    public var height: Double

    /// A rectangle around a point.
    public init(center: Point, width: Double, height: Double) {
      self.center = center
      self.width = width
      self.height = height
    }

    /// Its left side.
    public var minX: Double { center.x - width / 2 }
    /// Its right side.
    public var maxX: Double { center.x + width / 2 }
    /// Its upper side.
    public var minY: Double { center.y - height / 2 }
    /// Its lower side.
    public var maxY: Double { center.y + height / 2 }
  }

  /// A frame around nodes.
  public struct Frame: Sendable, Equatable {
    /// Its sides.
    public var box: Box
    /// The room of the title, if the frame has one.
    public var title: Box?

    /// A frame of given sides.
    public init(box: Box, title: Box? = nil) {
      self.box = box
      self.title = title
    }
  }

  /// The strokes of an edge; an invisible one has none.
  public struct Edge: Sendable, Equatable {
    /// Each a start, then three control points for each cubic Bézier segment.
    public var curves: [[Point]]
    /// The strokes of its arrowheads.
    public var arrowheads: [Arrowhead]
    /// The room of the label, if the edge has one.
    public var label: Box?

    /// A straight line as a curve: a start, then the control points of one segment.
    public static func straightCurve(from start: Point, to end: Point) -> [Point] {
      (0...3).map { start.point(Double($0) / 3, to: end) }
    }

    /// An edge of given strokes.
    public init(curves: [[Point]] = [], arrowheads: [Arrowhead] = [], label: Box? = nil) {
      self.curves = curves
      self.arrowheads = arrowheads
      self.label = label
    }
  }

  /// One stroke of an arrowhead.
  public struct Arrowhead: Sendable, Equatable {
    /// What is drawn.
    public enum Outline: Sendable, Equatable {
      /// A closed line through corners.
      case polygon([Point])
      /// An open line through corners.
      case line([Point])
      /// An ellipse; the radii are a pair of lengths.
      case ellipse(center: Point, radii: Point)
    }

    /// What is drawn.
    public var outline: Outline
    /// Whether it is filled, and not an outline alone.
    public var isFilled: Bool
    /// Whether it is where the edge begins.
    public var isAtTail: Bool

    /// A stroke of given kind.
    public init(outline: Outline, isFilled: Bool, isAtTail: Bool) {
      self.outline = outline
      self.isFilled = isFilled
      self.isAtTail = isAtTail
    }
  }
}
