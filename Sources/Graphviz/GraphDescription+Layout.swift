extension GraphDescription {
  /// Lets Graphviz place the parts of the graph.
  ///
  /// No font is looked at.
  ///
  /// Blocks until every other use of Graphviz in this process is done.
  ///
  /// - Throws: What is wrong with the graph, what Graphviz said against it, or which plugin is
  ///   missing.
  public func places(by engine: LayoutEngine = .dot) throws(GraphvizError) -> Places {
    let clusters = try checkedClusters()
    return try Engine.alone { (shared) throws(GraphvizError) -> Places in
      let context = try shared.layoutContext()
      let graph = try OpenGraph.build(self, clusters: clusters)
      _ = try graph.layOut(by: engine, in: context)
      var places = try graph.record(in: context) { drawing in
        Places(drawing, nodes: nodes.count, edges: edges.count, clusters: clusters.count)
      }
      places.warnings = Engine.messages()
      return places
    }
  }
}
