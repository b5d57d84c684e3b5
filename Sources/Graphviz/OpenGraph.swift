internal import CGraphviz
internal import Drawings

/// A graph in Graphviz's memory, freed with this value.
///
/// Only for use inside ``Contexts/alone(_:)``.
struct OpenGraph: ~Copyable {
  private let handle: OpaquePointer

  /// An empty graph with room for all parts of the description.
  private init(roomFor graph: GraphDescription, clusters: Int) throws(GraphvizError) {
    guard
      let handle = cgv_graph_open(graph.name, graph.nodes.count, graph.edges.count, clusters)
    else { throw .outOfMemory }
    self.handle = handle
  }

  /// Builds the graph, checking every attribute on the way.
  static func build(
    _ description: GraphDescription, clusters: [FlatCluster]
  ) throws(GraphvizError) -> OpenGraph {
    let graph = try OpenGraph(roomFor: description, clusters: clusters.count)
    try graph.add(description, clusters)
    return graph
  }

  private func add(
    _ graph: GraphDescription, _ clusters: [FlatCluster]
  ) throws(GraphvizError) {
    try setDefaults(graph.nodeDefaults, CGV_NODE)
    try setDefaults(graph.edgeDefaults, CGV_EDGE)
    for (index, node) in graph.nodes.enumerated() {
      guard cgv_graph_add_node(handle, node.name) else { throw .duplicateName(node.name) }
      try set(node.attributes, CGV_NODE, index)
    }
    for (index, edge) in graph.edges.enumerated() {
      guard cgv_graph_add_edge(handle, edge.tail, edge.head) else { throw .outOfMemory }
      try set(edge.attributes, CGV_EDGE, index)
    }
    for (index, flat) in clusters.enumerated() {
      guard cgv_graph_add_cluster(handle, flat.parent) else { throw .outOfMemory }
      for node in flat.cluster.nodes {
        guard cgv_graph_include(handle, index, node) else { throw .outOfMemory }
      }
    }
    // Not before: a subgraph starts with the values that its parent has when it is made.
    try set(graph.attributes, CGV_GRAPH, 0)
    for (name, text) in graph.view?.attributes ?? [] {
      guard cgv_graph_set(handle, CGV_GRAPH, 0, name, text, false) else {
        throw .attributeNotTaken(name: name)
      }
    }
    for (index, flat) in clusters.enumerated() {
      try set(flat.cluster.attributes, CGV_CLUSTER, index)
    }
  }

  deinit { cgv_graph_close(handle) }

  /// Lays the graph out and returns the size of the drawing without padding.
  func layOut(
    by engine: GraphvizEngine, in context: Contexts.Context
  ) throws(GraphvizError) -> Layout.Point {
    guard context.engines.has(engine) else { throw .engineUnavailable(engine.rawValue) }
    try Contexts.check(cgv_graph_layout(context.handle, handle, engine.rawValue))
    let size = cgv_graph_size(handle)
    return Layout.Point(x: size.x, y: size.y)
  }

  /// Hands the display list of a graph that has been laid out to the body.
  func record(
    in context: Contexts.Context, _ body: (cgv_drawing) -> Layout
  ) throws(GraphvizError) -> Layout {
    defer { cgv_drawing_free() }
    var drawing = cgv_drawing()
    try Contexts.check(cgv_graph_record(context.handle, handle, &drawing))
    return body(drawing)
  }

  /// Lets cairo draw a graph that has been laid out as the next page of a document.
  func drawPage(
    of document: OpaquePointer, in context: Contexts.Context
  ) throws(GraphvizError) {
    try Contexts.check(cgv_document_add(document, context.handle, handle))
  }

  /// Lets cairo draw a graph that has been laid out.
  func drawPixels(
    dpi: Double, in context: Contexts.Context
  ) throws(GraphvizError) -> Bitmap {
    cgv_graph_set_dpi(handle, dpi)
    var drawn = Bitmap(width: 0, height: 0, pixels: [], dpi: dpi)
    let receive: cgv_pixel_receiver = { receiver, pixels, width, height in
      guard let drawn = receiver?.assumingMemoryBound(to: Bitmap.self) else { return }
      let all = UnsafeBufferPointer(start: pixels, count: width * height)
      drawn.pointee = Bitmap(
        width: width, height: height, pixels: Array(all), dpi: drawn.pointee.dpi)
    }
    let isDone = withUnsafeMutablePointer(to: &drawn) {
      cgv_graph_draw_pixels(context.handle, handle, receive, $0)
    }
    try Contexts.check(isDone)
    return drawn
  }

  private func set(
    _ attributes: [Attribute], _ owner: cgv_owner, _ index: Int
  ) throws(GraphvizError) {
    for attribute in attributes {
      let (text, isMarkup) = try AttributeRules.encode(attribute)
      guard cgv_graph_set(handle, owner, index, attribute.name, text, isMarkup) else {
        throw .attributeNotTaken(name: attribute.name)
      }
    }
  }

  private func setDefaults(
    _ attributes: [Attribute], _ owner: cgv_owner
  ) throws(GraphvizError) {
    for attribute in attributes {
      let (text, _) = try AttributeRules.encode(attribute, isDefault: true)
      guard cgv_graph_default(handle, owner, attribute.name, text) else {
        throw .attributeNotTaken(name: attribute.name)
      }
    }
  }
}

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
