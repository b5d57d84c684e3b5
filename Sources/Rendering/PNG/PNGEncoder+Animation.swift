public import Graphviz

extension PNGEncoder {
  /// Pictures of one size as an animated PNG, of which every frame only has the smallest rectangle
  /// that differs from the frame before.
  ///
  /// - Parameters:
  ///   - frames: One picture or more, each with the time that it is seen for.
  ///   - loops: How many times all is played; 0 for ever.
  ///   - source: The mark of what it was drawn from.
  public static func animation(
    of frames: [(bitmap: Bitmap, milliseconds: Int)], loops: Int = 0, source: PNGSource? = nil
  ) -> [UInt8] {
    var animation = PNGAnimation()
    for frame in frames { animation.append(frame.bitmap, milliseconds: frame.milliseconds) }
    return animation.file(loops: loops, source: source)
  }
}
