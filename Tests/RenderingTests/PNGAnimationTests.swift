import Diagrams
import Drawings
import Graphviz
import Testing

@testable import Rendering

@Suite struct PNGAnimationTests {
  /// What a player of the file has on its canvas after each frame, and what the frames say.
  private struct Played {
    var canvases: [[UInt32]] = []
    var areas: [PixelArea] = []
    var delays: [[UInt32]] = []
    var still: DecodedPNG

    init(_ file: [UInt8]) throws {
      still = try DecodedPNG(file)
      var canvas = [UInt32](repeating: 0, count: still.width * still.height)
      var number: UInt32 = 0
      for chunk in still.chunks {
        if chunk.type == "fcTL" || chunk.type == "fdAT" {
          guard DecodedPNG.number(chunk.content[0..<4]) == number else {
            throw DecodedPNG.Malformed("sequence")
          }
          number += 1
        }
        switch chunk.type {
        case "fcTL":
          let numbers = stride(from: 4, to: 20, by: 4).map {
            Int(DecodedPNG.number(chunk.content[$0..<$0 + 4]))
          }
          areas.append(
            PixelArea(x: numbers[2], y: numbers[3], width: numbers[0], height: numbers[1]))
          delays.append([20, 22].map { DecodedPNG.number(chunk.content[$0..<$0 + 2]) })
          // Left there, and instead of what was there.
          guard chunk.content[24...] == [0, 0] else { throw DecodedPNG.Malformed("blending") }
        case "IDAT": try draw(chunk.content, on: &canvas)
        case "fdAT": try draw(Array(chunk.content.dropFirst(4)), on: &canvas)
        default: break
        }
      }
    }

    private mutating func draw(_ stream: [UInt8], on canvas: inout [UInt32]) throws {
      let area = areas[canvases.count]
      let pixels = try still.decode(stream, width: area.width, height: area.height)
      for (index, pixel) in pixels.enumerated() {
        let (y, x) = index.quotientAndRemainder(dividingBy: area.width)
        canvas[(area.y + y) * still.width + area.x + x] = pixel
      }
      canvases.append(canvas)
    }
  }

  private func bitmap(_ rows: [[UInt32]]) -> Bitmap {
    Bitmap(
      width: rows[0].count, height: rows.count, pixels: rows.joined().map { 0xFF00_0000 | $0 })
  }

  @Test func framesHaveWhatDiffers() throws {
    let first = bitmap([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]])
    let second = bitmap([[1, 1, 1, 1, 1], [1, 1, 2, 1, 1], [1, 3, 1, 1, 1], [1, 1, 1, 1, 1]])
    let third = bitmap([[4, 1, 1, 1, 1], [1, 1, 2, 1, 1], [1, 3, 1, 1, 1], [1, 1, 1, 1, 5]])
    let frames = [first, second, second, third, first]
    var sequence = FrameSequence()
    for (frame, time) in zip(frames, [40, 1000, 0, 65_535, 123_456_7]) {
      sequence.append(frame, milliseconds: time)
    }
    let file = PNGAnimation(frames: sequence).file(loops: 3, source: nil)
    let played = try Played(file)
    #expect(played.canvases == frames.map { $0.pixels.map { $0 << 8 | 255 } })
    #expect(
      played.areas == [
        PixelArea(x: 0, y: 0, width: 5, height: 4), PixelArea(x: 1, y: 1, width: 2, height: 2),
        PixelArea(x: 0, y: 0, width: 1, height: 1), PixelArea(x: 0, y: 0, width: 5, height: 4),
        PixelArea(x: 0, y: 0, width: 5, height: 4),
      ])
    #expect(
      played.delays == [[40, 1000], [1000, 1000], [0, 1000], [65_535, 1000], [12_346, 10]])
    #expect(played.still.content("acTL") == [0, 0, 0, 5, 0, 0, 0, 3])
    #expect(played.still.pixels == played.canvases[0])
    // One palette of five colours for all frames.
    #expect(played.still.content("PLTE").count == 15)
    #expect(played.still.bitDepth == 4)
    #expect(
      played.still.chunks.map(\.type)
        == ["IHDR", "pHYs", "PLTE", "acTL", "fcTL", "IDAT"]
        + Array(repeating: ["fcTL", "fdAT"], count: 4).flatMap { $0 } + ["IEND"])
  }

  @Test func everyAreaIsTheSmallest() {
    var state: UInt64 = 3
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let (width, height) = (23, 17)
    let still = Bitmap(
      width: width, height: height, pixels: [UInt32](repeating: 9, count: width * height))
    for _ in 0..<200 {
      var pixels = still.pixels
      let changed = (0...random(4)).map { _ in (x: random(width), y: random(height)) }
      for point in changed { pixels[point.y * width + point.x] = 1 }
      let area = Bitmap(width: width, height: height, pixels: pixels).differences(to: still)
      let xs = changed.map(\.x)
      let ys = changed.map(\.y)
      let expected = PixelArea(
        x: xs.min()!, y: ys.min()!, width: xs.max()! - xs.min()! + 1,
        height: ys.max()! - ys.min()! + 1)
      #expect(area == expected)
    }
  }

  @Test func diagramsMoveAsTheyAreDrawn() throws {
    let diagrams = SVGTests.diagrams()
    let frames = [(diagrams[0], 500), (diagrams[1], 1500), (diagrams[0], 20)]
    let picture = Picture(of: diagrams)
    let file = try picture.animatedPNG(of: frames)
    let played = try Played(file)
    let bitmaps = try picture.bitmaps()
    for (canvas, stage) in zip(played.canvases, [0, 1, 0]) {
      let isSame = canvas == bitmaps[stage].pixels.map { $0 << 8 | 255 }
      #expect(isSame)
    }
    #expect(played.delays.map { $0[0] } == [500, 1500, 20])
    #expect(played.areas[1].width < played.still.width)
    #expect(played.still.content("acTL") == [0, 0, 0, 3, 0, 0, 0, 0])
    #expect(SourceMark(in: file) != nil)
    #expect(try picture.animatedPNG(of: frames) == file)
    // A frame alone is a picture that stands still.
    #expect(try Played(picture.animatedPNG(of: [(diagrams[0], 1)])).areas.count == 1)
  }

  @Test func eachFrameIsReported() throws {
    let diagrams = SVGTests.diagrams()
    var picture = Picture(of: diagrams)
    var drawn: [DrawnFrame] = []
    picture.didDrawFrame = { drawn.append($0) }
    let still = try Played(picture.animatedPNG(of: diagrams.map { ($0, 20) })).still
    #expect(drawn.map(\.number) == Array(1...diagrams.count))
    #expect(drawn.allSatisfy { $0.count == diagrams.count })
    #expect(drawn.allSatisfy { $0.width == still.width && $0.height == still.height })
  }

  @Test func framesOfAnotherSizeAreRefused() throws {
    var other = SVGTests.diagrams()[0]
    other.direction = .topToBottom
    let frames = [(SVGTests.diagrams()[0], 1), (other, 1)].map {
      (diagram: $0.0, milliseconds: $0.1)
    }
    #expect(throws: GraphvizError.self) {
      try Picture(of: [other], layout: .dot).animatedPNG(of: frames)
    }
  }
}
