/// Frames as one animated PNG.
struct PNGAnimation {
  let frames: FrameSequence

  /// The file: a PNG of the first frame, for readers that know no animation, and the other frames.
  ///
  /// - Parameters:
  ///   - loops: How many times it is played; 0 means for ever.
  ///   - source: The mark of what it was drawn from.
  func file(loops: Int, source: SourceMark?) -> [UInt8] {
    var colors = PixelForm.Survey()
    for frame in frames.frames { colors.add(frame.pixels.runs.map(\.pixel)) }
    let form = colors.form
    let count =
      PNGChunk.bigEndian(UInt32(frames.frames.count)) + PNGChunk.bigEndian(UInt32(loops))
    let first = frames.first.pixels.bitmap
    var chunks = PNGEncoder.header(of: first, form, source) + form.paletteChunks
    chunks.append(PNGChunk("acTL", count))
    var number: UInt32 = 0
    func next() -> [UInt8] {
      defer { number += 1 }
      return PNGChunk.bigEndian(number)
    }
    for (index, frame) in frames.frames.enumerated() {
      chunks.append(PNGChunk("fcTL", next() + control(of: frame)))
      let stream = PixelStream.compress(frame.pixels.bitmap, as: form)
      chunks.append(index == 0 ? PNGChunk("IDAT", stream) : PNGChunk("fdAT", next() + stream))
    }
    return PNGEncoder.file(chunks + [PNGChunk("IEND")])
  }

  /// Where a frame goes and how long it stays: it replaces what was there, and is left there.
  private func control(of frame: FrameSequence.Frame) -> [UInt8] {
    let area = [frame.area.width, frame.area.height, frame.area.x, frame.area.y]
    // A fraction of a second in 16 bits, above and below: long times in coarser parts.
    var (time, parts) = (max(0, frame.milliseconds), 1000)
    while time > UInt16.max, parts > 1 { (time, parts) = ((time + 5) / 10, parts / 10) }
    return area.flatMap { PNGChunk.bigEndian(UInt32($0)) }
      + PNGChunk.bigEndian(UInt16(clamping: time)) + PNGChunk.bigEndian(UInt16(parts)) + [0, 0]
  }
}
