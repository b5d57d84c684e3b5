/// Where Graphviz puts the parts of a graph.
///
/// All lengths are in points.
///
/// The origin is the top left corner of the drawing, and y points down. Arrays go by the order of
/// the description.
public struct Places: Sendable, Equatable {
  /// The width of the drawing, without padding.
  public var width: Double

  /// The height of the drawing, without padding.
  public var height: Double

  /// The graph's label, if it has one.
  public var label: Box?

  /// The nodes.
  ///
  /// Some versions of Graphviz round their sizes to whole points, so ask for such.
  public var nodes: [Box]

  /// The edges.
  public var edges: [Edge]

  /// The clusters in pre-order: each before the ones inside.
  public var clusters: [Cluster]

  /// What Graphviz warned of, one line each.
  public var warnings: [String]

  /// Creates places.
  public init(
    width: Double, height: Double, label: Box? = nil, nodes: [Box] = [], edges: [Edge] = [],
    clusters: [Cluster] = [], warnings: [String] = []
  ) {
    self.width = width
    self.height = height
    self.label = label
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
    self.warnings = warnings
  }
}

extension Places {
  /// A point, or a pair of lengths.
  public struct Point: Sendable, Equatable {
    /// To the right.
    public var x: Double

    /// Down.
    public var y: Double

    /// Creates a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// An upright rectangle.
  public struct Box: Sendable, Equatable {
    /// The centre.
    public var center: Point

    /// The width.
    public var width: Double

    /// The height.
    public var height: Double

    /// Creates a box around its centre.
    public init(center: Point, width: Double, height: Double) {
      self.center = center
      self.width = width
      self.height = height
    }

    /// The left side.
    public var minX: Double { center.x - width / 2 }

    /// The right side.
    public var maxX: Double { center.x + width / 2 }

    /// The upper side.
    public var minY: Double { center.y - height / 2 }

    /// The lower side.
    public var maxY: Double { center.y + height / 2 }
  }

  /// A cluster's frame.
  public struct Cluster: Sendable, Equatable {
    /// The frame.
    public var box: Box

    /// The label, if the cluster has one.
    public var label: Box?

    /// Creates a frame.
    public init(box: Box, label: Box? = nil) {
      self.box = box
      self.label = label
    }
  }

  /// An edge's strokes.
  ///
  /// An edge of style `invis` has none.
  public struct Edge: Sendable, Equatable {
    /// The curves: a start, then three control points for each cubic Bézier segment.
    public var curves: [[Point]]

    /// The arrowheads.
    public var arrowheads: [Arrowhead]

    /// The label, if the edge has one.
    public var label: Box?

    /// Creates an edge.
    public init(curves: [[Point]] = [], arrowheads: [Arrowhead] = [], label: Box? = nil) {
      self.curves = curves
      self.arrowheads = arrowheads
      self.label = label
    }
  }

  /// One stroke of an arrowhead.
  public struct Arrowhead: Sendable, Equatable {
    /// The form of the stroke.
    public enum Outline: Sendable, Equatable {
      /// A closed line through corners.
      case polygon([Point])

      /// An open line through corners.
      case line([Point])

      /// An ellipse; the radii are a pair of lengths.
      case ellipse(center: Point, radii: Point)
    }

    /// The form.
    public var outline: Outline

    /// Whether it is filled.
    public var isFilled: Bool

    /// Whether it is where the edge begins.
    public var isAtTail: Bool

    /// Creates an arrowhead.
    public init(outline: Outline, isFilled: Bool, isAtTail: Bool) {
      self.outline = outline
      self.isFilled = isFilled
      self.isAtTail = isAtTail
    }
  }
}
