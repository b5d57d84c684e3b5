internal import Autograd
internal import Text

/// Whether a network starts as it should: with the loss of guessing, and steps of a sound size.
extension Objective {
  /// How much of a layer's weights a step may change.
  ///
  /// CS231n ("Ratio of weights:updates") wants about 1e-3 for layers of thousands of weights, and
  /// takes much more or less as a sign. Layers of ten, as here, learn well with first steps as large
  /// as their weights: 3 is beyond what was seen in sound networks, and 1e-5 does not learn.
  static let updateRatios = 1e-5...3.0

  /// The layer with the greatest change that is too great, and that with the least of those that
  /// are too small.
  ///
  /// - Parameter isSlow: Whether a small change is a fault: not of what has learned its data, nor
  ///   where another finding explains it.
  func updateRatios(
    _ measurement: NetworkMeasurement, rate: Double?, isSlow: Bool
  ) -> [NetworkFinding] {
    guard let rate else { return [] }
    let updates = layers.indices.map { layer in
      let neurons = layers[layer].neurons
      let changes = measurement.gradients[layer].flatMap { $0.dropLast().map { rate * $0 } }
      // Weights near zero may well take a step to where drawn ones would be: 1/√n for n inputs.
      let drawn = 1 / Double(neurons[0].weights.count).squareRoot()
      let size = RootMeanSquare.of(neurons.flatMap { $0.weights.map(\.data) })
      return (layer: layer, size: size, drawn: drawn, change: RootMeanSquare.of(changes))
    }
    let bounds = Objective.updateRatios
    let great = updates.filter { $0.change > bounds.upperBound * max($0.size, $0.drawn) }
    // Without any gradient there is another finding.
    let small = updates.filter {
      isSlow && $0.change > 0 && $0.change < bounds.lowerBound * $0.size
    }
    // The layer with the greatest change stands for all, or that with the least.
    let greatest = great.max { $0.change / $0.size < $1.change / $1.size }
    let least = small.min { $0.change / $0.size < $1.change / $1.size }
    return [
      (greatest, great.count, "Use a smaller learning rate, or standardize the data."),
      (
        least, small.count,
        "Use a greater learning rate, or weights that let more gradient through."
      ),
    ].compactMap { found, count, advice in
      guard let worst = found else { return nil }
      let ratio = worst.size > 0 ? (worst.change / worst.size).brief : "any number of times"
      return finding(
        .updateRatio, layer: worst.layer,
        evidence: "a step of learning rate \(rate.brief) changes the weights by \(ratio) of their "
          + "size (root mean squares \(worst.change.brief) and \(worst.size.brief)), where about "
          + "1e-3 is usual" + (count > 1 ? "; so in \(count) layers" : ""),
        advice: advice)
    }
  }

  /// How many times the loss of guessing the first loss may be.
  ///
  /// CS231n ("Before learning: sanity checks") wants the loss of guessing for small weights; with
  /// weights up to 1, as in micrograd, it was at most 4.3 times as much in sound networks, and at
  /// least a third. Losses that are squares are squares of that.
  private var soundFirstLosses: ClosedRange<Double> {
    loss.growsAsSquare ? 0.01...25 : 0.1...5
  }

  func lossAtStart(
    _ measurement: NetworkMeasurement, chance: Double
  ) -> [NetworkFinding] {
    let ratio = measurement.loss / chance
    guard chance > 0, !soundFirstLosses.contains(ratio) else { return [] }
    let isHigh = ratio > 1
    return [
      NetworkFinding(
        name: .lossAtStart, layer: nil, neurons: [], parameters: [],
        evidence: "the first loss is \(measurement.loss.brief), that of guessing \(chance.brief): "
          + "\(ratio.brief) times",
        advice: isHigh
          ? "Start with smaller weights, above all in the last layer, and standardize the data."
          : "Look whether the targets are among the inputs, or the weights are trained already.")
    ]
  }
}
