extension GraphDescription {
  /// Lets Graphviz lay the graph out and cairo draw it.
  ///
  /// The same graph gives the same bytes, on one machine. Blocks until every other use of Graphviz
  /// in this process is done.
  ///
  /// - Throws: What is wrong with the graph, what Graphviz said against it, which plugin is
  ///   missing, or that the picture would be too large.
  public func picture(
    as format: OutputFormat, by engine: LayoutEngine = .dot
  ) throws(GraphvizError) -> Picture {
    let clusters = try checkedClusters()
    if case .png(let dpi) = format { try AttributeRules.check(dpi, "dpi", 1...1200) }
    return try Engine.alone { (shared) throws(GraphvizError) -> Picture in
      let context = try shared.rasterContext()
      guard let pango = context.pango, pango.draws(format.name) else {
        throw .formatUnavailable(format.name)
      }
      let graph = try OpenGraph.build(self, clusters: clusters)
      if case .png(let dpi) = format { graph.setDPI(dpi) }
      let drawing = try graph.layOut(by: engine, in: context)
      var bytes: [UInt8]
      switch format {
      case .png(let dpi):
        let size = PixelSize(drawing, padding: padding, dpi: dpi)
        try size.check()
        bytes = try graph.draw(format.name, in: context)
        try size.verify(bytes)
      case .pdf:
        bytes = try graph.draw(format.name, in: context)
        PDFDate.fix(in: &bytes)
      }
      return Picture(bytes: bytes, warnings: Engine.messages())
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
