internal import CGraphviz

/// A PDF document that cairo draws, and that gets its pages one by one.
///
/// Each call blocks until every other use of Graphviz in this process is done; between two of them
/// others have their turn.
package struct PDFDocument: ~Copyable {
  private var handle: OpaquePointer?
  private var warnings: [String] = []

  package init() {}

  deinit {
    if let handle { Contexts.alone { _ in cgv_document_close(handle) } }
  }

  /// Lets Graphviz lay a graph out and cairo draw it as the next page, which is as large as it is.
  ///
  /// - Throws: What is wrong with the graph, what Graphviz said against it, or which plugin is missing.
  package mutating func append(
    _ graph: GraphDescription, by engine: GraphvizEngine = .dot
  ) throws(GraphvizError) {
    let clusters = try graph.checkedClusters(for: engine)
    warnings += try Contexts.alone { (contexts) throws(GraphvizError) -> [String] in
      let context = try contexts.rasterContext(for: engine)
      guard context.pango?.draws("pdf") == true, let document = handle ?? cgv_document_open() else {
        throw .formatUnavailable("pdf")
      }
      handle = document
      let open = try OpenGraph.build(graph, clusters: clusters)
      _ = try open.layOut(by: engine, in: context)
      try open.drawPage(of: document, in: context)
      return Contexts.messages()
    }
  }

  /// The file of all pages.
  ///
  /// - Precondition: There is one or more.
  package consuming func file() throws(GraphvizError) -> DrawnFile {
    guard let handle else { preconditionFailure("A document has one page or more.") }
    var file = DrawnFile(bytes: [], warnings: warnings)
    file.bytes = try Contexts.alone { (_) throws(GraphvizError) -> [UInt8] in
      var bytes: UnsafePointer<CChar>?
      var count = 0
      guard cgv_document_finish(handle, &bytes, &count) else { throw .outOfMemory }
      return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
    return file
  }
}
