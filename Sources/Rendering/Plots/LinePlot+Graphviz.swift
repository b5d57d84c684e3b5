public import Diagrams
internal import Graphviz
public import Plots

/// Plots that cairo draws, through Graphviz.
extension LinePlot {
  /// The plot as a PNG file, with the mark of its source: the same bytes for the same plot.
  ///
  /// - Parameters:
  ///   - theme: The colours, as of ``svg(theme:)``.
  ///   - raster: How large the pixels are.
  ///   - warn: Called with what Graphviz warns of, a sentence each.
  /// - Throws: Which plugin is missing, or that the picture would be too large.
  public func png(
    theme: Theme = .light, raster: RasterOptions = RasterOptions(),
    warn: (String) -> Void = { _ in }
  ) throws -> [UInt8] {
    let graph = GraphDescription(drawing(theme: theme))
    let bitmap = try graph.bitmap(by: .nop2, raster, behind: theme.ground, warn: warn)
    return PNGEncoder.png(of: bitmap, source: SourceMark(of: graph.dotText))
  }

  /// The plot as a PDF document of one page: the same bytes for the same plot.
  ///
  /// - Parameters:
  ///   - theme: The colours, as of ``svg(theme:)``.
  ///   - warn: Called with what Graphviz warns of, a sentence each.
  /// - Throws: Which plugin is missing.
  public func pdf(
    theme: Theme = .light, warn: (String) -> Void = { _ in }
  ) throws -> [UInt8] {
    try GraphDescription(drawing(theme: theme)).pdf(by: .nop2, warn: warn)
  }
}
