import Foundation
import Graphviz
import Testing

@Suite struct PictureTests {
  private func size(_ png: [UInt8]) throws -> (width: Int, height: Int) {
    try #require(png.count > 33)
    #expect(Array(png[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(String(decoding: png[12..<16], as: UTF8.self) == "IHDR")
    let numbers = [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (numbers[0], numbers[1])
  }

  /// Both contexts must set text alike, or the sizes would differ.
  @Test(arguments: [36.0, 72, 96, 150.5, 300])
  func pngHasTheSizeOfTheLayout(dpi: Double) throws {
    var graph = tree(9)
    graph.nodes[3].attributes = [
      Attribute("fixedsize", .keyword("false")), Attribute("label", .text("wide 日本 λ∂ é")),
      Attribute("fontname", .keyword("DejaVu Sans Mono")),
    ]
    let places = try graph.places()
    let (width, height) = try size(graph.picture(as: .png(dpi: dpi)).bytes)
    #expect(abs(Double(width) - (places.width + 8) * dpi / 72) <= 1)
    #expect(abs(Double(height) - (places.height + 8) * dpi / 72) <= 1)
  }

  @Test func paddingCounts() throws {
    let graph = pair(graph: [Attribute("pad", .number(0.5))])
    let places = try graph.places()
    let (width, height) = try size(graph.picture(as: .png(dpi: 72)).bytes)
    #expect(width == Int(places.width) + 72)
    #expect(height == Int(places.height) + 72)
  }

  @Test func tooLargePicturesAreRefused() throws {
    let wide = GraphDescription(
      name: "g", nodes: [.init(name: "a", attributes: boxes(width: 28_800, height: 18))])
    // 28 800 points and 8 of padding, at 96 dots for 72 points.
    let error = thrown { () throws(GraphvizError) in _ = try wide.picture(as: .png()) }
    #expect(
      error == .pictureTooLarge(width: 38_411, height: 35, limit: 32_767, largestDPI: 81))
    #expect(try size(wide.picture(as: .png(dpi: 81)).bytes).width == 32_409)
    #expect(try !wide.picture(as: .pdf).bytes.isEmpty)
    let wider = GraphDescription(
      name: "g", nodes: [.init(name: "a", attributes: boxes(width: 700_000, height: 18))])
    guard
      case .pictureTooLarge(_, _, _, let largest)? = thrown({
        () throws(GraphvizError) in _ = try wider.picture(as: .png())
      })
    else {
      Issue.record("let through")
      return
    }
    #expect(largest == 3.37)
    #expect(try size(wider.picture(as: .png(dpi: largest)).bytes).width <= 32_767)
  }

  @Test func pdfIsTheSameLater() throws {
    let graph = tree(5)
    let first = try graph.picture(as: .pdf).bytes
    #expect(first.starts(with: "%PDF-".utf8))
    Thread.sleep(forTimeInterval: 1.1)
    #expect(try graph.picture(as: .pdf).bytes == first)
    let text = String(decoding: first, as: UTF8.self)
    if text.contains("/CreationDate") { #expect(text.contains("(D:20000101000000Z)")) }
    #expect(text.hasSuffix("%%EOF\n"))
  }

  @Test func pngIsTheSameTwice() throws {
    let graph = tree(5)
    let first = try graph.picture(as: .png()).bytes
    _ = try pair().places()
    #expect(try graph.picture(as: .png()).bytes == first)
  }

  @Test func somethingIsDrawn() throws {
    let empty = pair(
      node: [Attribute("style", .keyword("invis"))], edge: [Attribute("style", .keyword("invis"))])
    let text = pair(node: [Attribute("label", .text("text"))])
    let bytes = try [empty, pair(), text].map { try $0.picture(as: .png()).bytes }
    #expect(bytes[0] != bytes[1])
    #expect(bytes[1] != bytes[2])
  }
}
