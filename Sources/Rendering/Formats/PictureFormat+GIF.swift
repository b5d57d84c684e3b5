internal import Diagrams

extension PictureFormat {
  /// Pixels that move, for slides.
  public static let gif = PictureFormat(
    name: "gif",
    summary: "one picture that moves, for slides: pixels of at most 256 colours",
    requirement: .pixels, content: .motion { try $0.animatedGIF() })
}

extension Picture {
  /// One GIF that goes from the first stage to the last, again and again, with the mark of its sources.
  ///
  /// It has the pixels of ``animatedPNG()``, but where these have more than 256 colours, the rarer ones
  /// of them become similar ones.
  ///
  /// - Throws: Which plugin is missing, why Graphviz or we refused a picture, or that one has
  ///   another size than the first.
  public func animatedGIF() throws -> [UInt8] { try animatedGIF(of: animation.frames()) }

  /// One GIF of diagrams of one geometry, each with the time that it is seen for.
  func animatedGIF(
    of frames: some Collection<(diagram: Diagram, milliseconds: Int)>
  ) throws -> [UInt8] {
    let (frames, source) = try draw(frames)
    return GIFAnimation(frames: frames).file(source: source)
  }
}
