internal import Graphviz

/// How a PNG stores its pixels.
enum PixelForm {
  /// As indices into a palette of at most 256 colours.
  case indexed(Palette)
  /// As red, green and blue, a byte each.
  case opaque
  /// As red, green, blue and alpha, a byte each.
  case transparent

  /// The smallest form that holds every pixel as it is.
  init(of bitmaps: [Bitmap]) {
    if let palette = Palette(of: bitmaps) {
      self = .indexed(palette)
    } else {
      self = bitmaps.allSatisfy(\.isOpaque) ? .opaque : .transparent
    }
  }

  /// The colour type of a PNG's header.
  var colorType: UInt8 {
    switch self {
    case .indexed: 3
    case .opaque: 2
    case .transparent: 6
    }
  }

  /// How many bits an index or a component has.
  var bitDepth: Int {
    if case .indexed(let palette) = self { palette.bitDepth } else { 8 }
  }

  /// How many bytes before a byte its left neighbour is.
  var bytesPerPixel: Int {
    switch self {
    case .indexed: 1
    case .opaque: 3
    case .transparent: 4
    }
  }

  /// How many bytes so many pixels take.
  func byteCount(of width: Int) -> Int {
    if case .indexed = self { (width * bitDepth + 7) / 8 } else { width * bytesPerPixel }
  }

  /// The chunks that tell the palette.
  var paletteChunks: [PNGChunk] {
    guard case .indexed(let palette) = self else { return [] }
    let colors = palette.colors.map(StraightColor.init)
    let alphas = colors.map(\.alpha)
    let chunk = PNGChunk("PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] })
    return alphas.allSatisfy { $0 == 255 } ? [chunk] : [chunk, PNGChunk("tRNS", alphas)]
  }

  /// Writes pixels into a row of as many bytes as they take.
  func write(_ pixels: ArraySlice<UInt32>, into row: inout [UInt8]) {
    switch self {
    case .indexed(let palette): write(pixels, palette, into: &row)
    case .opaque:
      var place = 0
      for pixel in pixels {
        row[place] = UInt8(truncatingIfNeeded: pixel >> 16)
        row[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
        row[place + 2] = UInt8(truncatingIfNeeded: pixel)
        place += 3
      }
    case .transparent:
      var place = 0
      for pixel in pixels {
        let color = StraightColor(pixel)
        row[place] = color.red
        row[place + 1] = color.green
        row[place + 2] = color.blue
        row[place + 3] = color.alpha
        place += 4
      }
    }
  }

  private func write(
    _ pixels: ArraySlice<UInt32>, _ palette: Palette, into row: inout [UInt8]
  ) {
    let depth = palette.bitDepth
    var (place, byte, free) = (0, 0, 8)
    guard let first = pixels.first else { return }
    var last = (pixel: first, index: palette.index(of: first))
    for pixel in pixels {
      // Most pixels have the colour of the one before.
      if pixel != last.pixel { last = (pixel, palette.index(of: pixel)) }
      free -= depth
      byte |= last.index << free
      if free == 0 {
        row[place] = UInt8(byte)
        (place, byte, free) = (place + 1, 0, 8)
      }
    }
    if free < 8 { row[place] = UInt8(byte) }
  }
}

/// A colour whose components are not multiplied with alpha, as PNG has them.
private struct StraightColor {
  let red, green, blue, alpha: UInt8

  init(_ pixel: UInt32) {
    let alpha = pixel >> 24
    func component(_ shift: UInt32) -> UInt8 {
      let value = pixel >> shift & 255
      if alpha == 255 { return UInt8(value) }
      return alpha == 0 ? 0 : UInt8(min(255, (value * 255 + alpha / 2) / alpha))
    }
    self.alpha = UInt8(alpha)
    red = component(16)
    green = component(8)
    blue = component(0)
  }
}
