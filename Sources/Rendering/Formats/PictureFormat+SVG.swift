internal import Diagrams
internal import Drawings
internal import Plots

extension PictureFormat {
  /// Text and lines, with tooltips in full precision.
  public static let svg = PictureFormat(
    name: "svg",
    summary: "text that can be selected, tooltips in full precision, a title and a description",
    content: .stages { try $0.svg() }, animation: { try $0.animatedSVG() },
    plot: { plot, look in plot.svg(theme: look.theme) })
}

extension Picture {
  /// An SVG of each stage.
  ///
  /// O(nodes + edges) for each, after one layout for all.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func svg() throws -> [[UInt8]] {
    try diagrams.map { diagram in
      let layout = try layout(of: diagram)
      return SVGWriter.file(
        of: diagram.fitted(to: layout), in: layout, on: canvas, willBegin: willBegin)
    }
  }

  /// One SVG that goes from the first stage to the last, by style sheets alone, and shows the end
  /// where nothing may move.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func animatedSVG() throws -> [UInt8] {
    let animation = animation
    let layout = try layout(of: animation.before)
    return SVGWriter.file(of: animation.fitted(to: layout), in: layout, on: canvas)
  }

  /// The motion from the first stage to the last.
  var animation: DiagramAnimation {
    let stages = diagrams.map { $0 }
    guard let first = stages.first, let last = stages.last else {
      fatalError("A picture has one stage or more.")
    }
    return DiagramAnimation(before: first, after: last)
  }
}
