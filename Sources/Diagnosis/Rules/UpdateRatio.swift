internal import Autograd
internal import NeuralNetworks
internal import Text

extension Rule {
  /// Steps that change the weights of a layer by far too much, or hardly at all.
  static let updateRatio = Rule(names: [.updateRatio], inNetwork: { $0.updateRatios() })
}

extension NetworkEvidence {
  /// How much of a layer's weights a step may change.
  ///
  /// CS231n ("Ratio of weights:updates") wants about 1e-3 for layers of thousands of weights, and
  /// takes much more or less as a sign. Layers of ten, as here, learn well with first steps as large
  /// as their weights: 3 is beyond what was seen in sound networks, and 1e-5 does not learn.
  private static let soundRatios = 1e-5...3.0

  /// Whether a small step is a fault: not of what has learned its data, nor where another finding
  /// explains it.
  private var smallStepsAreAFault: Bool {
    let explanations: [Finding.Name] = [.vanishingGradient, .deadReLU, .saturated]
    return loss > objective.lossOfGuessing / 2
      && !findings.contains { explanations.contains($0.name) }
  }

  /// The layer with the greatest change that is too great, and that with the least of those that
  /// are too small.
  fileprivate func updateRatios() -> [Finding] {
    guard let rate = learningRate else { return [] }
    let updates = layers.indices.map { layer in
      let neurons = layers[layer].neurons
      let changes = gradients[layer].flatMap { $0.dropLast().map { rate * $0 } }
      // Weights near zero may well take a step to where drawn ones would be: 1/√n for n inputs.
      let drawn = 1 / Double(neurons[0].weights.count).squareRoot()
      let size = RootMeanSquare.of(neurons.flatMap { $0.weights.map(\.data) })
      return (layer: layer, size: size, drawn: drawn, change: RootMeanSquare.of(changes))
    }
    let bounds = NetworkEvidence.soundRatios
    let great = updates.filter { $0.change > bounds.upperBound * max($0.size, $0.drawn) }
    // Without any gradient there is another finding.
    let smallIsAFault = smallStepsAreAFault
    let small = updates.filter {
      smallIsAFault && $0.change > 0 && $0.change < bounds.lowerBound * $0.size
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
}
