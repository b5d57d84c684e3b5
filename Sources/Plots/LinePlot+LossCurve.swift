internal import Text

extension LinePlot {
  /// How well a model did on some rows while it was trained.
  public struct Progress: Sendable, Equatable {
    /// After how many steps each of the following was measured, in ascending order.
    public var steps: [Int]
    /// The losses; one that is not finite is a gap.
    public var losses: [Double]
    /// The parts of the rows that were classified rightly, from 0 to 1; empty where that has no meaning.
    public var accuracies: [Double]

    /// Creates a history of measurements.
    public init(steps: [Int], losses: [Double], accuracies: [Double] = []) {
      self.steps = steps
      self.losses = losses
      self.accuracies = accuracies
    }
  }

  /// The loss over the steps of a training, as ``lossCurve(of:test:unit:title:)`` draws it.
  ///
  /// - Parameters:
  ///   - losses: The loss before the first step, after it, after the second, and so on.
  ///   - unit: What is counted: "step", or "epoch".
  ///   - title: Over the picture.
  public static func lossCurve(
    of losses: [Double], unit: String = "step", title: String = "Loss while training"
  ) -> LinePlot {
    lossCurve(
      of: Progress(steps: Array(losses.indices), losses: losses), unit: unit, title: title)
  }

  /// The loss over the steps of a training, and below it the accuracy where there is one.
  ///
  /// The loss axis is logarithmic where the losses span more than two decades and all that are
  /// finite are positive, which cannot show a loss of 0.
  ///
  /// - Parameters:
  ///   - train: What was measured on the rows that the model was trained on.
  ///   - test: The same of the rows that were held out; `nil` where there are none.
  ///   - unit: What is counted: "step", or "epoch".
  ///   - title: Over the picture.
  public static func lossCurve(
    of train: Progress, test: Progress? = nil, unit: String = "step",
    title: String = "Loss while training"
  ) -> LinePlot {
    let all = [train] + (test.map { [$0] } ?? [])
    let finite = all.flatMap(\.losses).filter(\.isFinite)
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 0)
    let isLogarithmic = least > 0 && greatest / least > 100
    let hasAccuracies = all.contains { !$0.accuracies.isEmpty }
    let lossPanel = Panel(
      yAxis: isLogarithmic
        ? Axis(title: "loss (log scale)", scale: .logarithmic) : Axis(title: "loss"),
      series: series(of: all) { $0.losses }, hasLegend: test != nil,
      height: hasAccuracies ? 220 : 300)
    return LinePlot(
      title: title, description: description(of: train, test: test, unit: unit),
      xAxis: Axis(
        title: unit, range: 0...Double(Swift.max(all.compactMap(\.steps.last).max() ?? 0, 1)),
        isWhole: true),
      panels: [lossPanel] + (hasAccuracies ? [accuracyPanel(of: all)] : []))
  }

  /// A line for each history, over its steps.
  private static func series(
    of histories: [Progress], _ values: (Progress) -> [Double]
  ) -> [Series] {
    let looks = [("train", firstColor, LineStyle.solid), ("test", secondColor, .dashed)]
    return zip(histories, looks).map { history, look in
      let points = zip(history.steps, values(history)).map { Point(x: Double($0), y: $1) }
      return Series(name: look.0, points: points, color: look.1, style: look.2)
    }
  }

  private static func accuracyPanel(of histories: [Progress]) -> Panel {
    let all = histories.flatMap(\.accuracies).filter(\.isFinite)
    // What is no better than tossing a coin should look like it.
    let least = Swift.min(all.min() ?? 0, 0.5) * 100
    let room = 0.05 * (100 - least)
    return Panel(
      yAxis: Axis(title: "accuracy in %", range: least - room...100 + room),
      series: series(of: histories) { $0.accuracies.map { $0 * 100 } },
      hasLegend: histories.count > 1, height: 160)
  }
}

extension LinePlot {
  /// A loss curve in words, for screen readers.
  private static func description(of train: Progress, test: Progress?, unit: String) -> String {
    let numbers = NumberStyle()
    guard let first = train.losses.first, let last = train.losses.last else {
      return "There are no losses."
    }
    let steps = train.steps.last ?? 0
    var text =
      train.losses.count == 1
      ? "The loss is \(numbers.text(first))."
      : "The loss goes from \(numbers.text(first)) to \(numbers.text(last)) over "
        + "\(steps.counted(unit))."
    let gaps = train.losses.count { !$0.isFinite }
    if gaps > 0 { text += " \(gaps) of the losses \(gaps == 1 ? "is" : "are") not finite." }
    if let last = test?.losses.last {
      text += " The loss on the test rows ends at \(numbers.text(last))."
    }
    for (name, history) in [("training", train), ("test", test)] {
      guard let last = history?.accuracies.last else { continue }
      text += " The accuracy on the \(name) rows ends at \(numbers.text(last * 100)) %."
    }
    return text
  }
}
