internal import CGraphviz
internal import Drawings

extension Layout {
  /// Sorts a display list by owner.
  ///
  /// Complexity: one pass over the strokes.
  init(_ drawing: cgv_drawing, nodes: Int, edges: Int, frames: Int) {
    let nothing = Box(center: Point(x: 0, y: 0), width: 0, height: 0)
    self.init(
      width: 0, height: 0,
      nodes: [Box](repeating: nothing, count: nodes),
      edges: [Edge](repeating: Edge(), count: edges),
      frames: [Frame](repeating: Frame(box: nothing), count: frames))
    for stroke in UnsafeBufferPointer(start: drawing.strokes, count: drawing.stroke_count) {
      let points = UnsafeBufferPointer(
        start: drawing.points + stroke.first, count: stroke.count)
      add(stroke, points.map { Point(x: $0.x, y: $0.y) })
    }
  }

  private mutating func add(_ stroke: cgv_stroke, _ points: [Point]) {
    let index = Int(stroke.index)
    switch (stroke.owner, stroke.shape) {
    case (CGV_GRAPH, CGV_BOX):
      width = points[1].x
      height = points[1].y
    case (CGV_GRAPH, CGV_LABEL): header = Box(points)
    case (CGV_CLUSTER, CGV_BOX): frames[index].box = Box(points)
    case (CGV_CLUSTER, CGV_LABEL): frames[index].title = Box(points)
    case (CGV_NODE, CGV_BOX): nodes[index] = Box(points)
    case (CGV_EDGE, CGV_LABEL): edges[index].label = Box(points)
    case (CGV_EDGE, CGV_CURVE): edges[index].curves.append(points)
    case (CGV_EDGE, CGV_POLYGON): addArrowhead(.polygon(points), stroke)
    case (CGV_EDGE, CGV_LINE): addArrowhead(.line(points), stroke)
    case (CGV_EDGE, CGV_ELLIPSE):
      addArrowhead(.ellipse(center: points[0], radii: points[1]), stroke)
    default: break
    }
  }

  private mutating func addArrowhead(_ outline: Arrowhead.Outline, _ stroke: cgv_stroke) {
    edges[Int(stroke.index)].arrowheads.append(
      Arrowhead(outline: outline, isFilled: stroke.filled, isAtTail: stroke.at_tail))
  }
}

extension Layout.Box {
  /// A box that was recorded as centre and size.
  fileprivate init(_ points: [Layout.Point]) {
    self.init(center: points[0], width: points[1].x, height: points[1].y)
  }
}
