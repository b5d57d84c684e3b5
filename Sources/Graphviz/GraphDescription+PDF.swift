extension GraphDescription {
  /// Lets Graphviz lay the graph out and cairo draw it as a PDF document of one page.
  ///
  /// The same graph gives the same bytes, on one machine. Blocks until every other use of Graphviz
  /// in this process is done.
  ///
  /// - Throws: What is wrong with the graph, what Graphviz said against it, or which plugin is
  ///   missing.
  public func pdf(by engine: LayoutEngine = .dot) throws(GraphvizError) -> Picture {
    let clusters = try checkedClusters()
    return try Engine.alone { (shared) throws(GraphvizError) -> Picture in
      let context = try shared.rasterContext()
      guard context.pango?.draws("pdf") == true else { throw .formatUnavailable("pdf") }
      let graph = try OpenGraph.build(self, clusters: clusters)
      _ = try graph.layOut(by: engine, in: context)
      var bytes = try graph.draw("pdf", in: context)
      PDFDate.fix(in: &bytes)
      return Picture(bytes: bytes, warnings: Engine.messages())
    }
  }
}
