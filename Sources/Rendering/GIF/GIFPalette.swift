/// The colours of all frames of a GIF, which has room for 256.
///
/// Pictures of ours are flat: a few colours cover nearly all of them, and hundreds of shades are at
/// the edges of texts and lines alone. So the most frequent colours stay as they are, and the others
/// share what room is left; with 256 colours or less, every pixel is what it was. Nothing is
/// dithered, which would put dots on flat areas.
struct GIFPalette {
  /// The colours, as opaque pixels, the most frequent first.
  let colors: [UInt32]
  /// Which of them each colour of the frames became.
  private let indices: [UInt32: UInt8]

  private static let limit = 256
  /// How many colours stay as they are where there are more than the limit.
  private static let exactCount = 128

  /// The colours of opaque frames.
  ///
  /// O(runs + colours · 256), where runs are of pixels of one colour.
  init(of frames: FrameSequence) {
    var counts: [UInt32: Int] = [:]
    for run in frames.frames.lazy.flatMap(\.pixels.runs) {
      counts[run.pixel, default: 0] += Int(run.count)
    }
    // By colour where equally many have it, since a dictionary has another order each time.
    let found = counts.map { CountedColor($0.key, count: $0.value) }
      .sorted { ($1.count, $0.pixel) < ($0.count, $1.pixel) }
    if found.count <= GIFPalette.limit {
      colors = found.map(\.pixel)
    } else {
      let exact = found.prefix(GIFPalette.exactCount)
      let shared = ColorBox.boxes(
        of: Array(found.dropFirst(exact.count)), count: GIFPalette.limit - exact.count)
      colors = exact.map(\.pixel) + shared.map(\.mean.pixel)
    }
    let components = colors.map(ColorComponents.init)
    indices = counts.reduce(into: [:]) { indices, entry in
      indices[entry.key] = GIFPalette.nearest(to: entry.key, among: components)
    }
  }

  /// The number of the colour that a colour of the frames became.
  func index(of pixel: UInt32) -> UInt8 { indices[pixel]! }

  private static func nearest(to pixel: UInt32, among colors: [ColorComponents]) -> UInt8 {
    let wanted = ColorComponents(pixel)
    var (best, least) = (0, Double.infinity)
    for (index, color) in colors.enumerated() {
      let difference = color - wanted
      let distance = (difference * difference).sum()
      if distance < least { (best, least) = (index, distance) }
    }
    return UInt8(best)
  }
}
