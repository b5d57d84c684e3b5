internal import Diagrams
internal import Graphviz
internal import Plots

extension PictureFormat {
  /// A page.
  public static let pdf = PictureFormat(
    name: "pdf", summary: "a page, drawn by cairo through Graphviz", requirement: .pages,
    content: .stages { try $0.pdf() },
    plot: { try $0.pdf(theme: $1.theme, warn: $1.warn) })
}

extension Picture {
  /// A PDF document of one page of each stage.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func pdf() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let (graph, engine) = try description(of: diagram)
      return try graph.pdf(by: engine, warn: warn)
    }
  }
}
