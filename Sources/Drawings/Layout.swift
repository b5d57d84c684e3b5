/// Where the parts of a graph are drawn: plain geometry, whatever engine worked it out.
///
/// All lengths are in points. The origin is the top left corner of the drawing, and y points down.
/// Arrays are in the order of the graph that was laid out.
package struct Layout: Sendable, Equatable {
  /// The width of the drawing, without padding.
  package var width: Double
  /// The height of the drawing, without padding.
  package var height: Double
  /// The header over the whole drawing, if it has one.
  package var header: Box?
  /// The boxes of the nodes, of the sizes that were asked for.
  package var nodes: [Box]
  /// The lines of the edges.
  package var edges: [Edge]
  /// The frames in pre-order: each before the ones inside.
  package var frames: [Frame]
  /// What the engine warned of, one line each.
  package var warnings: [String]

  package init(
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
  package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// An upright rectangle.
  package struct Box: Sendable, Equatable {
    package var center: Point
    package var width: Double
    package var height: Double

    package init(center: Point, width: Double, height: Double) {
      self.center = center
      self.width = width
      self.height = height
    }

    package var minX: Double { center.x - width / 2 }
    package var maxX: Double { center.x + width / 2 }
    package var minY: Double { center.y - height / 2 }
    package var maxY: Double { center.y + height / 2 }
  }

  /// A frame around nodes.
  package struct Frame: Sendable, Equatable {
    package var box: Box
    /// The room of the title, if the frame has one.
    package var title: Box?

    package init(box: Box, title: Box? = nil) {
      self.box = box
      self.title = title
    }
  }

  /// The strokes of an edge; an invisible one has none.
  package struct Edge: Sendable, Equatable {
    /// Each a start, then three control points for each cubic Bézier segment.
    package var curves: [[Point]]
    package var arrowheads: [Arrowhead]
    /// The room of the label, if the edge has one.
    package var label: Box?

    package init(curves: [[Point]] = [], arrowheads: [Arrowhead] = [], label: Box? = nil) {
      self.curves = curves
      self.arrowheads = arrowheads
      self.label = label
    }
  }

  /// One stroke of an arrowhead.
  package struct Arrowhead: Sendable, Equatable {
    package enum Outline: Sendable, Equatable {
      /// A closed line through corners.
      case polygon([Point])
      /// An open line through corners.
      case line([Point])
      /// An ellipse; the radii are a pair of lengths.
      case ellipse(center: Point, radii: Point)
    }

    package var outline: Outline
    package var isFilled: Bool
    /// Whether it is where the edge begins.
    package var isAtTail: Bool

    package init(outline: Outline, isFilled: Bool, isAtTail: Bool) {
      self.outline = outline
      self.isFilled = isFilled
      self.isAtTail = isAtTail
    }
  }
}
