internal import CGIF

/// A GIF file under construction, by giflib.
///
/// The same calls give the same bytes, for one version of giflib.
struct GIFWriter: ~Copyable {
  private let gif: UnsafeMutablePointer<GifFileType>
  // At one address, since giflib keeps a pointer to it.
  private let output: UnsafeMutablePointer<[UInt8]>

  /// A picture of a size in pixels, with colours for all of its frames: from 1 to 256 of them, red in
  /// the third byte.
  init(width: Int, height: Int, colors: [UInt32]) {
    output = .allocate(capacity: 1)
    output.initialize(to: [])
    let write: OutputFunc = { gif, bytes, count in
      guard let output = gif?.pointee.UserData else { return 0 }
      output.assumingMemoryBound(to: [UInt8].self).pointee
        .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      return count
    }
    guard let gif = EGifOpen(output, write, nil) else { fatalError("giflib has no memory.") }
    self.gif = gif
    EGifSetGifVersion(gif, true)
    // A table has a power of two of colours; those that nothing uses are black.
    var table = colors.map { color in
      GifColorType(
        Red: UInt8(truncatingIfNeeded: color >> 16), Green: UInt8(truncatingIfNeeded: color >> 8),
        Blue: UInt8(truncatingIfNeeded: color))
    }
    let bits = GifBitSize(CInt(colors.count))
    while table.count < 1 << bits { table.append(GifColorType(Red: 0, Green: 0, Blue: 0)) }
    let map = GifMakeMapObject(CInt(table.count), table)
    defer { GifFreeMapObject(map) }
    check(EGifPutScreenDesc(gif, CInt(width), CInt(height), 8, 0, map))
  }

  deinit { close() }

  /// Says how often the frames are played; 0 means for ever.
  func putLoops(_ count: UInt16) {
    // An extension of Netscape's that all readers know.
    let name = Array("NETSCAPE2.0".utf8)
    let loops = [1, UInt8(count & 255), UInt8(count >> 8)]
    check(EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE))
    check(EGifPutExtensionBlock(gif, CInt(name.count), name))
    check(EGifPutExtensionBlock(gif, CInt(loops.count), loops))
    check(EGifPutExtensionTrailer(gif))
  }

  /// Puts a comment, which readers do not show.
  func putComment(_ text: String) { check(EGifPutComment(gif, text)) }

  /// Puts a frame, which replaces what was in its area, and is left there.
  ///
  /// - Parameters:
  ///   - indices: The numbers of the colours, row by row.
  ///   - area: Where they go.
  ///   - hundredths: For how many hundredths of a second the frame is seen.
  func putFrame(_ indices: consuming [UInt8], area: PixelArea, hundredths: UInt16) {
    var control = GraphicsControlBlock(
      DisposalMode: DISPOSE_DO_NOT, UserInputFlag: false, DelayTime: CInt(hundredths),
      TransparentColor: NO_TRANSPARENT_COLOR)
    var bytes: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    let count = withUnsafeMutableBytes(of: &bytes) {
      EGifGCBToExtension(&control, $0.baseAddress)
    }
    check(EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, CInt(count), &bytes))
    check(
      EGifPutImageDesc(
        gif, CInt(area.x), CInt(area.y), CInt(area.width), CInt(area.height), false, nil))
    check(EGifPutLine(gif, &indices, CInt(indices.count)))
  }

  /// Ends the file and gives all of it.
  consuming func finish() -> [UInt8] {
    let file = close()
    discard self
    return file
  }

  @discardableResult private func close() -> [UInt8] {
    check(EGifCloseFile(gif, nil))
    defer { output.deallocate() }
    return output.move()
  }

  /// Nothing can fail here but memory: `GIFAnimation` hands over what fits.
  private func check(_ status: CInt) {
    precondition(status == GIF_OK, "giflib has no memory.")
  }
}
