internal import Autograd
internal import Text

/// Units through which no gradient passes, or hardly any.
extension Diagnosis {
  /// The part of the greatest local derivative below which a unit counts as saturated: 1e-4.
  ///
  /// That is beyond ±5.3 for tanh and ±10.6 for the sigmoid, where they are within 1e-4 of their
  /// limits: much further out than a neuron that is merely sure (CS231n, "Commonly used activation
  /// functions"; `plot` shades from 1e-2 on).
  static let saturation = 1e-4

  /// The tanh and sigmoid units whose local derivative is almost 0; of a network, in every sample.
  func saturated() -> [Finding] {
    struct Unit: Hashable {
      var group: GroupPath?
      var operation: NodeOperation
      var place: Int?
    }
    var units: [Unit: [Int]] = [:]
    var order: [Unit] = []
    for (place, node) in graph.nodes.enumerated()
    where reachesRoot[place] && greatestSlope(node) != nil {
      // A node outside of samples stands for itself.
      let unit = Unit(
        group: node.unitGroup, operation: node.operation, place: node.isOfSample ? nil : place)
      if units[unit] == nil { order.append(unit) }
      units[unit, default: []].append(place)
    }
    return order.compactMap { unit in
      let places = units[unit] ?? []
      guard places.allSatisfy(isSaturated), let place = places.first else { return nil }
      let slope = slopes[place][0]
      let part = slope / (greatestSlope(graph.nodes[place]) ?? 1)
      let formula = operations[place].formula(
        at: inputs(of: place), parameter: nil, name: graph.nodes[place].operation.name)
      return finding(
        .saturated, at: place, with: places,
        evidence: "\(formula) has a local derivative of \(slope.brief), \(part.brief) of its "
          + "greatest" + (places.count > 1 ? "; saturated in all \(places.count) samples" : ""),
        advice: "Make its input smaller, by smaller weights or standardized data, or use an "
          + "activation that does not saturate.",
        path: path(from: place))
    }
  }

  private func greatestSlope(_ node: GraphSnapshot.Node) -> Double? {
    switch node.builtIn {
    case .tanh: 1
    case .sigmoid: 0.25
    default: nil
    }
  }

  private func isSaturated(_ place: Int) -> Bool {
    guard isSound(place), let greatest = greatestSlope(graph.nodes[place]) else { return false }
    return slopes[place][0] < Diagnosis.saturation * greatest
  }

  /// The inactive ReLUs that leave a leaf without any gradient.
  ///
  /// One that is inactive beside others, which do pass a gradient on to all leaves, is at work as it
  /// should be: micrograd's README has one. A program is one evaluation; a unit of a network is dead
  /// where it is inactive in every sample of the graph.
  func deadReLUs() -> [Finding] {
    let count = graph.nodes.count
    // Whether any gradient arrives, and whether it would if every ReLU were active.
    var arrives = [Bool](repeating: false, count: count)
    var wouldArrive = [Bool](repeating: false, count: count)
    arrives[graph.root] = true
    wouldArrive[graph.root] = true
    for place in stride(from: graph.root, through: 0, by: -1) where wouldArrive[place] {
      for (input, slope) in zip(graph.nodes[place].inputs, slopes[place]) {
        if slope != 0 {
          if arrives[place] { arrives[input] = true }
          wouldArrive[input] = true
        } else if inactiveInput(of: place) == input {
          wouldArrive[input] = true
        }
      }
    }
    // From the leaves up: what lies below each node without passing an inactive ReLU.
    var victims = [[Int]](repeating: [], count: count)
    for (place, node) in graph.nodes.enumerated() where wouldArrive[place] && !arrives[place] {
      if node.isParameter { victims[place].append(place) }
    }
    let isDead = victims.contains { !$0.isEmpty }
    if !isDead { return [] }
    let active = activeUnits()
    var findings: [Finding] = []
    for (place, node) in graph.nodes.enumerated() where wouldArrive[place] {
      if let input = inactiveInput(of: place) {
        let below = victims[input]
        if below.isEmpty || (node.isOfSample && active.contains(node.unitGroup)) { continue }
        findings.append(
          finding(
            .deadReLU, at: place, with: below,
            evidence: "its input is \(graph.nodes[input].data.brief), so that "
              + "\(names(below.sorted())) \(below.count == 1 ? "gets" : "get") no gradient at all",
            advice: "Give its neuron another bias or a smaller learning rate, or use a leaky ReLU.",
            path: path(from: place)))
        continue
      }
      if node.builtIn == .leaf { continue }
      for (input, slope) in zip(node.inputs, slopes[place])
      where slope != 0 && !victims[input].isEmpty {
        // A list that stays short: a name or two are enough for a sentence.
        let new = victims[input].filter { !victims[place].contains($0) }
        victims[place] += new.prefix(max(0, Diagnosis.mostVictims - victims[place].count))
      }
    }
    return findings
  }

  /// The units of networks that are active in some sample, be it one whose loss is met already.
  private func activeUnits() -> Set<GroupPath?> {
    var units: Set<GroupPath?> = []
    for (place, node) in graph.nodes.enumerated()
    where operations[place] == .relu && node.isOfSample && slopes[place][0] != 0 {
      units.insert(node.unitGroup)
    }
    return units
  }

  /// How many leaves below one ReLU are kept.
  private static let mostVictims = 64

  /// The input that an inactive ReLU keeps from its gradient; `nil` for any other node.
  ///
  /// A maximum of 0 and something is one too, unless it is a hinge whose margin is met: that is a
  /// loss term that has nothing to complain of.
  private func inactiveInput(of place: Int) -> Int? {
    let node = graph.nodes[place]
    switch node.builtIn {
    case .relu:
      let isInactive = slopes[place][0] == 0 && isSound(place) && !isHinge(node.inputs[0])
      return isInactive ? node.inputs[0] : nil
    case .maximum:
      guard isSound(place) else { return nil }
      for (zero, other) in [(0, 1), (1, 0)] {
        let (constant, input) = (node.inputs[zero], node.inputs[other])
        if operations[constant] == .constant && graph.nodes[constant].data == 0
          && slopes[place][other] == 0 && !isMargin(input) && !isHinge(input)
        {
          return input
        }
      }
      return nil
    default: return nil
    }
  }

  /// Whether a node is 1 - t·s, or the same spelled otherwise: a positive plain number that
  /// something is taken from, or added to, as in micrograd's demo.
  ///
  /// A neuron's bias is no plain number.
  private func isHinge(_ place: Int) -> Bool {
    let node = graph.nodes[place]
    func isMarginNumber(_ input: Int) -> Bool {
      operations[input] == .constant && graph.nodes[input].data > 0
    }
    switch node.builtIn {
    case .subtract: return isMarginNumber(node.inputs[0])
    case .add: return node.inputs.contains(where: isMarginNumber)
    default: return false
    }
  }

  /// Whether a node is the margin of a hinge: a difference, or one and a number.
  private func isMargin(_ place: Int) -> Bool {
    let node = graph.nodes[place]
    switch node.builtIn {
    case .subtract: return true
    case .add: return node.inputs.contains { operations[$0] == .subtract }
    default: return false
    }
  }
}
