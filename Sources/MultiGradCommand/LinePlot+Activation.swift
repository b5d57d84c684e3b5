internal import Diagrams
internal import NeuralNetworks
internal import Plots
internal import Text

extension LinePlot {
  /// An activation and its derivative.
  static func activation(
    _ activation: Activation, over range: ClosedRange<Double>
  ) -> LinePlot {
    let name = activation.name
    var function = "\(name)(x)"
    if case .leakyReLU(let slope) = activation {
      function += ", slope \(NumberStyle().text(slope))"
    }
    let samples = activation.samples(in: range)
    let zones = activation.saturationZones(in: range)
    let values = samples.map { Point(x: $0, y: activation.value(at: $0)) }
    let slopes = samples.map { Point(x: $0, y: activation.derivative(at: $0)) }
    return LinePlot(
      title: "\(name) and its derivative",
      description: activation.description(over: range, zones: zones),
      xAxis: Axis(title: "x", range: range),
      zones: zones.map { Zone($0, label: "saturated: |slope| < 1 % of its greatest") },
      panels: [
        Panel(
          yAxis: Axis(title: ""),
          series: [
            Series(name: function, points: values, color: firstColor),
            Series(
              name: "\(name)′(x)", points: activation.withGapAtKink(slopes), color: secondColor,
              style: .dashed),
          ])
      ])
  }
}

extension Activation {
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

  /// Where to calculate: evenly, and on both sides of 0, where there may be a kink.
  fileprivate func samples(in range: ClosedRange<Double>) -> [Double] {
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
  fileprivate func withGapAtKink(_ points: [LinePlot.Point]) -> [LinePlot.Point] {
    guard hasKink, let end = points.lastIndex(where: { $0.x <= 0 }) else { return points }
    return points[...end] + [LinePlot.Point(x: 0, y: .nan)] + points[(end + 1)...]
  }

  /// The parts of a range in which the activation is saturated.
  fileprivate func saturationZones(in range: ClosedRange<Double>) -> [ClosedRange<Double>] {
    saturationZones().map { $0.clamped(to: range) }.filter { $0.lowerBound < $0.upperBound }
  }

  fileprivate func description(
    over range: ClosedRange<Double>, zones: [ClosedRange<Double>]
  ) -> String {
    let numbers = NumberStyle()
    func words(_ range: ClosedRange<Double>) -> String {
      "from \(numbers.text(range.lowerBound)) to \(numbers.text(range.upperBound))"
    }
    let saturation =
      zones.isEmpty
      ? "It does not saturate here: its derivative is nowhere below 1 % of its greatest magnitude, "
        + "\(numbers.text(greatestSlope))."
      : "It is saturated, with a derivative below 1 % of its greatest magnitude, "
        + "\(numbers.text(greatestSlope)), for x \(zones.map(words).joined(separator: " and "))."
    return "\(name)(x) and its derivative for x \(words(range)). \(saturation)"
  }
}
