internal import Autograd
internal import ComputationGraph
internal import NeuralNetworks
internal import Text

extension Rule {
  /// ReLUs that leave a parameter without any gradient.
  static let deadReLU = Rule(
    names: [.deadReLU], inGraph: { $0.deadReLUs() },
    inNetwork: { network in
      // CS231n, "Commonly used activation functions".
      network.findings(
        .deadReLU, where: { $1 == .relu && $0.active == 0 },
        evidence: "active for 0 of \(network.objective.data.count) rows",
        advice: "Give it another bias or draw its weights anew, use a smaller learning rate, or a "
          + "leaky ReLU.")
    })
}

extension GraphEvidence {
  /// The inactive ReLUs that leave a leaf without any gradient.
  ///
  /// One that is inactive beside others, which do pass a gradient on to all leaves, is at work as it
  /// should be: micrograd's README has one. A program is one evaluation; a neuron of a network is
  /// dead where it is inactive in every sample of the graph.
  fileprivate func deadReLUs() -> [Finding] {
    // Whether any gradient arrives, and whether it would if every ReLU were active.
    let arrives = reached { self.slope(of: $0, by: $1) != 0 }
    let wouldArrive = reached {
      self.slope(of: $0, by: $1) != 0 || self.inactiveOperand(of: $0) == $1
    }
    // From the leaves up: what lies below each node without passing an inactive ReLU.
    var victims = [[Int]](repeating: [], count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() where wouldArrive[index] && !arrives[index] {
      if node.isParameter { victims[index].append(index) }
    }
    if victims.allSatisfy(\.isEmpty) { return [] }
    let active = groupsOfActiveReLUs()
    var findings: [Finding] = []
    for (index, node) in graph.nodes.enumerated() where wouldArrive[index] {
      if let operand = inactiveOperand(of: index) {
        let input = node.inputs[operand]
        let below = victims[input]
        if below.isEmpty { continue }
        if let group = node.group, group.sample != nil, active.contains(group.withoutSample) {
          continue
        }
        findings.append(
          finding(
            .deadReLU, at: index, with: below,
            evidence: "its input is \(graph.nodes[input].data.brief), so that "
              + "\(names(below.sorted())) \(below.count == 1 ? "gets" : "get") no gradient at all",
            advice: "Give its neuron another bias or a smaller learning rate, or use a leaky ReLU.",
            path: path(from: index)))
        continue
      }
      if node.builtIn == .leaf { continue }
      for (input, slope) in zip(node.inputs, slopes(of: index))
      where slope != 0 && !victims[input].isEmpty {
        // A list that stays short: a name or two are enough for a sentence.
        let new = victims[input].filter { !victims[index].contains($0) }
        victims[index] += new.prefix(max(0, GraphEvidence.mostVictims - victims[index].count))
      }
    }
    return findings
  }

  /// How many leaves below one ReLU are kept.
  private static let mostVictims = 64

  /// What the root depends on through some of the edges, each given by a node and an operand.
  private func reached(through isOpen: (_ node: Int, _ operand: Int) -> Bool) -> [Bool] {
    Adjacency.nodes(reachedFrom: graph.root, count: graph.nodes.count) { node, visit in
      for (operand, input) in inputs(of: node).enumerated() where isOpen(node, operand) {
        visit(input)
      }
    }
  }

  /// The groups, without their samples, of ReLUs that are active in some sample, even one whose loss
  /// is met already.
  private func groupsOfActiveReLUs() -> Set<GroupPath?> {
    var groups: Set<GroupPath?> = []
    for (index, node) in graph.nodes.enumerated() where operations[index] == .relu {
      guard let group = node.group, group.sample != nil, slope(of: index) != 0 else { continue }
      groups.insert(group.withoutSample)
    }
    return groups
  }

  /// The operand that an inactive ReLU keeps from its gradient; `nil` for any other node.
  ///
  /// A maximum of 0 and something is one too, unless it is a hinge whose margin is met: that is a
  /// loss term that has nothing to complain of.
  private func inactiveOperand(of index: Int) -> Int? {
    let inputs = graph.nodes[index].inputs
    switch operations[index] {
    case .relu:
      return slope(of: index) == 0 && isSound(index) && !isHinge(inputs[0]) ? 0 : nil
    case .maximum:
      guard isSound(index) else { return nil }
      return [(zero: 0, other: 1), (zero: 1, other: 0)].first { zero, other in
        operations[inputs[zero]] == .constant && graph.nodes[inputs[zero]].data == 0
          && slope(of: index, by: other) == 0 && !isMargin(inputs[other])
          && !isHinge(inputs[other])
      }?.other
    default: return nil
    }
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
  /// A finding for each neuron that its activity over all rows speaks against, or one for a layer of
  /// which that is so for all.
  func findings(
    _ name: Finding.Name, where isFound: (Activity, Activation) -> Bool, evidence: String,
    advice: String
  ) -> [Finding] {
    activity.enumerated().flatMap { layer, activity -> [Finding] in
      let found = activity.indices.filter {
        isFound(activity[$0], layers[layer].neurons[$0].activation)
      }
      if found.count == activity.count && found.count > 1 {
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
}
