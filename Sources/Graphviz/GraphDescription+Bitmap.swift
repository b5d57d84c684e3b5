extension GraphDescription {
  /// Lets Graphviz lay the graph out and cairo draw it.
  ///
  /// The same graph gives the same pixels, on one machine. Blocks until every other use of Graphviz
  /// in this process is done.
  ///
  /// - Parameters:
  ///   - dpi: The resolution in pixels per inch, from 1 to 1200.
  ///   - fits: Whether a picture that would be too large is drawn at the largest resolution that
  ///     fits, which the bitmap then tells.
  ///   - engine: What places the nodes.
  /// - Throws: What is wrong with the graph, what Graphviz said against it, which plugin is
  ///   missing, or that the picture would be too large.
  public func bitmap(
    dpi: Double = 96, fits: Bool = false, by engine: LayoutEngine = .dot
  ) throws(GraphvizError) -> Bitmap {
    let clusters = try checkedClusters()
    try AttributeRules.check(dpi, "dpi", PixelSize.allowedDPI)
    return try Engine.alone { (shared) throws(GraphvizError) -> Bitmap in
      let context = try shared.rasterContext()
      guard context.pango?.drawsPixels == true else { throw .formatUnavailable("png") }
      let graph = try OpenGraph.build(self, clusters: clusters)
      let drawing = try graph.layOut(by: engine, in: context)
      var size = PixelSize(drawing, padding: padding, dpi: dpi)
      if fits { size = size.fitted() }
      try size.check()
      var bitmap = try graph.drawPixels(dpi: size.dpi, in: context)
      try size.verify(bitmap)
      bitmap.warnings = Engine.messages()
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
}
