/// How numbers are spread, as a few bars.
enum Histogram {
  /// The height of the row that the bars stand in, in points.
  static let rowHeight = 26
  /// The height of the highest bar, in points.
  private static let highest = 20.0
  private static let barCount = 16
  /// Fewer numbers say more than bars.
  private static let fewest = 12

  /// The heights of the bars in points, from the least number to the greatest; `nil` where there
  /// are too few to be spread, or all are the same.
  static func bars(of values: [Double]) -> [Int]? {
    let values = values.filter(\.isFinite)
    guard values.count >= fewest, let low = values.min(), let high = values.max(), low < high,
      (high - low).isFinite
    else { return nil }
    var counts = [Int](repeating: 0, count: barCount)
    for value in values {
      counts[min(barCount - 1, Int((value - low) / (high - low) * Double(barCount)))] += 1
    }
    let most = Double(counts.max() ?? 1)
    // What is there at all is seen.
    return counts.map { $0 == 0 ? 0 : max(1, Int((Double($0) / most * highest).rounded())) }
  }
}
