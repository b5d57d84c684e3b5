import Diagrams
import Drawings
import Graphviz
import Testing

@testable import Rendering

@Suite struct GIFAnimationTests {
  private func bitmap(_ rows: [[UInt32]]) -> Bitmap {
    Bitmap(
      width: rows[0].count, height: rows.count, pixels: rows.joined().map { 0xFF00_0000 | $0 })
  }

  private func sequence(_ frames: [(Bitmap, Int)]) -> FrameSequence {
    var sequence = FrameSequence()
    for (bitmap, milliseconds) in frames { sequence.append(bitmap, milliseconds: milliseconds) }
    return sequence
  }

  /// Opaque pixels of a number of colours, all of which are there.
  private func noise(colors: Int, seed: UInt64, width: Int = 61, height: Int = 37) -> Bitmap {
    var state = seed
    let pixels = (0..<width * height).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let pick = index < colors ? index : Int(state >> 33) % colors
      return 0xFF00_0000 | UInt32(pick &* 0x01_2345) & 0xFF_FFFF
    }
    return Bitmap(width: width, height: height, pixels: pixels)
  }

  @Test func theFileIsWhatTheSpecificationSays() {
    let first = bitmap([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]])
    let second = bitmap([[1, 1, 1, 1, 1], [1, 1, 2, 1, 1], [1, 3, 1, 1, 1], [1, 1, 1, 1, 1]])
    let times = [250, 804, 805, 0, 10_000_000]
    let frames = sequence(Array(zip([first, second, second, first, second], times)))
    let source = SourceMark(of: "a")
    let file = GIFAnimation(frames: frames).file(source: source)
    let gif = GIFStructure(file)
    #expect(gif.version == "GIF89a")
    #expect((gif.width, gif.height) == (5, 4))
    #expect(gif.end == [0x3B])
    // Four colours, which three need, eight bits each.
    #expect(file[10] == 0b1111_0001)
    // For ever; left there; hundredths of a second, up to 65,535; no colour lets anything through.
    let delays: [[UInt8]] = [[25, 0], [80, 0], [81, 0], [0, 0], [255, 255]]
    let controls = delays.map { GIFStructure.Part.extension(0xF9, [[4] + $0 + [255]]) }
    #expect(
      gif.parts == [
        .extension(0xFF, [Array("NETSCAPE2.0".utf8), [1, 0, 0]]),
        .extension(0xFE, [Array("MultiGrad source \(source.hash)".utf8)]),
        controls[0], .image(x: 0, y: 0, width: 5, height: 4),
        controls[1], .image(x: 1, y: 1, width: 2, height: 2),
        controls[2], .image(x: 0, y: 0, width: 1, height: 1),
        controls[3], .image(x: 1, y: 1, width: 2, height: 2),
        controls[4], .image(x: 1, y: 1, width: 2, height: 2),
      ])
    #expect(SourceMark(in: file) == source)
    #expect(SourceMark(in: GIFAnimation(frames: frames).file(source: nil)) == nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 16, 17, 128, 129, 255, 256])
  func ofFewColorsEveryPixelComesBack(_ colors: Int) throws {
    let frames = (1...3).map { noise(colors: colors, seed: $0) }
    let file = GIFAnimation(frames: sequence(frames.map { ($0, 100) })).file(source: nil)
    let gif = try DecodedGIF(file)
    #expect((gif.width, gif.height) == (61, 37))
    #expect(gif.colorCount == [2, 4, 8, 16, 32, 64, 128, 256].first { $0 >= colors })
    let isSame = gif.frames.map(\.canvas) == frames.map(\.pixels)
    #expect(isSame)
    #expect(gif.frames.allSatisfy { $0.disposal == 1 && $0.hundredths == 10 })
  }

  @Test func ofManyColorsTheFrequentComeBack() throws {
    // The first hundred rows are flat, then each pixel has a shade of its own.
    let (width, flatRows) = (64, 100)
    let flat = (0..<flatRows).flatMap { row in
      [UInt32](repeating: 0xFF00_0000 | UInt32(row * 0x02_0301), count: width)
    }
    let shades = (0..<4096).map { shade -> UInt32 in
      let (green, red) = UInt32(shade).quotientAndRemainder(dividingBy: 64)
      return 0xFF00_0040 | red << 18 | green << 10
    }
    let picture = Bitmap(width: width, height: flatRows + 64, pixels: flat + shades)
    let file = GIFAnimation(frames: sequence([(picture, 10)])).file(source: nil)
    let canvas = try DecodedGIF(file).frames[0].canvas
    let isSame = Array(canvas.prefix(flat.count)) == flat
    #expect(isSame)
    // A square of 252 by 252 shades, divided among at most 128 + 28 colours.
    let distances = zip(picture.pixels, canvas).map(distance)
    #expect(distances.max()! < 30)
    #expect(distances.max()! > 0)
    #expect(Set(canvas).count == 256)
  }

  @Test func sameFramesGiveTheSameBytes() {
    for colors in [3, 256, 257, 2000] {
      let frames = sequence((1...2).map { (noise(colors: colors, seed: $0), 100) })
      let first = GIFAnimation(frames: frames).file(source: nil)
      let isSame = GIFAnimation(frames: frames).file(source: nil) == first
      #expect(isSame, "\(colors)")
    }
  }

  /// No order is left to a dictionary, which has another one in each process.
  @Test func colorsAreInOrder() {
    let pixels = bitmap([[7, 9, 3, 9], [1, 5, 9, 7]])
    let colors = GIFPalette(of: sequence([(pixels, 10)])).colors
    #expect(colors == [9, 7, 1, 3, 5].map { 0xFF00_0000 | $0 })
  }

  @Test func diagramsMoveAsTheyAreDrawn() throws {
    let diagrams = SVGTests.diagrams()
    let frames = [(diagrams[0], 500), (diagrams[1], 1500), (diagrams[0], 20)]
    let picture = Picture(of: diagrams)
    let file = try picture.animatedGIF(of: frames)
    let gif = try DecodedGIF(file)
    let bitmaps = try picture.bitmaps()
    let background = 0xFF00_0000 | diagrams[0].theme.background.number
    for (frame, stage) in zip(gif.frames, [0, 1, 0]) {
      let drawn = bitmaps[stage].pixels
      let distances = zip(drawn, frame.canvas).map(distance)
      #expect(distances.max()! < 40)
      #expect(distances.count { $0 > 0 } < distances.count / 20)
      let isBackgroundTheSame = zip(drawn, frame.canvas).allSatisfy {
        $0 != background || $1 == background
      }
      #expect(isBackgroundTheSame)
    }
    #expect(gif.frames.map(\.hundredths) == [50, 150, 2])
    #expect(gif.frames[1].area.width < gif.width)
    #expect(SourceMark(in: file) == SourceMark(in: try picture.animatedPNG(of: frames)))
    let isSame = try picture.animatedGIF(of: frames) == file
    #expect(isSame)
  }

  @Test func aPictureMovesToItsEnd() throws {
    let diagrams = SVGTests.diagrams()
    let picture = Picture(of: diagrams)
    let file = try picture.animatedGIF()
    let gif = try DecodedGIF(file)
    #expect(gif.frames.count == picture.animation.momentCount)
    #expect(gif.frames.last?.hundredths == 300)
    // Below the line that says what is going on, which is above the picture.
    let last = try #require(gif.frames.last)
    let end = try picture.bitmaps()[1]
    #expect(end.width == gif.width)
    let isEnd = zip(end.pixels.suffix(100 * gif.width), last.canvas.suffix(100 * gif.width))
      .allSatisfy { distance($0, $1) < 60 }
    #expect(isEnd)
  }

  private func distance(_ a: UInt32, _ b: UInt32) -> Double {
    let difference = ColorComponents(a) - ColorComponents(b)
    return (difference * difference).sum().squareRoot()
  }
}

@Suite struct GIFBlockTests {
  private static let file: [UInt8] = {
    var frames = FrameSequence()
    for seed in 1...2 as ClosedRange<UInt32> {
      frames.append(
        Bitmap(width: 40, height: 40, pixels: (0..<1600).map { 0xFF00_0000 | $0 * seed % 200 }),
        milliseconds: 10)
    }
    return GIFAnimation(frames: frames).file(source: SourceMark(of: "a"))
  }()

  @Test func thePartsAreTheFile() {
    let blocks = Array(GIFBlock.blocks(in: GIFBlockTests.file))
    let isSame = blocks.flatMap(\.bytes) == GIFBlockTests.file
    #expect(isSame)
    // A header, loops, a comment, two frames with their control, an end.
    #expect(blocks.count == 8)
    #expect(blocks.map(\.isEnd) == [Bool](repeating: false, count: 7) + [true])
    #expect(blocks.compactMap(\.comment).count == 1)
  }

  /// Of a file that is cut off anywhere, what is whole is read.
  @Test func whatIsCutOffIsNotThere() {
    let file = GIFBlockTests.file
    var ends: Set<Int> = []
    for block in GIFBlock.blocks(in: file) { ends.insert((ends.max() ?? 0) + block.bytes.count) }
    for count in 0..<file.count {
      let whole = GIFBlock.blocks(in: Array(file.prefix(count))).reduce(0) { $0 + $1.bytes.count }
      let expected = ends.filter { $0 <= count }.max() ?? 0
      if whole != expected { Issue.record("Of \(count) bytes, \(whole) are whole.") }
    }
    #expect(Array(GIFBlock.blocks(in: Array("GIF87a".utf8))).isEmpty)
    #expect(Array(GIFBlock.blocks(in: PNGChunk.signature)).isEmpty)
  }

  @Test(arguments: [0, 1, 254, 255, 256, 510, 1000]) func aCommentComesBack(_ length: Int) {
    let text = (0..<length).map { UInt8($0 % 251) }
    let comment = GIFBlock(comment: text)
    #expect(comment.bytes.count == 2 + length + (length + 254) / 255 + 1)
    var blocks = Array(GIFBlock.blocks(in: GIFBlockTests.file))
    blocks.insert(comment, at: blocks.count - 1)
    #expect(Array(GIFBlock.blocks(in: blocks.flatMap(\.bytes))) == blocks)
  }
}
