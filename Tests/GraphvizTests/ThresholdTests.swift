import Drawings
import Testing

@testable import Graphviz

/// What Graphviz can handle, on both sides of each limit and close to it.
@Suite struct ThresholdTests {
  @Test(arguments: [
    ("minlen", 0.0, true), ("minlen", -0.01, false), ("minlen", 1000, true),
    ("minlen", 1000.5, false), ("fontsize", 1, true), ("fontsize", 0.99, false),
    ("fontsize", 500, true), ("fontsize", 500.5, false), ("weight", 10_000, true),
    ("weight", 10_000.5, false), ("unknown", 1_000_000, true), ("unknown", 1_000_000.5, false),
    ("unknown", -1_000_000, true), ("unknown", -1_000_000.5, false),
  ])
  func numbers(name: String, number: Double, isTaken: Bool) {
    let error = thrown { () throws(GraphvizError) in
      _ = try AttributeRules.encode(Attribute(name, .number(number)))
    }
    #expect((error == nil) == isTaken)
  }

  @Test func resolutions() {
    for (dpi, isTaken) in [(1.0, true), (0.99, false), (1200, true), (1200.5, false)] {
      let error = thrown { () throws(GraphvizError) in
        try AttributeRules.check(dpi, "dpi", PixelSize.allowedDPI)
      }
      #expect((error == nil) == isTaken)
    }
  }

  @Test func wordsHaveLessThan900Bytes() {
    #expect(AttributeRules.isKeyword(String(repeating: "x", count: 899)))
    #expect(!AttributeRules.isKeyword(String(repeating: "x", count: 900)))
    #expect(AttributeRules.isKeyword(" ~"))
    #expect(!AttributeRules.isKeyword("\u{1F}") && !AttributeRules.isKeyword("\u{7F}"))
  }

  @Test func labelsHaveLessThan10000Lines() {
    for (breaks, isTaken) in [(9_998, true), (9_999, false)] {
      for label in [
        AttributeValue.text(String(repeating: "\n", count: breaks)),
        .html(String(repeating: "<BR/>", count: breaks)),
      ] {
        let error = thrown { () throws(GraphvizError) in
          _ = try AttributeRules.encode(Attribute("label", label))
        }
        let refusal = GraphvizError.tooManyLines(attribute: "label", breaks + 1, limit: 9_999)
        #expect(error == (isTaken ? nil : refusal))
      }
    }
  }

  @Test func cellsSpan1To100() {
    for (span, isTaken) in [(0, false), (1, true), (100, true), (101, false)] {
      let error = thrown { () throws(GraphvizError) in
        try MarkupRules.check("<TD COLSPAN=\"\(span)\">", of: "label")
      }
      #expect((error == nil) == isTaken)
    }
  }

  @Test func graphsHaveAtMost32000Ranks() {
    for (edges, isTaken) in [(32_000, true), (32_001, false)] {
      let chain = GraphDescription(
        name: "g", nodes: (0...edges).map { .init(name: "n\($0)") },
        edges: (0..<edges).map { .init(tail: $0, head: $0 + 1) })
      let error = thrown { () throws(GraphvizError) in try DepthRule.check(chain) }
      #expect((error == nil) == isTaken)
    }
  }

  /// 2 GB in all, or 32 766 pixels along a side.
  @Test(arguments: [
    (16_384.0, 16_384.0, true), (16_385, 16_384, false), (32_766, 8_192, true),
    (32_767, 1, false), (1, 32_766, true), (1, 32_767, false),
  ])
  func pixels(width: Double, height: Double, isTaken: Bool) {
    let size = PixelSize(Layout.Point(x: width, y: height), padding: 0, dpi: 72)
    #expect((thrown { () throws(GraphvizError) in try size.check() } == nil) == isTaken)
    let fitted = size.fitted()
    #expect((fitted.dpi == 72) == isTaken)
    #expect(thrown { () throws(GraphvizError) in try fitted.check() } == nil)
  }

  @Test func aPictureMayBeOnePixelOff() {
    let size = PixelSize(Layout.Point(x: 10, y: 10), padding: 0, dpi: 72)
    for (width, height, isTaken) in [
      (11, 9, true), (9, 11, true), (12, 10, false), (10, 8, false),
    ] {
      let bitmap = Bitmap(
        width: width, height: height, pixels: Array(repeating: 0, count: width * height))
      let error = thrown { () throws(GraphvizError) in try size.verify(bitmap) }
      #expect((error == nil) == isTaken)
    }
  }
}
