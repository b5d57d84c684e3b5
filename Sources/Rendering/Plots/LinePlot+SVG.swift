public import Diagrams

extension LinePlot {
  /// The plot as an SVG file: the same bytes for the same plot.
  ///
  /// Lines are thinned to four points for each pixel of width, so that the size of the file is
  /// bounded. O(points).
  ///
  /// - Parameter theme: The colours of everything but the lines.
  public func svg(theme: Theme = .light) -> [UInt8] {
    var writer = PlotWriter(plot: self, layout: PlotLayout(self), theme: theme)
    writer.writeDocument()
    return Array(writer.text.utf8)
  }
}
