internal import Drawings

/// The frames of an animated PNG, of which only the last is kept as it is; the others are put aside in
/// less room, until the colours of all are known.
struct PNGAnimation {
  /// What changes, where, and for how long it is seen.
  private struct Frame {
    let pixels: PixelRuns
    let x, y: Int
    let milliseconds: Int
  }

  private var frames: [Frame] = []
  private var last: Bitmap?
  private var colors = PixelForm.Survey()

  /// Whether a bitmap has the size of all frames so far.
  func accepts(_ bitmap: Bitmap) -> Bool {
    last.map { $0.width == bitmap.width && $0.height == bitmap.height } ?? true
  }

  /// Appends a frame of the size of the first.
  mutating func append(_ bitmap: Bitmap, milliseconds: Int) {
    precondition(accepts(bitmap), "The frames of an animation have one size.")
    let area = last.map { bitmap.differences(to: $0) } ?? bitmap.area
    last = bitmap
    let part = bitmap.part(area)
    colors.add(part)
    frames.append(
      Frame(pixels: PixelRuns(part), x: area.x, y: area.y, milliseconds: milliseconds))
  }

  /// The file: a PNG of the first frame, for readers that know no animation, and the other frames.
  ///
  /// - Parameters:
  ///   - loops: How many times it is played; 0 means for ever.
  ///   - source: The mark of what it was drawn from.
  func file(loops: Int, source: PNGSource?) -> [UInt8] {
    guard let first = frames.first?.pixels.bitmap else {
      fatalError("An animation has one frame or more.")
    }
    let form = colors.form
    let count = PNGChunk.bigEndian(UInt32(frames.count)) + PNGChunk.bigEndian(UInt32(loops))
    var chunks = PNGEncoder.header(of: first, form, source) + form.paletteChunks
    chunks.append(PNGChunk("acTL", count))
    var number: UInt32 = 0
    func next() -> [UInt8] {
      defer { number += 1 }
      return PNGChunk.bigEndian(number)
    }
    for (index, frame) in frames.enumerated() {
      chunks.append(PNGChunk("fcTL", next() + control(of: frame)))
      let stream = PixelStream.compress(frame.pixels.bitmap, as: form)
      chunks.append(index == 0 ? PNGChunk("IDAT", stream) : PNGChunk("fdAT", next() + stream))
    }
    return PNGEncoder.file(chunks + [PNGChunk("IEND")])
  }

  /// Where a frame goes and how long it stays: it replaces what was there, and is left there.
  private func control(of frame: Frame) -> [UInt8] {
    let area = [frame.pixels.width, frame.pixels.height, frame.x, frame.y]
    // A fraction of a second in 16 bits, above and below: long times in coarser parts.
    var (time, parts) = (max(0, frame.milliseconds), 1000)
    while time > UInt16.max, parts > 1 { (time, parts) = ((time + 5) / 10, parts / 10) }
    return area.flatMap { PNGChunk.bigEndian(UInt32($0)) }
      + PNGChunk.bigEndian(UInt16(clamping: time)) + PNGChunk.bigEndian(UInt16(parts)) + [0, 0]
  }
}

/// A rectangle of pixels.
struct PixelArea: Equatable {
  var x, y, width, height: Int
}

extension Bitmap {
  /// All pixels.
  var area: PixelArea { PixelArea(x: 0, y: 0, width: width, height: height) }

  /// The pixels of an area.
  func part(_ area: PixelArea) -> Bitmap {
    if area == self.area { return self }
    var part: [UInt32] = []
    part.reserveCapacity(area.width * area.height)
    for y in area.y..<area.y + area.height {
      part += pixels[y * width + area.x..<y * width + area.x + area.width]
    }
    return Bitmap(width: area.width, height: area.height, pixels: part, dpi: dpi)
  }

  /// The smallest area outside of which two bitmaps of one size are the same; one pixel where they
  /// are the same everywhere, since a file can have no area of none.
  func differences(to other: Bitmap) -> PixelArea {
    var (left, right) = (width, -1)
    var (top, bottom) = (height, -1)
    for y in 0..<height {
      let start = y * width
      let row = start..<start + width
      if pixels[row] == other.pixels[row] { continue }
      top = min(top, y)
      bottom = y
      func differs(_ x: Int) -> Bool { pixels[start + x] != other.pixels[start + x] }
      // Only what is outside of the columns so far can make them more.
      left = (0..<left).first(where: differs) ?? left
      right = (right + 1..<width).last(where: differs) ?? right
    }
    if bottom < 0 { return PixelArea(x: 0, y: 0, width: 1, height: 1) }
    return PixelArea(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}
