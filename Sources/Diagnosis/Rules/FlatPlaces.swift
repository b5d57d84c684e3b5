internal import Autograd
internal import ComputationGraph
internal import NeuralNetworks
internal import Text

extension Rule {
  /// ReLUs, clamps and tails that leave parameters without any gradient.
  ///
  /// One inactive unit of one evaluation is ordinary: half of them are. What counts is a result all of
  /// whose ways down to parameters are closed, or a unit that is inactive in all rows.
  static let flatPlaces = Rule(
    names: [.deadReLU, .zeroGradient], inGraph: { $0.flatPlaces() },
    inNetwork: { network in
      // CS231n, "Commonly used activation functions".
      network.findings(
        .deadReLU, where: { $1 == .relu && $0.active == 0 },
        evidence: "active for 0 of \(network.objective.data.count.counted("row"))",
        advice: "Give it another bias or draw its weights anew, use a smaller learning rate, or a "
          + "leaky ReLU.")
    })
}

extension GraphEvidence {
  /// A unit over all its evaluations.
  private enum Unit: Hashable {
    /// The neuron of a network, whatever the sample.
    case neuron(GroupPath)
    /// What has the same leaves added to its sum.
    case biases([Int])
    /// One evaluation.
    case node(Int)
  }

  fileprivate func flatPlaces() -> [Finding] {
    let ways = GradientWays(self)
    let places = graph.nodes.indices.filter { node in
      // What is not finite is another finding.
      ways.plateaus[node] != nil && reachesRoot[node]
        && gradients[node].map { $0 != 0 && $0.isFinite } ?? false
    }
    if places.isEmpty { return [] }
    let isPlace = Set(places)
    let allStarved = ways.starved()
    let evaluations = Dictionary(
      grouping: graph.nodes.indices.filter { reachesRoot[$0] && isUnit($0) }, by: unit)
    return places.compactMap { node -> Finding? in
      guard let (kind, operand) = ways.plateaus[node] else { return nil }
      // Saturation is a rule of its own.
      if Saturation.greatestSlope(of: operations[node]) != nil { return nil }
      if kind == .relu && isLossTerm(node) { return nil }
      let starved = allStarved[graph.nodes[node].inputs[operand]].sorted()
      if starved.isEmpty { return nil }
      let rows = evaluations[unit(of: node)] ?? [node]
      if rows.contains(where: { ways.plateaus[$0] == nil }) { return nil }
      if rows.count > 1 ? rows.first(where: isPlace.contains) != node : !ways.isAlone(node) {
        return nil
      }
      return finding(at: node, kind, operand, starved: starved, rows: rows)
    }
  }

  private func finding(
    at node: Int, _ kind: GradientWays.Plateau, _ operand: Int, starved: [Int], rows: [Int]
  ) -> Finding {
    let input = graph.nodes[graph.nodes[node].inputs[operand]].data
    let consequence =
      "\(names(starved)) \(starved.count == 1 ? "gets" : "get") no gradient at all"
    let rowText = rows.count > 1 ? "inactive in all \(rows.count) evaluations: " : ""
    if kind == .relu {
      return finding(
        .deadReLU, at: node, with: starved,
        evidence: "\(rowText)its input is \(input.brief), so that \(consequence)",
        advice: "Give its neuron another bias or a smaller learning rate, or use a leaky ReLU.",
        path: path(from: node))
    }
    // Of a clamp to both sides, or a hard sigmoid, the whole is named.
    let place = outerClamp(of: node)
    return finding(
      .zeroGradient, at: place, with: starved,
      evidence: "\(rowText)\(formula(of: node)) is flat there, so that \(consequence)",
      advice: kind == .clamp
        ? "Keep its input between the bounds, or use something with a slope beyond them."
        : "Keep its input nearer to 0, by other first numbers or standardized data.",
      path: path(from: place))
  }

  /// The last of the clamps around a clamp.
  private func outerClamp(of node: Int) -> Int {
    var place = node
    while graph.nodes[place].label == nil, users.count(of: place) == 1,
      let user = users[place].first, [.maximum, .minimum].contains(operations[user])
    {
      place = user
    }
    return place
  }

  /// Whether a node is evaluated once for each row, as the units of a network are.
  private func isUnit(_ node: Int) -> Bool {
    switch operations[node] {
    case .relu, .leakyReLU, .maximum, .minimum, .exp, .expm1, .elu, .gelu, .silu, .softplus, .erf:
      true
    default: false
    }
  }

  private func unit(of node: Int) -> Unit {
    if let group = graph.nodes[node].group, group.sample != nil, let unit = group.withoutSample {
      return .neuron(unit)
    }
    let biases = graph.nodes[node].inputs.flatMap { input in
      isSum(input) ? terms(of: input).filter { operations[$0] == .leaf } : []
    }
    return biases.isEmpty ? .node(node) : .biases(biases.sorted())
  }

  /// Whether an inactive node is a hinge whose margin is met: a term of the loss that has nothing to
  /// complain of.
  private func isLossTerm(_ node: Int) -> Bool {
    let inputs = graph.nodes[node].inputs
    // A margin may also have a name of its own, where the whole leads to the loss as its terms do.
    if inputs.contains(where: isHinge)
      || operations[node] == .maximum && inputs.contains(where: isMargin)
    {
      return true
    }
    return inputs.contains(where: isMargin) && isAddedToLoss(node)
  }

  /// Whether a node is added to the root, as it is, or scaled, or squared, with no leaf beside it.
  private func isAddedToLoss(_ node: Int) -> Bool {
    var next = node
    while next != graph.root {
      guard users.count(of: next) == 1, let user = users[next].first else { return false }
      let others = inputs(of: user).filter { $0 != next }
      switch operations[user] {
      case .add, .sum: if others.contains(where: { operations[$0] == .leaf }) { return false }
      case .multiply, .divide:
        if others.contains(where: { operations[$0] != .constant }) { return false }
      case .powerOfConstant: break
      default: return false
      }
      next = user
    }
    return true
  }

  /// Whether a node is 1 - t·s, or the same spelled otherwise: a positive plain number that
  /// something is taken from, or added to, as in micrograd's demo.
  ///
  /// A neuron's bias is no plain number.
  private func isHinge(_ node: Int) -> Bool {
    let inputs = graph.nodes[node].inputs
    func isMarginNumber(_ input: Int) -> Bool {
      operations[input] == .constant && graph.nodes[input].data > 0
    }
    switch operations[node] {
    case .subtract: return isMarginNumber(inputs[0])
    case .add: return inputs.contains(where: isMarginNumber)
    default: return false
    }
  }

  /// Whether a node is the margin of a hinge: a difference, or one and a number.
  private func isMargin(_ node: Int) -> Bool {
    switch operations[node] {
    case .subtract: true
    case .add: graph.nodes[node].inputs.contains { operations[$0] == .subtract }
    default: false
    }
  }
}

extension NetworkEvidence {
  /// A finding for each layer with neurons that their activity over all rows speaks against.
  func findings(
    _ name: Finding.Name, where isFound: (Activity, Activation) -> Bool, evidence: String,
    advice: String
  ) -> [Finding] {
    activity.enumerated().flatMap { layer, activity -> [Finding] in
      let found = activity.indices.filter {
        isFound(activity[$0], layers[layer].neurons[$0].activation)
      }
      if found.isEmpty { return [] }
      let all = activity.count
      let units = found.count == all && all > 1 ? "all \(all)" : "\(found.count) of \(all)"
      return [
        finding(
          name, layer: layer, neurons: found,
          evidence: found.count == 1 && all > 1
            ? evidence
            : "\(units) \(all == 1 ? "unit" : "units") of layer \(layer + 1): \(evidence)",
          advice: advice)
      ]
    }
  }
}
