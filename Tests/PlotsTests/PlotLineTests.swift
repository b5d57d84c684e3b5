import Drawings
import NeuralNetworks
import Testing

@testable import Plots

@Suite struct PlotLineTests {
  typealias Point = Layout.Point

  static let area = PlotArea(left: 0, right: 100, top: 0, bottom: 100)

  /// A line over x from 0 to 1 and y from 0 to 1, upwards.
  private static func line(_ points: [(Double, Double)], _ scale: LinePlot.Scale = .linear)
    -> PlotLine
  {
    let x = PlotAxis(LinePlot.Axis(title: "", range: 0...1), values: [], padding: 0)
    let y = PlotAxis(
      LinePlot.Axis(title: "", scale: scale, range: scale == .linear ? 0...1 : 0.01...1),
      values: [], padding: 0)
    let series = LinePlot.Series(
      name: "s", points: points.map { LinePlot.Point(x: $0, y: $1) }, color: LinePlot.firstColor)
    return PlotLine(series, x: x, y: y, in: area)
  }

  @Test func pointsGrowUpwards() {
    let line = PlotLineTests.line([(0, 0), (0.25, 1), (1, 0.5)])
    #expect(line.pieces == [[Point(x: 0, y: 100), Point(x: 25, y: 0), Point(x: 100, y: 50)]])
    #expect(line.markers == line.pieces[0])
    let decades = PlotLineTests.line([(0, 0.01), (0.5, 0.1), (1, 1)], .logarithmic)
    #expect(decades.pieces == [[Point(x: 0, y: 100), Point(x: 50, y: 50), Point(x: 100, y: 0)]])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func gaps(_ hole: Double) {
    let line = PlotLineTests.line([
      (0, 0.5), (0.1, hole), (0.2, 0.5), (0.3, 0.5), (hole, 0.5), (0.5, 0.5),
    ])
    #expect(line.pieces.map(\.count) == [1, 2, 1])
    #expect(line.markers.count == 4)
    #expect(PlotLineTests.line([(0, hole)]).pieces.isEmpty)
  }

  @Test func aLogarithmicAxisCannotShowZero() {
    let line = PlotLineTests.line([(0, 0.1), (0.5, 0), (0.7, -1), (1, 0.1)], .logarithmic)
    #expect(line.pieces.map(\.count) == [1, 1])
  }

  @Test func aLineThatLeavesComesBackAsAnotherPiece() {
    let line = PlotLineTests.line([(0, 0.5), (0.2, 1.5), (0.4, 0.5), (0.6, 0.5), (0.8, -0.5)])
    #expect(
      line.pieces == [
        [Point(x: 0, y: 50), Point(x: 10, y: 0)],
        [Point(x: 30, y: 0), Point(x: 40, y: 50), Point(x: 60, y: 50), Point(x: 70, y: 100)],
      ])
    #expect(line.markers.count == 3)
    #expect(PlotLineTests.line([(0, 2), (1, 3)]).pieces.isEmpty)
    #expect(PlotLineTests.line([(0.5, 2)]).pieces.isEmpty)
    // So far out that the difference is infinite: straight through.
    let steep = PlotLineTests.line([(0.5, -1e308), (0.5, 1e308)])
    #expect(steep.pieces == [[Point(x: 50, y: 100), Point(x: 50, y: 0)]])
  }

  /// Against walking along the segment in small steps.
  @Test func clippingKeepsWhatIsInside() {
    var generator = SeededGenerator(seed: 5)
    func random() -> Point {
      Point(
        x: .random(in: -100...200, using: &generator),
        y: .random(in: -100...200, using: &generator))
    }
    var hits = 0
    for _ in 0..<500 {
      let (start, end) = (random(), random())
      let inside = (0...3000).map { step in
        let part = Double(step) / 3000
        return Point(
          x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y))
      }.filter { (0...100).contains($0.x) && (0...100).contains($0.y) }
      let pieces = PlotLine.clipped([start, end], to: PlotLineTests.area)
      guard let first = inside.first, let last = inside.last else { continue }
      hits += 1
      #expect(pieces.count == 1 && pieces[0].count == 2)
      for (found, expected) in [(pieces[0][0], first), (pieces[0][1], last)] {
        #expect((0...100).contains(found.x) && (0...100).contains(found.y))
        #expect(abs(found.x - expected.x) < 0.15 && abs(found.y - expected.y) < 0.15)
      }
    }
    #expect(hits > 100)
  }

  /// In every column of pixels, the lowest and the highest point of many stay.
  @Test func thinningKeepsExtremes() {
    var generator = SeededGenerator(seed: 3)
    let points = (0..<100_000).map { index in
      (Double(index) / 99_999, Double.random(in: 0...1, using: &generator))
    }
    let line = PlotLineTests.line(points)
    #expect(line.pieces.count == 1)
    #expect(line.pieces[0].count <= 4 * 101)
    #expect(line.markers.isEmpty)
    var given: [Int: ClosedRange<Double>] = [:]
    var drawn: [Int: ClosedRange<Double>] = [:]
    func add(_ point: Point, to columns: inout [Int: ClosedRange<Double>]) {
      let old = columns[Int(point.x)] ?? point.y...point.y
      columns[Int(point.x)] = min(old.lowerBound, point.y)...max(old.upperBound, point.y)
    }
    for (x, y) in points { add(Point(x: x * 100, y: 100 - y * 100), to: &given) }
    for point in line.pieces[0] { add(point, to: &drawn) }
    #expect(given == drawn)
    #expect(line.pieces[0].map(\.x) == line.pieces[0].map(\.x).sorted())
    #expect(line.pieces[0].first?.x == 0 && line.pieces[0].last?.x == 100)
  }

  @Test func atMost25PointsAreMarked() {
    for (count, markers) in [(25, 25), (26, 0)] {
      let points = (0..<count).map { (Double($0) / Double(count), 0.5) }
      #expect(PlotLineTests.line(points).markers.count == markers)
    }
  }

  /// Gaps of less than a pixel are drawn over where there are more than four points for each pixel.
  @Test func gapsStayWhereThereAreFewPoints() {
    for (count, pieces) in [(400, 120...140), (401, 1...110)] {
      let line = PlotLineTests.line(
        (0..<count).map { (Double($0) / 400, $0.isMultiple(of: 3) ? .nan : 0.5) })
      #expect(pieces.contains(line.pieces.count), "\(line.pieces.count) of \(count)")
    }
  }

  /// A range that is too narrow for its labels is not taken, and a line that is as flat gets room.
  @Test func flatRanges() {
    func axis(_ range: ClosedRange<Double>?, _ values: [Double]) -> ClosedRange<Double> {
      PlotAxis(LinePlot.Axis(title: "", range: range), values: values, padding: 0).range
    }
    #expect(axis(1...1 + 0.9e-9, [5, 6]) == 5...6)
    #expect(axis(1...1 + 1.1e-9, [5, 6]) == 1...1 + 1.1e-9)
    #expect(abs(axis(nil, [1, 1 + 0.9e-9]).lowerBound - 0.5) < 1e-8)
    #expect(axis(nil, [1, 1 + 1.1e-9]) == 1...1 + 1.1e-9)
  }

  @Test func manyGapsWithinAPixelAreNone() {
    let points = (0..<100_000).map { index in
      (Double(index) / 99_999, index.isMultiple(of: 3) ? Double.nan : 0.5)
    }
    let line = PlotLineTests.line(points)
    #expect(line.pieces.joined().count <= 4 * 101)
    // A gap that is wider than a pixel stays.
    let holed = points.map { ($0, (0.4...0.45).contains($0) ? .nan : $1) }
    let pieces = PlotLineTests.line(holed).pieces
    #expect(pieces.contains { $0.last.map { (39...40).contains($0.x) } ?? false })
    #expect(!pieces.joined().contains { (40.1...44.9).contains($0.x) })
  }
}
