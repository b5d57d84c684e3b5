internal import Diagrams
internal import Graphviz
internal import Plots

extension PictureFormat {
  /// A page.
  public static let pdf = PictureFormat(
    name: "pdf", summary: "a page, or one for each step, drawn by cairo through Graphviz",
    requirement: .pages,
    content: .stages { try $0.pdf() }, document: { try $0.pdfDocument(didDrawPage: $1) },
    plot: { try $0.pdf(theme: $1.theme, warn: $1.warn) })
}

extension Picture {
  /// A PDF document of one page of each stage.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func pdf() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let (graph, engine) = try drawing(of: diagram)
      return try graph.pdf(by: engine, warn: warn)
    }
  }

  /// One PDF document with a page of each stage.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func pdfDocument() throws -> [UInt8] { try pdfDocument(didDrawPage: { _ in }) }

  /// One PDF document with a page of each stage.
  ///
  /// - Parameter didDrawPage: Called behind each page with its number, from 1.
  func pdfDocument(didDrawPage: (Int) -> Void) throws -> [UInt8] {
    var document = PDFDocument()
    var count = 0
    // One by one: of a thousand stages only one is there at a time.
    for diagram in diagrams {
      let (graph, engine) = try drawing(of: diagram)
      try document.append(graph, by: engine)
      count += 1
      didDrawPage(count)
    }
    let file = try document.file()
    file.warnings.forEach(warn)
    return file.bytes
  }
}
