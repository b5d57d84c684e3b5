import Autograd
import ComputationGraph
import Diagrams
import Drawings
import Foundation
import TestSupport
import Testing

@testable import Rendering

@Suite struct WorksheetPictureTests {
  private func picture(_ style: DiagramOptions.Style, fontSize: Double? = nil) -> Picture {
    let tape = Tape()
    let x = Value(2, label: "x", on: tape)
    let y = (x * Value(-3, label: "w", on: tape)).tanh() + x
    y.backward()
    let after = GraphSnapshot(root: y)
    var options = DiagramOptions(style: style)
    options.asksForGradients = true
    return Picture(
      of: DiagramBuilder(stages: [after.beforeBackward(), after], options: options).diagrams(),
      on: Canvas(fontSize: fontSize))
  }

  /// Boxes of an SVG, from the upper left corner of the picture.
  private func boxes(of svg: [UInt8]) throws -> [Layout.Box] {
    let structure = try #require(SVGStructure(Data(svg)))
    return try structure.all("rect").filter { $0.classes.contains("answer") }.map { rect in
      func number(_ name: String) throws -> Double { try #require(rect.number(name)) }
      let (width, height) = (try number("width"), try number("height"))
      return Layout.Box(
        center: Layout.Point(
          x: try number("x") + SVGWriter.margin + width / 2,
          y: try number("y") + SVGWriter.margin + height / 2),
        width: width, height: height)
    }
  }

  @Test(arguments: [DiagramOptions.Style.cards, .micrograd, .circuit])
  func solutionsStandInTheBoxes(_ style: DiagramOptions.Style) throws {
    let picture = picture(style)
    let files = try picture.svg()
    let empty = try boxes(of: files[0])
    #expect(empty.count == 5)
    #expect(try boxes(of: files[1]) == empty)
    let large = try boxes(of: self.picture(style, fontSize: 18).svg()[0])
    #expect(large.map(\.width) == empty.map { 1.5 * $0.width })
    #expect(large.map(\.height) == empty.map { 1.5 * $0.height })
    // A solution has the texts of the worksheet, and those in the boxes.
    let texts = try files.map { try #require(SVGStructure(Data($0))).all("text") }
    #expect(texts[1].count == texts[0].count + 5)
    for (box, text) in zip(
      empty, texts[1].filter { text in !texts[0].contains { $0.text == text.text } })
    {
      #expect(abs((text.number("x") ?? 0) + SVGWriter.margin - box.center.x) < 0.01)
      #expect((box.minY...box.maxY).contains((text.number("y") ?? 0) + SVGWriter.margin))
    }
  }

  /// Cairo draws the same boxes: what differs between both pictures stands in them.
  @Test func pixelsDifferInTheBoxesAlone() throws {
    // Neither colours nor a place of its own for the drawing.
    let picture = picture(.micrograd)
    let boxes = try boxes(of: picture.svg()[0])
    let bitmaps = try picture.bitmaps()
    let width = bitmaps[0].width
    #expect(width == bitmaps[1].width && bitmaps[0].height == bitmaps[1].height)
    var found: Set<Int> = []
    for (index, (a, b)) in zip(bitmaps[0].pixels, bitmaps[1].pixels).enumerated() where a != b {
      // A point is a pixel and a third.
      let (x, y) = (Double(index % width) * 0.75, Double(index / width) * 0.75)
      let box = boxes.firstIndex {
        ($0.minX...$0.maxX).contains(x) && ($0.minY...$0.maxY).contains(y)
      }
      found.insert(try #require(box, "\(x), \(y)"))
    }
    #expect(found.count == boxes.count)
    // The upper line of each is drawn in both, and nothing inside of the empty one.
    for box in boxes {
      func pixel(_ x: Double, _ y: Double) -> UInt32 {
        bitmaps[0].pixels[Int((y / 0.75).rounded()) * width + Int((x / 0.75).rounded())]
      }
      let inside = pixel(box.center.x, box.center.y)
      let line = (-2...2).map { pixel(box.center.x, box.minY + 0.75 * Double($0)) }
      #expect(line.contains { $0 != inside })
      #expect(inside == 0xFFFF_FFFF)
    }
  }

  @Test(arguments: [DiagramOptions.Style.cards, .micrograd, .circuit])
  func textsAndGraphsHaveBoxes(_ style: DiagramOptions.Style) throws {
    let picture = picture(style)
    let text = picture.text().map { String(decoding: $0, as: UTF8.self) }
    #expect(text[0].split(separator: "____").count == 6 && !text[1].contains("____"))
    let dot = try picture.dot().map { String(decoding: $0, as: UTF8.self) }
    // A divider is a border of one side.
    let boxes = dot.map { $0.matches(of: #/ BORDER="1" COLOR/#).count }
    #expect(boxes == [5, 5])
  }
}
