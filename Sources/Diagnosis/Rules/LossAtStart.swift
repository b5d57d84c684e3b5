internal import NeuralNetworks
internal import Text

extension Rule {
  /// A first loss that is far from that of guessing.
  static let lossAtStart = Rule(names: [.lossAtStart], inNetwork: { $0.lossAtStart() })
}

extension NetworkEvidence {
  /// How many times the loss of guessing the first loss may be.
  ///
  /// CS231n ("Before learning: sanity checks") wants the loss of guessing for small weights; with
  /// weights up to 1, as in micrograd, it was at most 4.3 times as much in sound networks, and at
  /// least a third. Losses that are squares are squares of that.
  private var soundFirstLosses: ClosedRange<Double> {
    objective.loss.growsAsSquare ? 0.01...25 : 0.1...5
  }

  fileprivate func lossAtStart() -> [Finding] {
    let chance = objective.lossOfGuessing
    let ratio = loss / chance
    guard isAtStart, chance > 0, !soundFirstLosses.contains(ratio) else { return [] }
    return [
      Finding(
        .lossAtStart, nodes: [], node: nil, label: "network", location: "network",
        evidence: "the first loss is \(loss.brief), that of guessing \(chance.brief): "
          + "\(ratio.brief) times",
        advice: ratio > 1
          ? "Start with smaller weights, above all in the last layer, and standardize the data."
          : "Look whether the targets are among the inputs, or the weights are trained already.")
    ]
  }
}
