internal import Drawings

/// How a PNG stores its pixels.
enum PixelForm {
  /// As indices into a palette of at most 256 colours.
  case indexed(Palette)
  /// As red, green and blue, a byte each.
  case opaque
  /// As red, green, blue and alpha, a byte each.
  case transparent

  /// What is known of the colours of some pixels.
  struct Survey {
    /// All colours; `nil` once they are more than 256.
    private var palette: Palette? = Palette()
    private var isOpaque = true

    mutating func add(_ pixels: [UInt32]) {
      if palette?.add(pixels) == false { palette = nil }
      isOpaque = isOpaque && pixels.allSatisfy { $0 >> 24 == 255 }
    }

    /// The smallest form that holds every pixel as it is.
    var form: PixelForm { palette.map { .indexed($0) } ?? (isOpaque ? .opaque : .transparent) }
  }

  /// The smallest form that holds every pixel as it is.
  init(of bitmap: Bitmap) {
    var survey = Survey()
    survey.add(bitmap.pixels)
    self = survey.form
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

  /// The number of bytes that a number of pixels takes.
  func byteCount(of width: Int) -> Int {
    if case .indexed = self { (width * bitDepth + 7) / 8 } else { width * bytesPerPixel }
  }

  /// The chunks that hold the palette.
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
      var index = 0
      for pixel in pixels {
        row[index] = UInt8(truncatingIfNeeded: pixel >> 16)
        row[index + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
        row[index + 2] = UInt8(truncatingIfNeeded: pixel)
        index += 3
      }
    case .transparent:
      var index = 0
      for pixel in pixels {
        let color = StraightColor(pixel)
        row[index] = color.red
        row[index + 1] = color.green
        row[index + 2] = color.blue
        row[index + 3] = color.alpha
        index += 4
      }
    }
  }

  private func write(
    _ pixels: ArraySlice<UInt32>, _ palette: Palette, into row: inout [UInt8]
  ) {
    let depth = palette.bitDepth
    var (index, byte, free) = (0, 0, 8)
    guard let first = pixels.first else { return }
    var last = (pixel: first, index: palette.index(of: first))
    for pixel in pixels {
      // Most pixels have the colour of the one before.
      if pixel != last.pixel { last = (pixel, palette.index(of: pixel)) }
      free -= depth
      byte |= last.index << free
      if free == 0 {
        row[index] = UInt8(byte)
        (index, byte, free) = (index + 1, 0, 8)
      }
    }
    if free < 8 { row[index] = UInt8(byte) }
  }
}

/// Up to 256 colours, in the order in which they were met.
struct Palette {
  private(set) var colors: [UInt32] = []
  /// A hash table of indices into `colors`, with a free slot beside any that is taken.
  private var slots = [Int](repeating: -1, count: 1 << slotBits)

  private static let slotBits = 10

  /// Adds the colours of some pixels; whether all of them found room.
  mutating func add(_ pixels: [UInt32]) -> Bool {
    // Most pixels have the colour of the one before.
    var last: UInt32?
    for pixel in pixels where pixel != last {
      last = pixel
      let slot = slot(of: pixel)
      if slots[slot] >= 0 { continue }
      if colors.count == 256 { return false }
      slots[slot] = colors.count
      colors.append(pixel)
    }
    return true
  }

  /// The index of a colour of the palette.
  func index(of color: UInt32) -> Int { slots[slot(of: color)] }

  /// How many bits an index takes in a PNG.
  var bitDepth: Int {
    switch colors.count {
    case ...2: 1
    case ...4: 2
    case ...16: 4
    default: 8
    }
  }

  /// The slot of a colour, or the free one where it belongs.
  private func slot(of color: UInt32) -> Int {
    // The golden ratio spreads colours that differ little.
    var slot = Int((color &* 0x9E37_79B9) >> (32 - Palette.slotBits))
    while slots[slot] >= 0, colors[slots[slot]] != color {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
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
