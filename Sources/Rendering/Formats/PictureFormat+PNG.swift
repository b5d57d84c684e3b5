internal import Diagrams
public import Drawings
internal import Graphviz
internal import Plots

extension PictureFormat {
  /// Pixels.
  public static let png = PictureFormat(
    name: "png",
    summary: "pixels, drawn by cairo through Graphviz: at any scale, or as large as fits",
    requirement: .pixels, content: .stages { try $0.png() }, animation: { try $0.animatedPNG() },
    plot: { try $0.png(theme: $1.theme, raster: $1.raster, warn: $1.warn) })
}

/// Pictures of pixels: cairo draws, and we write the file.
extension Picture {
  /// A PNG of each stage, with the mark of its source.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func png() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let description = try drawing(of: diagram)
      return PNGEncoder.png(
        of: try bitmap(of: diagram, as: description),
        source: SourceMark(of: description.graph.dotText))
    }
  }

  /// Each stage in pixels, all of them opaque unless the theme is transparent.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func bitmaps() throws -> [Bitmap] {
    try diagrams.map { try bitmap(of: $0, as: drawing(of: $0)) }
  }

  /// A stage in pixels, all of them opaque unless the theme is transparent.
  func bitmap(
    of diagram: Diagram, as description: (graph: GraphDescription, engine: GraphvizEngine)
  ) throws -> Bitmap {
    try description.graph.bitmap(
      by: description.engine, raster, behind: diagram.theme.ground, warn: warn)
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
    let (frames, source) = try draw(frames)
    return PNGAnimation(frames: frames).file(loops: 0, source: source)
  }
}
