package import Drawings

/// The layout engines of Graphviz that can be asked for.
package enum GraphvizEngine: String, Sendable, CaseIterable {
  /// Ranks from tail to head.
  case dot
  /// The places that the graph has already.
  case nop2

  /// The plugin that brings it.
  var plugin: String {
    switch self {
    case .dot: "dot_layout"
    case .nop2: "neato_layout"
    }
  }
}

/// A file that Graphviz drew.
package struct DrawnFile: Sendable, Equatable {
  package var bytes: [UInt8]
  /// What Graphviz warned of, one line each.
  package var warnings: [String]
}

/// What Graphviz makes of a graph: a layout, pixels, or a page.
///
/// The same graph gives the same result, on one machine. Each call blocks until every other use of
/// Graphviz in this process is done. Each throws what is wrong with the graph, what Graphviz said
/// against it, or which plugin is missing.
extension GraphDescription {
  /// Lets Graphviz lay the graph out, without a look at any font.
  package func layout() throws(GraphvizError) -> Layout {
    let clusters = try checkedClusters(for: .dot)
    return try Contexts.alone { (contexts) throws(GraphvizError) -> Layout in
      let context = try contexts.layoutContext()
      let graph = try OpenGraph.build(self, clusters: clusters)
      _ = try graph.layOut(by: .dot, in: context)
      var layout = try graph.record(in: context) { drawing in
        Layout(drawing, nodes: nodes.count, edges: edges.count, frames: clusters.count)
      }
      layout.warnings = Contexts.messages()
      return layout
    }
  }

  /// Lets Graphviz lay the graph out and cairo draw it.
  ///
  /// - Parameters:
  ///   - dpi: The resolution in pixels per inch, from 1 to 1200.
  ///   - fits: Whether a picture that would be too large is drawn at the largest resolution that
  ///     fits, which is then that of the bitmap.
  ///   - engine: What lays the graph out.
  /// - Throws: Also that the picture would be too large.
  package func bitmap(
    dpi: Double = 96, fits: Bool = false, by engine: GraphvizEngine = .dot
  ) throws(GraphvizError) -> Bitmap {
    let clusters = try checkedClusters(for: engine)
    try AttributeRules.check(dpi, "dpi", PixelSize.allowedDPI)
    return try Contexts.alone { (contexts) throws(GraphvizError) -> Bitmap in
      let context = try contexts.rasterContext(for: engine)
      guard context.pango?.drawsPixels == true else { throw .formatUnavailable("png") }
      let graph = try OpenGraph.build(self, clusters: clusters)
      let drawing = try graph.layOut(by: engine, in: context)
      var size =
        view.map { PixelSize(Layout.Point(x: $0.width, y: $0.height), padding: 0, dpi: dpi) }
        ?? PixelSize(drawing, padding: padding, dpi: dpi)
      if fits { size = size.fitted() }
      try size.check()
      var bitmap = try graph.drawPixels(dpi: size.dpi, in: context)
      try size.verify(bitmap)
      bitmap.warnings = Contexts.messages()
      return bitmap
    }
  }

  /// The padding around the drawing in points; cairo's own is 4.
  private var padding: Double {
    guard case .number(let inches) = attributes.last(where: { $0.name == "pad" })?.value else {
      return 4
    }
    return inches * 72
  }

  /// Lets Graphviz lay the graph out and cairo draw it as a PDF document of one page.
  package func pdf(by engine: GraphvizEngine = .dot) throws(GraphvizError) -> DrawnFile {
    var document = PDFDocument()
    try document.append(self, by: engine)
    return try document.file()
  }
}
