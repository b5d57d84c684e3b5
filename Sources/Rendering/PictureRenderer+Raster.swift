public import Diagrams
public import Graphviz
internal import Text

/// Pictures of pixels: cairo draws, and we write the file.
extension PictureRenderer {
  /// A diagram in pixels, none of which lets anything through.
  ///
  /// - Parameters:
  ///   - diagram: What to draw.
  ///   - raster: How large it is drawn.
  ///   - warn: Called with what Graphviz warns of, and what did not fit, a sentence each.
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public static func bitmap(
    of diagram: Diagram, raster: RasterOptions = RasterOptions(),
    warn: (String) -> Void = { _ in }
  ) throws(GraphvizError) -> Bitmap {
    let description = GraphDescription(diagram, content: .labels)
    let dpi = pixelsPerInch * raster.scale
    var bitmap = try description.bitmap(dpi: dpi, fits: raster.fits)
    bitmap.warnings.forEach(warn)
    if bitmap.dpi < dpi {
      let scale = DecimalText.text(bitmap.dpi / pixelsPerInch, decimals: 4)
      warn("The picture is drawn at a scale of \(scale), the largest that fits.")
    }
    bitmap.fill(behind: diagram.theme.background.number)
    return bitmap
  }

  /// A diagram as a PNG, with the mark of its source.
  static func png(
    of diagram: Diagram, _ raster: RasterOptions, warn: (String) -> Void
  ) throws(GraphvizError) -> [UInt8] {
    PNGEncoder.png(
      of: try bitmap(of: diagram, raster: raster, warn: warn),
      source: PNGSource(of: dotText(of: diagram)))
  }

  /// Diagrams of one geometry as an animated PNG that is played for ever, with the mark of its
  /// sources.
  ///
  /// - Parameters:
  ///   - frames: One diagram or more, each with the time that it is seen for.
  ///   - raster: How large they are drawn.
  ///   - warn: Called with what Graphviz warns of, and what did not fit, each sentence once.
  /// - Throws: Which plugin is missing, why Graphviz or we refused a picture, or that one has
  ///   another size than the first.
  public static func animatedPNG(
    of frames: [(diagram: Diagram, milliseconds: Int)], raster: RasterOptions = RasterOptions(),
    warn: (String) -> Void = { _ in }
  ) throws(GraphvizError) -> [UInt8] {
    var told: Set<String> = []
    var animation = PNGAnimation()
    for frame in frames {
      let bitmap = try bitmap(of: frame.diagram, raster: raster) {
        if told.insert($0).inserted { warn($0) }
      }
      guard animation.accepts(bitmap) else {
        throw .unexpectedPicture(format: "png", width: bitmap.width, height: bitmap.height)
      }
      animation.append(bitmap, milliseconds: frame.milliseconds)
    }
    let sources = frames.map { dotText(of: $0.diagram) }
    return animation.file(loops: 0, source: PNGSource(of: sources.joined()))
  }
}
