import Diagrams
import Drawings
import Testing

@testable import Rendering

@Suite struct PNGEncoderTests {
  /// Opaque pixels of a number of colours, in runs and in rows like the one above.
  private func bitmap(
    colors: Int, width: Int = 61, height: Int = 37, alpha: UInt32 = 255
  ) -> Bitmap {
    var state: UInt64 = 7
    var pixels: [UInt32] = []
    for index in 0..<width * height {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // All colours come first, then runs.
      let pick = index < colors ? index : state >> 60 < 12 ? -1 : Int(state >> 33) % colors
      let color = UInt32(truncatingIfNeeded: pick &* 0x01_2345) & 0xFF_FFFF
      pixels.append(pick < 0 ? pixels[index - 1] : alpha << 24 | color)
    }
    return Bitmap(width: width, height: height, pixels: pixels, dpi: 96)
  }

  /// Opaque pixels as a reader of PNG gives them.
  private func straight(_ bitmap: Bitmap) -> [UInt32] { bitmap.pixels.map { $0 << 8 | $0 >> 24 } }

  @Test(arguments: [
    (1, 1, 3), (2, 1, 3), (3, 2, 3), (4, 2, 3), (5, 4, 3), (16, 4, 3), (17, 8, 3), (256, 8, 3),
    (257, 8, 2), (1500, 8, 2),
  ])
  func everyPixelComesBack(colors: Int, bitDepth: Int, colorType: Int) throws {
    for width in [61, 64, 1500] {
      let bitmap = bitmap(colors: colors, width: width)
      let png = try DecodedPNG(PNGEncoder.png(of: bitmap))
      #expect(png.width == width)
      #expect(png.height == 37)
      #expect(png.bitDepth == bitDepth)
      #expect(png.colorType == colorType)
      let isSame = png.pixels == straight(bitmap)
      #expect(isSame, "\(colors) colours, \(width) pixels wide")
      let hasPalette = png.chunks.contains { $0.type == "PLTE" }
      #expect(hasPalette == (colorType == 3))
      if colorType == 3 { #expect(png.content("PLTE").count == 3 * colors) }
      #expect(png.content("tRNS").isEmpty)
    }
  }

  @Test func onePixel() throws {
    let bitmap = Bitmap(width: 1, height: 1, pixels: [0xFF12_3456])
    #expect(try DecodedPNG(PNGEncoder.png(of: bitmap)).pixels == [0x1234_56FF])
  }

  @Test func transparentPixelsKeepTheirColor() throws {
    // Multiplied with alpha here, and not in the file.
    let few = Bitmap(width: 3, height: 1, pixels: [0, 0x8040_2010, 0xFF01_0203])
    let png = try DecodedPNG(PNGEncoder.png(of: few))
    #expect(png.colorType == 3)
    #expect(png.pixels == [0, 0x8040_2080, 0x0102_03FF])
    #expect(png.content("tRNS") == [0, 128, 255])

    var pixels = bitmap(colors: 300).pixels
    pixels[5] = 0x8000_4080
    let many = try DecodedPNG(PNGEncoder.png(of: Bitmap(width: 61, height: 37, pixels: pixels)))
    #expect(many.colorType == 6)
    #expect(many.pixels[5] == 0x0080_FF80)
    #expect(many.pixels[6] == pixels[6] << 8 | 255)
  }

  @Test func widePicturesComeBackToo() throws {
    // Beyond what deflate looks back, rows are differences to the row above where that is less.
    let bitmap = bitmap(colors: 1000, width: 9000, height: 5)
    var pixels = bitmap.pixels
    for index in 9000..<18_000 where index % 7 > 0 { pixels[index] = pixels[index - 9000] }
    let mixed = Bitmap(width: 9000, height: 5, pixels: pixels)
    let png = try DecodedPNG(PNGEncoder.png(of: mixed))
    let isSame = png.pixels == straight(mixed)
    #expect(isSame)
    #expect(png.filters[2] > 0)
    #expect(png.filters[0] > 0)
  }

  /// A row that is longer than half of deflate's window cannot be found in it again.
  @Test(arguments: [(5461, 0), (5462, 1)])
  func longRowsAreDifferences(width: Int, count: Int) throws {
    let row = bitmap(colors: 1000, width: width, height: 1).pixels
    let pixels = row + row.dropLast() + [row[0]]
    let png = try DecodedPNG(PNGEncoder.png(of: Bitmap(width: width, height: 2, pixels: pixels)))
    #expect(png.colorType == 2)
    #expect(png.filters[2] == count)
  }

  @Test func sameBitmapGivesTheSameBytes() {
    for colors in [2, 1000] {
      let bitmap = bitmap(colors: colors)
      #expect(PNGEncoder.png(of: bitmap) == PNGEncoder.png(of: bitmap))
    }
  }

  @Test(arguments: [(96.0, 3780), (192, 7559), (72, 2835), (58.56, 2306)])
  func physicalSizeIsKept(dpi: Double, perMeter: Int) throws {
    let bitmap = Bitmap(width: 1, height: 1, pixels: [0xFF00_0000], dpi: dpi)
    let content = try DecodedPNG(PNGEncoder.png(of: bitmap)).content("pHYs")
    #expect(DecodedPNG.number(content[0..<4]) == perMeter)
    #expect(DecodedPNG.number(content[4..<8]) == perMeter)
    #expect(content[8] == 1)
  }

  @Test func checksumsArePublishedOnes() {
    #expect(PNGChunk.checksum(of: Array("123456789".utf8)[...]) == 0xCBF4_3926)
    // The last chunk of every PNG.
    var file: [UInt8] = []
    PNGChunk("IEND").write(to: &file)
    #expect(file == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
  }

  @Test func deflaterEndsWithThePublishedChecksum() {
    var deflater = Deflater()
    deflater.append(Array("Wiki".utf8))
    deflater.append(Array("pedia".utf8))
    // Adler-32 of "Wikipedia".
    #expect(deflater.finish().suffix(4) == [0x11, 0xE6, 0x03, 0x98])
  }

  @Test func chunksOfABrokenFileAreThoseThatAreWhole() {
    let png = PNGEncoder.png(of: bitmap(colors: 5))
    #expect(PNGChunk.chunks(in: png).map(\.type) == ["IHDR", "pHYs", "PLTE", "IDAT", "IEND"])
    #expect(PNGChunk.chunks(in: Array(png.dropLast())).map(\.type).last == "IDAT")
    #expect(PNGChunk.chunks(in: [1, 2, 3]).map(\.type).isEmpty)
  }
}
