internal import Graphviz

/// Up to 256 colours, in the order in which they were met.
struct Palette {
  private(set) var colors: [UInt32] = []
  /// A hash table of places in `colors`, with a free slot beside any that is taken.
  private var slots = [Int](repeating: -1, count: 1 << slotBits)

  private static let slotBits = 10

  /// All colours of some bitmaps, or `nil` where they are more than 256.
  init?(of bitmaps: [Bitmap]) {
    for bitmap in bitmaps {
      // Most pixels have the colour of the one before.
      var last: UInt32?
      for pixel in bitmap.pixels where pixel != last {
        last = pixel
        let slot = slot(of: pixel)
        if slots[slot] >= 0 { continue }
        if colors.count == 256 { return nil }
        slots[slot] = colors.count
        colors.append(pixel)
      }
    }
  }

  /// The place of a colour of the palette.
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
