internal import Diagrams
internal import Graphviz

extension PictureFormat {
  package static let pdf = PictureFormat(
    name: "pdf", summary: "a page, drawn by cairo through Graphviz", requirement: .pages,
    content: .stages { try $0.pdf() })
}

extension Picture {
  /// A PDF document of one page of each stage.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func pdf() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let (graph, engine) = try description(of: diagram)
      let file = try graph.pdf(by: engine)
      file.warnings.forEach(warn)
      return file.bytes
    }
  }
}
