internal import Mathematics
internal import Text

/// A number that is marked on an axis.
struct PlotTick: Equatable {
  let value: Double
  let text: String
}

/// Which numbers an axis marks.
///
/// Ticks are read from decimal text ("3e-1") and not added up, so that they are the nearest numbers
/// to what their labels say.
enum PlotTicks {
  /// Multiples of 1, 2 or 5 times a power of ten: the smallest step that makes no more than a number of
  /// intervals.
  static func linear(
    over range: ClosedRange<Double>, intervals: Int, isWhole: Bool = false
  ) -> [PlotTick] {
    let count = Double(intervals)
    // Divided first, since the difference may be greater than every number.
    var least = (range.upperBound / count - range.lowerBound / count) * (1 - 1e-9)
    if isWhole { least = Swift.max(least, 1) }
    guard least > 0, let exponent = Logarithm.exponent(of: least) else { return [] }
    let steps = [(1, exponent), (2, exponent), (5, exponent), (1, exponent + 1)]
    let (factor, power) = steps.first { number($0, exponent: $1) >= least } ?? (2, exponent + 1)
    let step = number(factor, exponent: power)
    // A bound that is a multiple counts, whichever way its division was rounded.
    let first = Int((range.lowerBound / step - 1e-6).rounded(.up))
    let last = Int((range.upperBound / step + 1e-6).rounded(.down))
    if first > last { return [] }
    let digits = Swift.max(String(first * factor).count, String(last * factor).count)
    let style = NumberStyle(digits: Swift.min(Swift.max(digits, 4), 17))
    return (first...last).map { index in
      let value = number(index * factor, exponent: power)
      return PlotTick(value: value, text: style.text(value))
    }
  }

  /// Powers of ten, all or every nth; over less than two of them also 2 and 5 times; over less
  /// than that, linear ones.
  static func logarithmic(over range: ClosedRange<Double>, intervals: Int) -> [PlotTick] {
    let lower = LibM.log10(range.lowerBound)
    let upper = LibM.log10(range.upperBound)
    let first = Int((lower - 1e-9).rounded(.up))
    let last = Int((upper + 1e-9).rounded(.down))
    if last - first >= 2 {
      let strides = [1, 2, 5, 10, 20, 50, 100, 200]
      let stride = strides.first { (last - first) / $0 <= intervals } ?? 500
      return (first...last).filter { $0.isMultiple(of: stride) }.map { tick(1, exponent: $0) }
    }
    let ticks = (first - 1...Swift.max(last, first)).flatMap { exponent in
      [1, 2, 5].map { tick($0, exponent: exponent) }
    }.filter { range.contains($0.value) }
    return ticks.count >= 3 ? ticks : linear(over: range, intervals: intervals)
  }

  /// Powers of ten and 2, 3, … 9 times each, whose lines show a scale to be logarithmic; none where
  /// there would be too many to tell apart.
  static func unnamed(over range: ClosedRange<Double>) -> [Double] {
    let first = Int(LibM.log10(range.lowerBound).rounded(.down))
    let last = Int(LibM.log10(range.upperBound).rounded(.down))
    if last - first > 6 { return [] }
    return (first...last).flatMap { exponent in
      (1...9).map { number($0, exponent: exponent) }
    }.filter(range.contains)
  }

  private static func tick(_ factor: Int, exponent: Int) -> PlotTick {
    let value = number(factor, exponent: exponent)
    return PlotTick(value: value, text: NumberStyle().text(value))
  }

  /// The number nearest to a multiple of a power of ten.
  private static func number(_ factor: Int, exponent: Int) -> Double {
    Double("\(factor)e\(exponent)") ?? 0
  }
}
