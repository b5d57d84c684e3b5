internal import Mathematics
internal import Text

/// An axis whose range is known: from numbers to parts of its length.
struct PlotAxis {
  let scale: LinePlot.Scale
  let range: ClosedRange<Double>
  private let lower: Double
  private let span: Double

  /// The axis for some numbers.
  ///
  /// - Parameters:
  ///   - axis: What is asked for.
  ///   - values: The numbers to show; those that the scale cannot show are skipped.
  ///   - padding: The part of the range that stays free at both ends, where it was not asked for.
  init(_ axis: LinePlot.Axis, values: some Sequence<Double>, padding: Double) {
    scale = axis.scale
    if let range = axis.range, PlotAxis.canShow(range, on: scale) {
      self.range = range
    } else {
      range = PlotAxis.range(of: values, on: scale, padding: padding)
    }
    lower = PlotAxis.transformed(range.lowerBound, scale)
    span = PlotAxis.transformed(range.upperBound, scale) - lower
  }

  /// Where a number is: 0 at the start of the axis, 1 at its end; `nil` where it cannot be shown.
  func position(of value: Double) -> Double? {
    guard value.isFinite, scale == .linear || value > 0 else { return nil }
    return (PlotAxis.transformed(value, scale) - lower) / span
  }

  /// The numbers to mark, in at most a number of intervals.
  func ticks(intervals: Int, isWhole: Bool) -> [PlotTick] {
    let ticks =
      switch scale {
      case .linear: PlotTicks.linear(over: range, intervals: intervals, isWhole: isWhole)
      case .logarithmic: PlotTicks.logarithmic(over: range, intervals: intervals)
      }
    return ticks.filter { range.contains($0.value) }
  }

  /// Numbers on a logarithmic axis that are marked without a name.
  func unnamedTicks(beside ticks: [PlotTick]) -> [Double] {
    if scale == .linear { return [] }
    return PlotTicks.unnamed(over: range).filter { value in
      !ticks.contains { $0.value == value }
    }
  }

  /// A number as the axis measures it; a quarter, so that no difference is infinite.
  private static func transformed(_ value: Double, _ scale: LinePlot.Scale) -> Double {
    scale == .linear ? value / 4 : LibM.log10(value)
  }

  private static func canShow(_ range: ClosedRange<Double>, on scale: LinePlot.Scale) -> Bool {
    range.lowerBound.isFinite && range.upperBound.isFinite && !isFlat(range)
      && (scale == .linear || range.lowerBound > 0)
  }

  /// Whether a range is so narrow beside its numbers that their labels would be all digits.
  private static func isFlat(_ range: ClosedRange<Double>) -> Bool {
    let magnitude = Swift.max(range.lowerBound.magnitude, range.upperBound.magnitude)
    return range.upperBound - range.lowerBound <= Swift.max(1e-9 * magnitude, 1e-300)
  }

  /// A range with room for all numbers, and around a line that is flat.
  private static func range(
    of values: some Sequence<Double>, on scale: LinePlot.Scale, padding: Double
  ) -> ClosedRange<Double> {
    var least = Double.infinity
    var greatest = -Double.infinity
    for value in values where value.isFinite && (scale == .linear || value > 0) {
      least = Swift.min(least, value)
      greatest = Swift.max(greatest, value)
    }
    guard least <= greatest else { return scale == .linear ? 0...1 : 1...10 }
    switch scale {
    case .linear:
      if isFlat(least...greatest) {
        let room = greatest.magnitude <= 1e-300 ? 1 : greatest.magnitude / 2
        return finite(least - room)...finite(greatest + room)
      }
      // Multiplied first, since the difference may be greater than every number.
      let room = greatest * padding - least * padding
      return finite(least - room)...finite(greatest + room)
    case .logarithmic:
      let (start, end) = (LibM.log10(least), LibM.log10(greatest))
      let room = isFlat(least...greatest) ? 0.5 : (end - start) * padding
      return Logarithm.power(start - room)...Logarithm.power(end + room)
    }
  }

  private static func finite(_ value: Double) -> Double {
    let most = Double.greatestFiniteMagnitude
    return Swift.min(Swift.max(value, -most), most)
  }
}

/// Decimal logarithms and back.
enum Logarithm {
  /// Ten to a power, as a positive finite number.
  static func power(_ exponent: Double) -> Double {
    Swift.min(Swift.max(LibM.pow(10, exponent), 1e-300), .greatestFiniteMagnitude)
  }

  /// The power of ten of the first digit; `nil` where the number has none.
  static func exponent(of value: Double) -> Int? {
    let logarithm = LibM.log10(value)
    return logarithm.isFinite ? Int(logarithm.rounded(.down)) : nil
  }
}

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
    // A bound that is a multiple counts, however its division was rounded.
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
