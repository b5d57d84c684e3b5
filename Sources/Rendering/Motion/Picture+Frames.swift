internal import Diagrams
internal import Drawings
internal import Graphviz

/// Where a format of pixels moves, the frames are drawn one by one, and put aside.
extension Picture {
  /// Draws diagrams of one geometry, each with the time that it is seen for.
  ///
  /// - Returns: The frames, and the mark of what they were drawn from.
  /// - Throws: Which plugin is missing, why Graphviz or we refused a picture, or that one has
  ///   another size than the first.
  func draw(
    _ frames: some Collection<(diagram: Diagram, milliseconds: Int)>
  ) throws -> (frames: FrameSequence, source: SourceMark) {
    var drawn = FrameSequence()
    var source = SourceMark(of: "")
    for (index, frame) in frames.enumerated() {
      let description = try drawing(of: frame.diagram)
      let bitmap = try bitmap(of: frame.diagram, as: description)
      guard drawn.accepts(bitmap) else {
        throw GraphvizError.unexpectedPicture(
          format: "png", width: bitmap.width, height: bitmap.height)
      }
      drawn.append(bitmap, milliseconds: frame.milliseconds)
      source.append(description.graph.dotText)
      didDrawFrame(
        DrawnFrame(
          number: index + 1, count: frames.count, width: bitmap.width, height: bitmap.height))
    }
    return (drawn, source)
  }
}
