import Testing

@testable import Plots

@Suite struct PlotTickTests {
  /// Worked out by hand.
  @Test(
    arguments: [
      (-5...5, 10, "-5 -4 -3 -2 -1 0 1 2 3 4 5"), (0...1, 5, "0 0.2 0.4 0.6 0.8 1"),
      (0...1, 4, "0 0.5 1"), (-1.12...1.12, 7, "-1 -0.5 0 0.5 1"),
      (0...1e-5, 5, "0 2e-6 4e-6 6e-6 8e-6 1e-5"), (0.15...0.17, 4, "0.15 0.155 0.16 0.165 0.17"),
      (1_000_000...1_000_001, 5, "1000000 1000000.2 1000000.4 1000000.6 1000000.8 1000001"),
      (0...10_000, 5, "0 2000 4000 6000 8000 10000"), (0...1e6, 2, "0 500000 1e+6"),
      (-3e-9...1e-9, 4, "-3e-9 -2e-9 -1e-9 0 1e-9"), (7.1...7.9, 2, "7.5"), (0...7, 1, "0"),
      (-1.7e308...1.7e308, 4, "-1e+308 0 1e+308"),
    ] as [(ClosedRange<Double>, Int, String)])
  func linear(_ range: ClosedRange<Double>, _ intervals: Int, _ texts: String) {
    let ticks = PlotTicks.linear(over: range, intervals: intervals)
    #expect(ticks.map(\.text).joined(separator: " ") == texts)
  }

  /// A bound is marked whichever way its division is rounded.
  ///
  /// 0.07 / 0.01 is a little more than 7, and
  /// 0.3 / 0.1 a little less than 3. What is further out than a millionth of a step is not.
  @Test(
    arguments: [
      (0.07...0.11, 4, "0.07 0.08 0.09 0.1 0.11"), (0...0.3, 3, "0 0.1 0.2 0.3"),
      (1.000_000_9...5, 4, "1 2 3 4 5"), (1.000_001_1...5, 4, "2 3 4 5"),
      (1...4.999_999_1, 4, "1 2 3 4 5"), (1...4.999_998_9, 4, "1 2 3 4"),
    ] as [(ClosedRange<Double>, Int, String)])
  func bounds(_ range: ClosedRange<Double>, _ intervals: Int, _ texts: String) {
    let ticks = PlotTicks.linear(over: range, intervals: intervals)
    #expect(ticks.map(\.text).joined(separator: " ") == texts)
  }

  @Test(
    arguments: [
      (0...3, 10, "0 1 2 3"), (0...1, 8, "0 1"), (0...100, 10, "0 10 20 30 40 50 60 70 80 90 100"),
    ] as [(ClosedRange<Double>, Int, String)])
  func whole(_ range: ClosedRange<Double>, _ intervals: Int, _ texts: String) {
    let ticks = PlotTicks.linear(over: range, intervals: intervals, isWhole: true)
    #expect(ticks.map(\.text).joined(separator: " ") == texts)
  }

  @Test(
    arguments: [
      (0.002...5, 7, "0.01 0.1 1"), (1...100, 7, "1 10 100"), (2...30, 7, "2 5 10 20"),
      (1...99, 7, "1 2 5 10 20 50"), (2...10, 7, "2 5 10"), (2...9.9, 7, "2 4 6 8"),
      (2...8, 7, "2 3 4 5 6 7 8"), (1e-7...1e-4, 7, "1e-7 1e-6 1e-5 0.0001"),
      (1e-6...1e6, 6, "1e-6 0.0001 0.01 1 100 10000 1e+6"),
      (1e-300...1e300, 6, "1e-300 1e-200 1e-100 1 1e+100 1e+200 1e+300"),
    ] as [(ClosedRange<Double>, Int, String)])
  func logarithmic(_ range: ClosedRange<Double>, _ intervals: Int, _ texts: String) {
    let ticks = PlotTicks.logarithmic(over: range, intervals: intervals)
    #expect(ticks.map(\.text).joined(separator: " ") == texts)
  }

  /// Every label reads back as the very number that it marks, the steps are 1, 2 or 5 times a power
  /// of ten, and no finer steps would have done.
  @Test func labelsAreExact() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let scale = Double("1e\(Int.random(in: -30...30, using: &generator))")!
      let start = Double.random(in: -10...10, using: &generator) * scale
      let length = Double.random(in: 1e-5...10, using: &generator) * scale
      let intervals = Int.random(in: 5...10, using: &generator)
      let range = start...start + length
      let ticks = PlotTicks.linear(over: range, intervals: intervals)
      #expect(ticks.count <= intervals + 1)
      #expect(Double(ticks.count) >= Double(intervals) / 2.5 - 1, "\(range)")
      #expect(Set(ticks.map(\.text)).count == ticks.count)
      for tick in ticks {
        #expect(Double(tick.text) == tick.value)
        let slack = 1e-5 * length
        #expect(range.lowerBound - slack <= tick.value && tick.value <= range.upperBound + slack)
      }
    }
  }

  @Test func unnamedLinesOfALogarithmicScale() {
    #expect(PlotTicks.unnamed(over: 0.85...12) == [0.9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    #expect(PlotTicks.unnamed(over: 1...9.99e6).count == 63)
    #expect(PlotTicks.unnamed(over: 1...1e7).isEmpty)
  }
}
