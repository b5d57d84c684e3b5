internal import Diagrams
internal import Drawings

extension PictureFormat {
  package static let svg = PictureFormat(
    name: "svg",
    summary: "text that can be selected, tooltips in full precision, a title and a description",
    requirement: .layout, content: .stages { try $0.svg() }, animation: { try $0.animatedSVG() })
}

extension Picture {
  /// An SVG of each stage.
  ///
  /// O(nodes + edges) for each, after one layout for all.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func svg() throws -> [[UInt8]] {
    try diagrams.map { SVGWriter.file(of: $0, in: try layout(of: $0)) }
  }

  /// One SVG that goes from the first stage to the last, by style sheets alone, and shows the end
  /// where nothing may move.
  ///
  /// - Throws: Which plugin is missing, or why Graphviz or we refused the picture.
  public func animatedSVG() throws -> [UInt8] {
    let animation = animation
    return SVGWriter.file(of: animation, in: try layout(of: animation.before))
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
