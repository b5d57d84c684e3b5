internal import Diagrams
internal import NeuralNetworks
internal import Plots
internal import Text

extension LinePlot {
  /// One activation with its derivative, and where it saturates; or several activations, and below them
  /// their derivatives.
  static func activations(
    _ activations: [Activation], over range: ClosedRange<Double>
  ) -> LinePlot {
    activations.count == 1
      ? activation(activations[0], over: range) : comparison(of: activations, over: range)
  }

  private static func activation(
    _ activation: Activation, over range: ClosedRange<Double>
  ) -> LinePlot {
    let zones = activation.saturationZones(in: range)
    return LinePlot(
      title: "\(activation.name) and its derivative",
      description: "\(activation.name)(x) and its derivative for x \(words(range)). "
        + activation.saturation(in: range, subject: "It"),
      xAxis: Axis(title: "x", range: range),
      zones: zones.map { Zone($0, label: "saturated: |slope| < 1 % of its greatest") },
      panels: [
        Panel(
          yAxis: Axis(title: ""),
          series: [
            activation.function(over: range, color: firstColor),
            activation.slope(over: range, color: secondColor, style: .dashed),
          ])
      ])
  }

  /// No zones are shaded: those of one would lie over the lines of the others.
  private static func comparison(
    of activations: [Activation], over range: ClosedRange<Double>
  ) -> LinePlot {
    let looks = zip(colors, LineStyle.allCases)
    let functions = zip(activations, looks).map { activation, look in
      activation.function(over: range, color: look.0, style: look.1)
    }
    let slopes = zip(activations, looks).map { activation, look in
      activation.slope(over: range, color: look.0, style: look.1)
    }
    let names = activations.map(\.name).listed
    return LinePlot(
      title: "\(names), and their derivatives",
      description: "\(activations.map { "\($0.name)(x)" }.listed), and below them their "
        + "derivatives, for x \(words(range)). "
        + activations.map { $0.saturation(in: range, subject: $0.name) }.joined(separator: " "),
      xAxis: Axis(title: "x", range: range),
      panels: [
        Panel(
          yAxis: Axis(title: "", range: window(of: functions, activations, over: range)),
          series: functions, height: 240),
        Panel(yAxis: Axis(title: ""), series: slopes, height: 200),
      ])
  }

  /// What is shown along y where some activations are bounded and others are not: the bounded ones, and
  /// of the others as much as half of that beyond each side; `nil` where all is shown.
  ///
  /// All of the others would press the bounded ones flat. They meet at x = 0, and so may be out of sight
  /// where that is.
  private static func window(
    of functions: [Series], _ activations: [Activation], over range: ClosedRange<Double>
  ) -> ClosedRange<Double>? {
    let bounded = zip(functions, activations).filter(\.1.isBounded).map(\.0)
    guard range.contains(0), !bounded.isEmpty, bounded.count < functions.count else { return nil }
    func bounds(_ functions: [Series]) -> (least: Double, greatest: Double) {
      let values = functions.flatMap(\.points).map(\.y)
      return (values.min() ?? 0, values.max() ?? 0)
    }
    let (all, inner) = (bounds(functions), bounds(bounded))
    let beyond = (inner.greatest - inner.least) / 2
    let least = max(all.least, inner.least - beyond)
    let greatest = min(all.greatest, inner.greatest + beyond)
    let room = 0.06 * (greatest - least)
    return least - room...greatest + room
  }

  fileprivate static func words(_ range: ClosedRange<Double>) -> String {
    let numbers = NumberStyle()
    return "from \(numbers.text(range.lowerBound)) to \(numbers.text(range.upperBound))"
  }
}

extension Activation {
  fileprivate func function(
    over range: ClosedRange<Double>, color: Color, style: LinePlot.LineStyle = .solid
  ) -> LinePlot.Series {
    var title = "\(name)(x)"
    if case .leakyReLU(let slope) = self { title += ", slope \(NumberStyle().text(slope))" }
    let points = samples(in: range).map { LinePlot.Point(x: $0, y: value(at: $0)) }
    return LinePlot.Series(name: title, points: points, color: color, style: style)
  }

  fileprivate func slope(
    over range: ClosedRange<Double>, color: Color, style: LinePlot.LineStyle
  ) -> LinePlot.Series {
    let points = samples(in: range).map { LinePlot.Point(x: $0, y: derivative(at: $0)) }
    return LinePlot.Series(
      name: "\(name)′(x)", points: withGapAtKink(points), color: color, style: style)
  }

  /// Every activation is steepest at 0, or as steep as anywhere at one side of it.
  private var greatestSlope: Double {
    [-1, 0, 1].map { derivative(at: $0).magnitude }.max() ?? 1
  }

  private var hasKink: Bool {
    switch self {
    case .relu, .leakyReLU: true
    case .tanh, .sigmoid, .identity: false
    }
  }

  /// Whether the values stay within bounds however great x is.
  fileprivate var isBounded: Bool {
    switch self {
    case .tanh, .sigmoid: true
    case .relu, .leakyReLU, .identity: false
    }
  }

  /// Where to calculate: evenly, and on both sides of 0, where there may be a kink.
  private func samples(in range: ClosedRange<Double>) -> [Double] {
    let count = 400
    let step = (range.upperBound - range.lowerBound) / Double(count)
    var samples = (0..<count).map { range.lowerBound + Double($0) * step } + [range.upperBound]
    if range.contains(0) {
      samples.removeAll { $0.magnitude < step / 1000 && range.lowerBound < $0 }
      samples += [0, Double.leastNormalMagnitude].filter { range.contains($0) }
    }
    return samples.sorted()
  }

  /// The derivative of a kinked activation jumps at 0: a gap, since it takes no value between.
  private func withGapAtKink(_ points: [LinePlot.Point]) -> [LinePlot.Point] {
    guard hasKink, let end = points.lastIndex(where: { $0.x <= 0 }) else { return points }
    return points[...end] + [LinePlot.Point(x: 0, y: .nan)] + points[(end + 1)...]
  }

  /// The parts of a range in which the activation is saturated.
  fileprivate func saturationZones(in range: ClosedRange<Double>) -> [ClosedRange<Double>] {
    saturationZones().map { $0.clamped(to: range) }.filter { $0.lowerBound < $0.upperBound }
  }

  /// A sentence on where the activation is saturated.
  fileprivate func saturation(in range: ClosedRange<Double>, subject: String) -> String {
    let zones = saturationZones(in: range)
    let greatest = NumberStyle().text(greatestSlope)
    if zones.isEmpty {
      return "\(subject) does not saturate here: its derivative is nowhere below 1 % of its "
        + "greatest magnitude, \(greatest)."
    }
    return "\(subject) is saturated, with a derivative below 1 % of its greatest magnitude, "
      + "\(greatest), for x \(zones.map(LinePlot.words).listed)."
  }
}
