internal import Diagrams
public import Drawings
internal import Graphviz
internal import Plots

extension PictureFormat {
  package static let png = PictureFormat(
    name: "png",
    summary: "pixels, drawn by cairo through Graphviz: at any scale, or as large as fits",
    requirement: .cairo, content: .stages { try $0.png() }, animation: { try $0.animatedPNG() },
    plot: { try $0.png(theme: $1.theme, raster: $1.raster, warn: $1.warn) })
}

/// Pictures of pixels: cairo draws, and we write the file.
extension Picture {
  /// A PNG of each stage, with the mark of its source.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func png() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let description = try description(of: diagram)
      return PNGEncoder.png(
        of: try bitmap(of: diagram, as: description),
        source: PNGSource(of: description.graph.dotText))
    }
  }

  /// Each stage in pixels, all of them opaque.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func bitmaps() throws -> [Bitmap] {
    try diagrams.map { try bitmap(of: $0, as: description(of: $0)) }
  }

  private func bitmap(
    of diagram: Diagram, as description: (graph: GraphDescription, engine: GraphvizEngine)
  ) throws -> Bitmap {
    try description.graph.bitmap(
      by: description.engine, raster, behind: diagram.theme.background, warn: warn)
  }

  /// One animated PNG that goes from the first stage to the last, again and again, with the mark of
  /// its sources.
  ///
  /// - Throws: Which plugin is missing, why Graphviz or we refused a picture, or that one has
  ///   another size than the first.
  public func animatedPNG() throws -> [UInt8] { try animatedPNG(of: animation.frames()) }

  /// One animated PNG of diagrams of one geometry, each with the time that it is seen for.
  func animatedPNG(
    of frames: some Collection<(diagram: Diagram, milliseconds: Int)>
  ) throws -> [UInt8] {
    var file = PNGAnimation()
    var source = PNGSource(of: "")
    for (index, frame) in frames.enumerated() {
      let description = try description(of: frame.diagram)
      let bitmap = try bitmap(of: frame.diagram, as: description)
      guard file.accepts(bitmap) else {
        throw GraphvizError.unexpectedPicture(
          format: "png", width: bitmap.width, height: bitmap.height)
      }
      file.append(bitmap, milliseconds: frame.milliseconds)
      source.append(description.graph.dotText)
      didDrawFrame(
        DrawnFrame(
          number: index + 1, count: frames.count, width: bitmap.width, height: bitmap.height))
    }
    return file.file(loops: 0, source: source)
  }
}
