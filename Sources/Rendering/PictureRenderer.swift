public import Diagrams
public import Graphviz

/// From a diagram to the bytes of a file: the last stages of the pipeline, as a list.
public enum PictureRenderer {
  /// The resolution of a PNG of scale 1, in pixels per inch: a point is a pixel and a third.
  public static let pixelsPerInch = 96.0

  /// Draws the stages of one graph.
  ///
  /// The diagrams must have one geometry, as `DiagramBuilder` makes them: an SVG's places are
  /// found once, for all.
  ///
  /// - Parameters:
  ///   - diagrams: The stages; each is let go of once its file is made.
  ///   - format: What to write.
  ///   - raster: How large a PNG is drawn; nothing else has pixels.
  ///   - warn: Called with what Graphviz warns of, and what did not fit, a sentence each.
  /// - Returns: The content of a file for each.
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public static func files(
    of diagrams: some Sequence<Diagram>, as format: PictureFormat,
    raster: RasterOptions = RasterOptions(),
    warn: (String) -> Void = { _ in }
  ) throws(GraphvizError) -> [[UInt8]] {
    var told: Set<String> = []
    // The stages of a graph have the same faults.
    func warnOnce(_ sentence: String) { if told.insert(sentence).inserted { warn(sentence) } }
    switch format {
    case .svg:
      var files: [[UInt8]] = []
      var found: Places?
      for diagram in diagrams {
        if found == nil { found = try GraphDescription(diagram, content: .boxes).places() }
        guard let places = found else { continue }
        if files.isEmpty { places.warnings.forEach(warn) }
        files.append(SVGWriter.file(of: diagram, at: places))
      }
      return files
    case .dot:
      return diagrams.map { Array(dotText(of: $0).utf8) }
    case .text:
      return diagrams.map { Array(TextWriter.text(of: $0).utf8) }
    case .png:
      var files: [[UInt8]] = []
      for diagram in diagrams { files.append(try png(of: diagram, raster, warn: warnOnce)) }
      return files
    case .pdf:
      var files: [[UInt8]] = []
      for diagram in diagrams { files.append(try pdf(of: diagram, warn: warnOnce)) }
      return files
    }
  }

  /// Draws a picture that moves, as SVG.
  ///
  /// - Parameters:
  ///   - animation: What to draw.
  ///   - warn: Called with what Graphviz warns of, a sentence each.
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public static func animatedSVG(
    of animation: DiagramAnimation, warn: (String) -> Void = { _ in }
  ) throws(GraphvizError) -> [UInt8] {
    let places = try GraphDescription(animation.before, content: .boxes).places()
    places.warnings.forEach(warn)
    return SVGWriter.file(of: animation, at: places)
  }

  /// A diagram in Graphviz's language.
  public static func dotText(of diagram: Diagram) -> String {
    DOTWriter.text(of: GraphDescription(diagram, content: .labels))
  }

  private static func pdf(
    of diagram: Diagram, warn: (String) -> Void
  ) throws(GraphvizError) -> [UInt8] {
    let picture = try GraphDescription(diagram, content: .labels).pdf()
    picture.warnings.forEach(warn)
    return picture.bytes
  }
}
