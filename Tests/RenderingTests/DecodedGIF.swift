import CGIF

/// A GIF as giflib's own reader gives it.
struct DecodedGIF {
  struct Frame {
    let area: (x: Int, y: Int, width: Int, height: Int)
    let hundredths: Int
    let disposal: Int
    /// What is on the canvas once the frame is drawn: opaque pixels.
    let canvas: [UInt32]
  }

  struct Malformed: Error {
    let code: CInt
  }

  let width, height: Int
  /// How many colours the table has room for.
  let colorCount: Int
  private(set) var frames: [Frame] = []

  init(_ file: [UInt8]) throws {
    var code: CInt = 0
    var rest = file[...]
    // The reader has the pointer for as long as the closure runs.
    let gif = try withUnsafeMutablePointer(to: &rest) { rest in
      let read: InputFunc = { gif, bytes, count in
        let rest = gif!.pointee.UserData.assumingMemoryBound(to: ArraySlice<UInt8>.self)
        let part = rest.pointee.prefix(Int(count))
        for (index, byte) in part.enumerated() { bytes![index] = byte }
        rest.pointee = rest.pointee.dropFirst(part.count)
        return CInt(part.count)
      }
      guard let gif = DGifOpen(rest, read, &code) else { throw Malformed(code: code) }
      guard DGifSlurp(gif) == GIF_OK else { throw Malformed(code: gif.pointee.Error) }
      return gif
    }
    defer { DGifCloseFile(gif, nil) }
    width = Int(gif.pointee.SWidth)
    height = Int(gif.pointee.SHeight)
    let map = gif.pointee.SColorMap.pointee
    colorCount = Int(map.ColorCount)
    var canvas = [UInt32](repeating: 0, count: width * height)
    for index in 0..<Int(gif.pointee.ImageCount) {
      let image = gif.pointee.SavedImages[index]
      guard image.ImageDesc.ColorMap == nil else { throw Malformed(code: -1) }
      var control = GraphicsControlBlock()
      DGifSavedExtensionToGCB(gif, CInt(index), &control)
      guard control.TransparentColor == NO_TRANSPARENT_COLOR else { throw Malformed(code: -2) }
      let area = (
        x: Int(image.ImageDesc.Left), y: Int(image.ImageDesc.Top),
        width: Int(image.ImageDesc.Width), height: Int(image.ImageDesc.Height)
      )
      for pixel in 0..<area.width * area.height {
        let (y, x) = pixel.quotientAndRemainder(dividingBy: area.width)
        let color = map.Colors[Int(image.RasterBits[pixel])]
        canvas[(area.y + y) * width + area.x + x] =
          0xFF00_0000 | UInt32(color.Red) << 16 | UInt32(color.Green) << 8 | UInt32(color.Blue)
      }
      frames.append(
        Frame(
          area: area, hundredths: Int(control.DelayTime), disposal: Int(control.DisposalMode),
          canvas: canvas))
    }
  }
}

/// The bytes of a GIF, read by what its specification says, without giflib.
struct GIFStructure {
  enum Part: Equatable {
    /// An extension's label and data, in the pieces in which it stands there.
    case `extension`(UInt8, [[UInt8]])
    /// An image's area.
    case image(x: Int, y: Int, width: Int, height: Int)
  }

  let version: String
  let width, height: Int
  let parts: [Part]
  /// What is behind the last part.
  let end: [UInt8]

  /// Reads a file; traps where it is cut off.
  init(_ file: [UInt8]) {
    func number(_ at: Int) -> Int { Int(file[at]) | Int(file[at + 1]) << 8 }
    func tableSize(_ flags: UInt8) -> Int { flags < 128 ? 0 : 3 * (2 << Int(flags % 8)) }
    version = String(decoding: file[..<6], as: UTF8.self)
    (width, height) = (number(6), number(8))
    var at = 13 + tableSize(file[10])
    func pieces() -> [[UInt8]] {
      var pieces: [[UInt8]] = []
      while file[at] > 0 {
        pieces.append(Array(file[at + 1...at + Int(file[at])]))
        at += 1 + Int(file[at])
      }
      at += 1
      return pieces
    }
    var parts: [Part] = []
    while [0x21, 0x2C].contains(file[at]) {
      if file[at] == 0x21 {
        let label = file[at + 1]
        at += 2
        parts.append(.extension(label, pieces()))
      } else {
        parts.append(
          .image(
            x: number(at + 1), y: number(at + 3), width: number(at + 5), height: number(at + 7)))
        at += 11 + tableSize(file[at + 9])
        _ = pieces()
      }
    }
    (self.parts, end) = (parts, Array(file[at...]))
  }
}
