import Foundation
import Drawings
import Graphviz
import Testing

@Suite struct PictureTests {
  /// Both contexts must set text alike, or the sizes would differ.
  @Test(arguments: [36.0, 72, 96, 150.5, 300])
  func bitmapHasTheSizeOfTheLayout(dpi: Double) throws {
    var graph = tree(9)
    graph.nodes[3].attributes = [
      Attribute("fixedsize", .keyword("false")), Attribute("label", .text("wide 日本 λ∂ é")),
      Attribute("fontname", .keyword("DejaVu Sans Mono")),
    ]
    let layout = try graph.layout()
    let bitmap = try graph.bitmap(dpi: dpi)
    #expect(bitmap.dpi == dpi)
    #expect(abs(Double(bitmap.width) - (layout.width + 8) * dpi / 72) <= 1)
    #expect(abs(Double(bitmap.height) - (layout.height + 8) * dpi / 72) <= 1)
  }

  @Test func paddingCounts() throws {
    let graph = pair(graph: [Attribute("pad", .number(0.5))])
    let layout = try graph.layout()
    let bitmap = try graph.bitmap(dpi: 72)
    #expect(bitmap.width == Int(layout.width) + 72)
    #expect(bitmap.height == Int(layout.height) + 72)
  }

  /// A box of one line, so wide.
  private func wide(_ width: Double) -> GraphDescription {
    GraphDescription(
      name: "g", nodes: [.init(name: "a", attributes: boxes(width: width, height: 18))])
  }

  @Test func tooLargePicturesAreRefused() throws {
    // 28 800 points and 8 of padding, at 96 dots for 72 points.
    let error = thrown { () throws(GraphvizError) in _ = try wide(28_800).bitmap() }
    #expect(
      error == .pictureTooLarge(width: 38_411, height: 35, limit: 32_767, largestDPI: 81.6))
    #expect(
      error?.description == "The picture would have 38411 x 35 pixels, and a side must stay below "
        + "32767: use SVG or PDF, or a resolution of 81.6 dpi or less.")
    #expect(try wide(28_800).bitmap(dpi: 81.6).width == 32_649)
    #expect(try !wide(28_800).pdf().bytes.isEmpty)
  }

  @Test(arguments: [(28_800.0, 81.6), (700_000, 3.3696)])
  func tooLargePicturesAreFitted(width: Double, dpi: Double) throws {
    let bitmap = try wide(width).bitmap(dpi: 192, fits: true)
    #expect(bitmap.dpi == dpi)
    #expect((32_000..<32_767).contains(bitmap.width))
    #expect(try wide(width).bitmap(dpi: dpi) == bitmap)
  }

  @Test func whatFitsIsNotShrunk() throws {
    #expect(try pair().bitmap(fits: true) == pair().bitmap())
  }

  /// 32 766 pixels is the most; at one more, cairo would say on standard error that it scales.
  @Test func theLargestPictureIsWhole() async throws {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent]
    ) {
      let graph = GraphDescription(
        name: "g", nodes: [.init(name: "a", attributes: boxes(width: 32_758, height: 10))])
      let width = try graph.bitmap(dpi: 72).width
      precondition(width == 32_766)
      let larger = GraphDescription(
        name: "g", nodes: [.init(name: "a", attributes: boxes(width: 32_759, height: 10))])
      guard
        case .pictureTooLarge? = thrown({ () throws(GraphvizError) in _ = try larger.bitmap(dpi: 72)
        })
      else { fatalError("drawn") }
    }
    #expect(String(decoding: try #require(result).standardErrorContent, as: UTF8.self) == "")
  }

  /// A drawing of many kilometres fits at no resolution that can be drawn.
  @Test func whereNothingFitsNoScaleIsNamed() {
    let error = GraphvizError.pictureTooLarge(width: 9, height: 9, limit: 3, largestDPI: nil)
    #expect(error.description.hasSuffix("must stay below 3: use SVG or PDF."))
  }

  @Test func pdfIsTheSameLater() throws {
    let graph = tree(5)
    let first = try graph.pdf().bytes
    #expect(first.starts(with: "%PDF-".utf8))
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try graph.pdf().bytes == first)
    #expect(first.reversed().starts(with: "%%EOF\n".utf8.reversed()))
  }

  @Test func bitmapIsTheSameTwice() throws {
    let graph = tree(5)
    let first = try graph.bitmap()
    _ = try pair().layout()
    #expect(try graph.bitmap() == first)
  }

  @Test func somethingIsDrawn() throws {
    let empty = pair(
      node: [Attribute("style", .keyword("invis"))], edge: [Attribute("style", .keyword("invis"))])
    let text = pair(node: [Attribute("label", .text("text"))])
    let bitmaps = try [empty, pair(), text].map { try $0.bitmap() }
    #expect(bitmaps[0] != bitmaps[1])
    #expect(bitmaps[1] != bitmaps[2])
  }

  /// A black box on white, of whole pixels: 4 points of padding, then the line, then the inside.
  @Test func pixelsAreWhereTheyShouldBe() throws {
    let graph = GraphDescription(
      name: "g",
      nodes: [
        .init(
          name: "a",
          attributes: boxes(width: 40, height: 20) + [
            Attribute("style", .keyword("filled")), Attribute("fillcolor", .keyword("#123456")),
            Attribute("penwidth", .number(2)),
          ])
      ])
    let bitmap = try graph.bitmap(dpi: 72)
    #expect(bitmap.width == 48)
    #expect(bitmap.height == 28)
    func pixel(_ x: Int, _ y: Int) -> UInt32 { bitmap.pixels[y * bitmap.width + x] }
    #expect(pixel(1, 1) == 0xFFFF_FFFF)
    #expect(pixel(4, 14) == 0xFF00_0000)
    #expect(pixel(24, 14) == 0xFF12_3456)
    #expect(pixel(46, 14) == 0xFFFF_FFFF)
  }

  @Test func whatLetsThroughIsFilledBehind() {
    var bitmap = Bitmap(width: 4, height: 1, pixels: [0, 0xFF01_0203, 0x8080_8080, 0x8000_0040])
    #expect(!bitmap.isOpaque)
    bitmap.fill(behind: 0xFF8000)
    #expect(bitmap.isOpaque)
    // By hand: 127 parts of 255 of the colour behind, and what was there.
    #expect(bitmap.pixels == [0xFFFF_8000, 0xFF01_0203, 0xFFFF_C080, 0xFF7F_4040])
  }
}
