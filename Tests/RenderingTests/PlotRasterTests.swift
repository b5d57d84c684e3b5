import Diagrams
import Foundation
import Plots
import TestSupport
import Testing

@testable import Rendering

/// Plots as cairo draws them.
@Suite struct PlotRasterTests {
  /// A level line in the middle, of more points than are marked.
  private static func level(_ range: ClosedRange<Double>) -> [(Double, Double)] {
    (0...30).map {
      let part = Double($0) / 30
      return (range.lowerBound * (1 - part) + range.upperBound * part, 0.5)
    }
  }

  /// A line over x from 0 to 10 and y from 0 to 1.
  private static func plot(
    _ points: [(Double, Double)], _ style: LinePlot.LineStyle = .solid
  ) -> LinePlot {
    LinePlot(
      title: "", description: "A line.", xAxis: LinePlot.Axis(title: "", range: 0...10),
      panels: [
        LinePlot.Panel(
          yAxis: LinePlot.Axis(title: "", range: 0...1),
          series: [
            LinePlot.Series(
              name: "s", points: points.map { LinePlot.Point(x: $0, y: $1) },
              color: LinePlot.firstColor, style: style)
          ], hasLegend: false)
      ])
  }

  /// The pixels of a plot's area that have the colour of its line, where a pixel is a quarter of a point.
  private struct Ink {
    let area: CGRect
    private let png: DecodedPNG

    init(_ plot: LinePlot) throws {
      let svg = try #require(SVGStructure(Data(plot.svg())))
      let rect = try #require(svg.all("rect").first { $0.classes == ["area"] })
      area = CGRect(
        x: rect.number("x")!, y: rect.number("y")!, width: rect.number("width")!,
        height: rect.number("height")!)
      png = try DecodedPNG(try plot.png(raster: RasterOptions(scale: 3)))
    }

    private func isInked(_ column: Int, _ row: Int) -> Bool {
      png.pixels[row * png.width + column] == LinePlot.firstColor.number << 8 | 255
    }

    /// The middle of the ink above and below a point of the area, in points.
    func middle(at x: Double) throws -> Double {
      let rows = (0..<png.height).filter { isInked(Int(x * 4), $0) }
      try #require(!rows.isEmpty, "no line at \(x)")
      return Double(rows.reduce(0, +)) / Double(rows.count) / 4 + 0.125
    }

    /// From where to where there is ink at a height, in points from the left side of the area.
    func runs(at y: Double) -> [ClosedRange<Double>] {
      var runs: [ClosedRange<Double>] = []
      var start: Int?
      for column in 0..<png.width {
        if isInked(column, Int(y * 4)) {
          start = start ?? column
        } else if let first = start {
          runs.append(Double(first) / 4 - area.minX...Double(column) / 4 - area.minX)
          start = nil
        }
      }
      return runs
    }
  }

  @Test func aCurveIsWhereItShouldBe() throws {
    func f(_ x: Double) -> Double { 0.5 + 0.4 * sin(x) }
    let ink = try Ink(
      PlotRasterTests.plot(
        stride(from: 0, through: 10, by: 0.01).map { ($0, f($0)) }))
    for x in stride(from: 0.5, through: 9.5, by: 0.25) {
      let middle = try ink.middle(at: ink.area.minX + x / 10 * ink.area.width)
      #expect(abs(middle - (ink.area.maxY - f(x) * ink.area.height)) < 0.5, "at \(x)")
    }
  }

  /// A gap is as wide as the points that are missing, and what is outside is not drawn.
  @Test func gapsAndCuts() throws {
    let ink = try Ink(
      PlotRasterTests.plot(
        PlotRasterTests.level(-5...2) + [(4, .nan)] + PlotRasterTests.level(6...99)))
    let runs = ink.runs(at: ink.area.midY)
    let unit = ink.area.width / 10
    try #require(runs.count == 2)
    #expect(abs(runs[0].upperBound - 2 * unit) < 0.5 && abs(runs[1].lowerBound - 6 * unit) < 0.5)
    #expect(runs[0].lowerBound > -1 && runs[1].upperBound < ink.area.width + 1)
  }

  /// The strokes of each pattern, as an SVG has them: round ends reach one point into the gaps.
  @Test(arguments: [
    (LinePlot.LineStyle.dashed, [7.0, 5]), (.dotted, [0.1, 4.5]),
    (.dashDotted, [9, 4.5, 0.1, 4.5]),
    (.longDashed, [16, 5]),
  ])
  func patterns(_ style: LinePlot.LineStyle, _ dashes: [Double]) throws {
    let plot = PlotRasterTests.plot(PlotRasterTests.level(1...9), style)
    let ink = try Ink(plot)
    let unit = ink.area.width / 10
    var expected: [ClosedRange<Double>] = []
    var (place, part) = (unit, 0)
    while place < 9 * unit {
      if part.isMultiple(of: 2) {
        expected.append(place - 1...min(place + dashes[part % dashes.count], 9 * unit) + 1)
      }
      place += dashes[part % dashes.count]
      part += 1
    }
    let found = ink.runs(at: ink.area.midY)
    #expect(abs(found.count - expected.count) <= 1)
    // The first stroke and the last have no round end.
    for (run, stroke) in zip(found, expected).dropFirst().dropLast(2) {
      #expect(abs(run.lowerBound - stroke.lowerBound) <= 0.5, "\(run) \(stroke)")
      #expect(abs(run.upperBound - stroke.upperBound) <= 0.5, "\(run) \(stroke)")
    }
    // The same pattern in an SVG.
    let text = String(decoding: plot.svg(), as: UTF8.self)
    let words = dashes.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    #expect(text.contains("stroke-dasharray=\"\(words.joined(separator: " "))\""))
  }

  @Test func aLonePointIsADot() throws {
    let plot = PlotRasterTests.plot([(5, 0.5)])
    let runs = try Ink(plot).runs(at: try Ink(plot).area.midY)
    // A marker of radius 3, since there are few points.
    #expect(runs.count == 1 && abs(runs[0].upperBound - runs[0].lowerBound - 6) <= 0.75)
  }

  @Test(arguments: [0.5, 1, 2, 3]) func pngHasTheSizeOfTheDrawing(scale: Double) throws {
    let plot = PlotRasterTests.plot([(0, 0), (10, 1)])
    let root = try #require(SVGStructure(Data(plot.svg()))?.all("svg").first)
    let header = try #require(
      PNGHeader(Data(try plot.png(raster: RasterOptions(scale: scale)))))
    #expect(abs(Double(header.width) - root.number("width")! * scale * 4 / 3) <= 1)
    #expect(abs(Double(header.height) - root.number("height")! * scale * 4 / 3) <= 1)
  }

  @Test(arguments: [Theme.light, .dark]) func sameInputSameBytes(_ theme: Theme) throws {
    let plot = LinePlot.lossCurve(of: [3, 2, 1, .nan, 0.5])
    let (png, pdf) = (try plot.png(theme: theme), try plot.pdf(theme: theme))
    #expect(try png == plot.png(theme: theme) && pdf == plot.pdf(theme: theme))
    #expect(pdf.starts(with: Array("%PDF".utf8)))
    let picture = try DecodedPNG(png)
    let background = theme.background.number << 8 | 255
    for corner in [0, picture.width - 1, picture.pixels.count - 1] {
      #expect(picture.pixels[corner] == background)
    }
    #expect(SourceMark(in: png) != SourceMark(in: try plot.png(theme: .print)))
  }

  /// Nothing that can be given is refused, or warned of.
  @Test(arguments: ["", "\u{200B}", "a\nb", "<b>&amp;", "日本 λ 😀", "\u{0}\u{1}", "\\N \"'"])
  func anyTextIsDrawn(_ words: String) throws {
    var plot = PlotRasterTests.plot([(0, 0), (10, 1)])
    plot.title = words
    plot.xAxis.title = words
    plot.zones = [LinePlot.Zone(0...5, label: words)]
    plot.panels[0].yAxis.title = words
    plot.panels[0].series[0].name = words
    plot.panels[0].hasLegend = true
    var warnings: [String] = []
    _ = try plot.png { warnings.append($0) }
    _ = try plot.pdf { warnings.append($0) }
    #expect(warnings.isEmpty)
  }

  @Test func anEmptyPlotIsDrawn() throws {
    let plot = LinePlot(
      title: "", description: "", xAxis: LinePlot.Axis(title: ""), panels: [])
    #expect(try PNGHeader(Data(plot.png())) != nil)
    #expect(try !PlotRasterTests.plot([]).pdf().isEmpty)
  }
}
