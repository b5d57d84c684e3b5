/// Frames as one GIF that is played again and again.
struct GIFAnimation {
  let frames: FrameSequence

  /// The file, with the mark of what it was drawn from.
  func file(source: SourceMark?) -> [UInt8] {
    let canvas = frames.first.area
    let palette = GIFPalette(of: frames)
    let writer = GIFWriter(width: canvas.width, height: canvas.height, colors: palette.colors)
    writer.putLoops(0)
    if let source { writer.putComment(source.comment) }
    for frame in frames.frames {
      writer.putFrame(
        frame.pixels.map { palette.index(of: $0) }, area: frame.area,
        hundredths: UInt16(clamping: (frame.milliseconds + 5) / 10))
    }
    return writer.finish()
  }
}
