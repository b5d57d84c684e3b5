internal import Drawings

/// The frames of an animation, of which only the last is kept as it is; the others are put aside in
/// less room, until the colours of all are known.
struct FrameSequence {
  /// What changes, where, and for how long it is seen.
  struct Frame {
    let pixels: PixelRuns
    let area: PixelArea
    let milliseconds: Int
  }

  private(set) var frames: [Frame] = []
  private var last: Bitmap?

  /// Whether a bitmap has the size of all frames so far.
  func accepts(_ bitmap: Bitmap) -> Bool {
    last.map { $0.width == bitmap.width && $0.height == bitmap.height } ?? true
  }

  /// Appends a frame of the size of the first.
  mutating func append(_ bitmap: Bitmap, milliseconds: Int) {
    precondition(accepts(bitmap), "The frames of an animation have one size.")
    let area = last.map { bitmap.differences(to: $0) } ?? bitmap.area
    last = bitmap
    frames.append(
      Frame(pixels: PixelRuns(bitmap.part(area)), area: area, milliseconds: milliseconds))
  }

  /// The frame that all others change.
  var first: Frame {
    guard let first = frames.first else { fatalError("An animation has one frame or more.") }
    return first
  }
}
