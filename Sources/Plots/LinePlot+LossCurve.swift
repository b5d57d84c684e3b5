internal import Text

extension LinePlot {
  /// How well a model did while it was trained.
  public struct Accuracies: Sendable, Equatable {
    /// The parts of the training rows that were classified rightly, from 0 to 1.
    public var train: [Double]
    /// The same of the rows that were held out; empty where there are none.
    public var test: [Double]
    /// The number of losses between two entries: entry i stands where loss i · interval stands.
    public var interval: Int

    /// Creates a history of accuracies.
    public init(train: [Double], test: [Double] = [], interval: Int = 1) {
      self.train = train
      self.test = test
      self.interval = interval
    }
  }

  /// The loss over the steps of a training, and below it the accuracies where there are any.
  ///
  /// The loss axis is logarithmic where the losses span more than two decades and all that are
  /// finite are positive, which cannot show a loss of 0.
  ///
  /// - Parameters:
  ///   - losses: The loss before the first step, after it, after the second, and so on; one that is
  ///     not finite is a gap.
  ///   - unit: What is counted: "step", or "epoch".
  ///   - title: Over the picture.
  ///   - accuracies: What the panel below shows.
  public static func lossCurve(
    of losses: [Double], unit: String = "step", title: String = "Loss while training",
    accuracies: Accuracies? = nil
  ) -> LinePlot {
    let finite = losses.filter(\.isFinite)
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 0)
    let isLogarithmic = least > 0 && greatest / least > 100
    let loss = Series(name: "loss", points: points(losses), color: firstColor)
    let lossPanel = Panel(
      yAxis: isLogarithmic
        ? Axis(title: "loss (log scale)", scale: .logarithmic) : Axis(title: "loss"),
      series: [loss], hasLegend: false, height: accuracies == nil ? 300 : 220)
    let accuracyPanel = accuracies.map(panel)
    let last = accuracies.map { history in
      Swift.max(history.train.count, history.test.count) - 1
    }
    let end = Swift.max(losses.count - 1, (last ?? 0) * (accuracies?.interval ?? 1), 1)
    return LinePlot(
      title: title,
      description: description(of: losses, unit: unit, accuracies: accuracies),
      xAxis: Axis(title: unit, range: 0...Double(end), isWhole: true),
      panels: [lossPanel] + (accuracyPanel.map { [$0] } ?? []))
  }

  /// Numbers over 0, 1, 2, … times an interval.
  private static func points(_ values: [Double], interval: Int = 1, factor: Double = 1) -> [Point] {
    values.enumerated().map { Point(x: Double($0 * interval), y: $1 * factor) }
  }

  private static func panel(of accuracies: Accuracies) -> Panel {
    func percentages(_ values: [Double]) -> [Point] {
      points(values, interval: accuracies.interval, factor: 100)
    }
    let all = (accuracies.train + accuracies.test).filter(\.isFinite)
    // What is no better than tossing a coin should look like it.
    let least = Swift.min(all.min() ?? 0, 0.5) * 100
    let room = 0.05 * (100 - least)
    let train = Series(
      name: "train", points: percentages(accuracies.train), color: firstColor)
    let test = Series(
      name: "test", points: percentages(accuracies.test), color: secondColor, style: .dashed)
    return Panel(
      yAxis: Axis(title: "accuracy in %", range: least - room...100 + room),
      series: accuracies.test.isEmpty ? [train] : [train, test], height: 160)
  }
}

extension LinePlot {
  /// A loss curve in words, for screen readers.
  static func description(
    of losses: [Double], unit: String, accuracies: Accuracies?
  ) -> String {
    let numbers = NumberStyle()
    guard let first = losses.first, let last = losses.last else { return "There are no losses." }
    var text =
      losses.count == 1
      ? "The loss is \(numbers.text(first))."
      : "The loss goes from \(numbers.text(first)) to \(numbers.text(last)) over "
        + "\(losses.count - 1) \(unit)\(losses.count == 2 ? "" : "s")."
    let gaps = losses.count { !$0.isFinite }
    if gaps > 0 { text += " \(gaps) of the losses \(gaps == 1 ? "is" : "are") not finite." }
    func ending(_ name: String, _ values: [Double]?) -> String {
      guard let last = values?.last else { return "" }
      return " The accuracy on the \(name) rows ends at \(numbers.text(last * 100)) %."
    }
    return text + ending("training", accuracies?.train) + ending("test", accuracies?.test)
  }
}
