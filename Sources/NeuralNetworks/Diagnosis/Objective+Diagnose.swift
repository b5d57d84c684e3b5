internal import Autograd
internal import Text

extension Objective {
  /// Looks for what is wrong with the network on its data.
  ///
  /// O(rows · parameters). The gradients of the parameters are zeroed.
  ///
  /// - Parameters:
  ///   - learningRate: The rate of the next step; `nil` where none is to be judged.
  ///   - isAtStart: Whether the network has not been trained yet.
  public func diagnose(learningRate: Double? = nil, isAtStart: Bool) -> NetworkDiagnosis {
    let measurement = NetworkMeasurement(self)
    if let row = measurement.firstNotFiniteRow {
      return NetworkDiagnosis(findings: [], firstNotFiniteRow: row)
    }
    let chance = lossOfGuessing
    let flow = gradientFlow(measurement)
    let units = deadAndSaturated(measurement)
    let isExplained = flow.contains { $0.name == .vanishingGradient } || !units.isEmpty
    return NetworkDiagnosis(
      findings: units + flow + identicalNeurons(measurement)
        + updateRatios(
          measurement, rate: learningRate, isSlow: measurement.loss > chance / 2 && !isExplained)
        + (isAtStart ? lossAtStart(measurement, chance: chance) : []),
      firstNotFiniteRow: nil)
  }
}

/// The rules, each with what it takes for sound.
extension Objective {
  var layers: [Layer] { model.layers }

  func finding(
    _ name: NetworkFinding.Name, layer: Int, neurons: [Int] = [], evidence: String, advice: String
  ) -> NetworkFinding {
    let all = layers[layer].neurons
    let concerned = neurons.isEmpty ? all : neurons.map { all[$0] }
    return NetworkFinding(
      name: name, layer: layer + 1, neurons: neurons.map { $0 + 1 },
      parameters: concerned.flatMap { $0.parameters().map(\.index) }, evidence: evidence,
      advice: advice)
  }

  /// Units that are at no row of the data what they are there for (CS231n, "Commonly used activation
  /// functions").
  private func deadAndSaturated(_ measurement: NetworkMeasurement) -> [NetworkFinding] {
    let saturation = NetworkMeasurement.saturation.brief
    return units(
      .deadReLU, where: { $1 == .relu && $0.active == 0 }, measurement,
      evidence: "active for 0 of \(data.count) rows",
      advice: "Give it another bias or draw its weights anew, use a smaller learning rate, or a "
        + "leaky ReLU.")
      + units(
        .saturated, where: { unit, _ in unit.saturated == data.count }, measurement,
        evidence: "the local derivative is below \(saturation) of its greatest for all "
          + "\(data.count) rows",
        advice:
          "Make its weights smaller, standardize the data, or use an activation that does not "
          + "saturate.")
  }

  /// A finding for each unit of a kind, or for each layer that has no others.
  private func units(
    _ name: NetworkFinding.Name, where isFound: (NetworkMeasurement.Unit, Activation) -> Bool,
    _ measurement: NetworkMeasurement, evidence: String, advice: String
  ) -> [NetworkFinding] {
    measurement.units.enumerated().flatMap { layer, units -> [NetworkFinding] in
      let found = units.indices.filter {
        isFound(units[$0], layers[layer].neurons[$0].activation)
      }
      if found.count == units.count && found.count > 1 {
        return [
          finding(
            name, layer: layer, evidence: "all \(found.count) units: \(evidence)", advice: advice)
        ]
      }
      return found.map { neuron in
        finding(name, layer: layer, neurons: [neuron], evidence: evidence, advice: advice)
      }
    }
  }

  /// How many times smaller or greater the gradients of a layer may be than those of the last: 1e5.
  ///
  /// All layers take steps of one learning rate, so that one of them would learn a hundred thousand
  /// times as slowly as another. In networks of three layers it was within 1e4, even with weights of
  /// 0.01.
  private static let layerRatio = 1e5

  private func gradientFlow(_ measurement: NetworkMeasurement) -> [NetworkFinding] {
    let norms = measurement.flow
    let last = norms.count - 1
    guard norms[last] > 0 else { return [] }
    // A layer without any gradient is another finding's.
    let others = norms.indices.dropLast().filter { norms[$0] > 0 }
    func finding(_ name: NetworkFinding.Name, _ layer: Int?, advice: String) -> [NetworkFinding] {
      guard let layer else { return [] }
      let ratio = norms[layer] / norms[last]
      guard (name == .vanishingGradient ? 1 / ratio : ratio) > Objective.layerRatio else {
        return []
      }
      return [
        self.finding(
          name, layer: layer,
          evidence: "the gradients at the neurons of layer \(layer + 1) have a root mean square of "
            + "\(norms[layer].brief), those at layer \(last + 1) \(norms[last].brief): "
            + "\(ratio.brief) times",
          advice: advice)
      ]
    }
    return finding(
      .vanishingGradient, others.min { norms[$0] < norms[$1] },
      advice: "Use fewer layers, an activation with slopes near 1, or weights drawn for the number "
        + "of inputs (He, LeCun or Xavier).")
      + finding(
        .explodingGradient, others.max { norms[$0] < norms[$1] },
        advice: "Use smaller weights (He, LeCun or Xavier) or fewer layers.")
  }

  /// Neurons with the same parameters and the same gradients stay the same for ever (CS231n, "Weight
  /// Initialization", on starting with zeros).
  private func identicalNeurons(_ measurement: NetworkMeasurement) -> [NetworkFinding] {
    layers.indices.flatMap { layer -> [NetworkFinding] in
      var order: [[Double]] = []
      var members: [[Double]: [Int]] = [:]
      for (index, neuron) in layers[layer].neurons.enumerated() {
        let key = neuron.parameters().map(\.data) + measurement.gradients[layer][index]
        if members[key] == nil { order.append(key) }
        members[key, default: []].append(index)
      }
      return order.compactMap { key in
        guard let same = members[key], same.count > 1 else { return nil }
        let shown = same.prefix(8).map { "\($0 + 1)" }.joined(separator: ", ")
        return finding(
          .identicalNeurons, layer: layer, neurons: same,
          evidence: "\(same.count) neurons (\(shown)\(same.count > 8 ? ", …" : "")) have the same "
            + "parameters and the same gradients",
          advice:
            "Draw the first weights at random, so that the neurons can become different.")
      }
    }
  }
}
