internal import Autograd
public import ComputationGraph

extension GraphSnapshot {
  /// Looks for what is wrong with backpropagation through the graph.
  ///
  /// O(nodes + edges).
  ///
  /// A graph before backward is judged by a pass of our own. Findings of one rule are in the order
  /// of the graph. What is the same in several samples of a network, or in several units of a layer, is
  /// one finding with a count.
  public func diagnose() -> [Finding] {
    let evidence = GraphEvidence(self)
    return merged(Rule.all.flatMap { $0.inGraph(evidence) })
  }

  /// Makes findings of one kind into one, with a count.
  private func merged(_ findings: [Finding]) -> [Finding] {
    var result: [Finding] = []
    var indices: [Kind: Int] = [:]
    var counts: [Kind: Int] = [:]
    for finding in findings {
      let kind = kind(of: finding)
      counts[kind, default: 0] += 1
      guard let index = indices[kind], counts[kind, default: 0] > kind.mostAlone else {
        indices[kind] = result.count
        result.append(finding)
        continue
      }
      result[index].nodes += finding.nodes.filter { !result[index].nodes.contains($0) }
    }
    for (kind, count) in counts where count > kind.mostAlone {
      guard let index = indices[kind] else { continue }
      let units = kind.isOfUnits ? kind.group.map { unitCount(of: $0) } ?? 0 : 0
      if units > 0, let layer = kind.group {
        result[index].evidence =
          "\(count) of \(units) \(units == 1 ? "unit" : "units") of \(layer): "
          + result[index].evidence
      } else {
        result[index].evidence += "; and \(count - kind.mostAlone) more like it"
      }
    }
    return result
  }

  /// What findings that are reported as one have in common.
  private struct Kind: Hashable {
    var name: Finding.Name
    /// The group, or of units their layer, without the sample; `nil` for all of the graph.
    var group: GroupPath?
    /// Whether units are counted by layer.
    var isOfUnits: Bool {
      switch name {
      case .deadReLU, .zeroGradient, .saturated: true
      default: false
      }
    }
    /// How many are reported each by itself.
    var mostAlone: Int { group == nil && !isOfUnits ? 10 : 1 }
  }

  private func kind(of finding: Finding) -> Kind {
    guard let first = finding.nodes.first else { return Kind(name: finding.name) }
    var kind = Kind(name: finding.name, group: nodes[first].group?.withoutSample)
    // Once training has gone astray, all parameters of a network have.
    if finding.name == .notFiniteForward && nodes[first].isParameter { kind.group = nil }
    if kind.isOfUnits, let layer = kind.group, layer.neuron != nil { kind.group = layer.parent }
    return kind
  }

  /// How many neurons a layer has.
  private func unitCount(of layer: GroupPath) -> Int {
    Set(
      nodes.compactMap { $0.group?.withoutSample }.filter { $0.neuron != nil && $0.parent == layer }
    )
    .count
  }
}

extension GraphSnapshot.Node {
  /// Whether the node is a number that training may change: what is not said to be data.
  var isParameter: Bool { builtIn == .leaf && (role == nil || role == .parameter) }
}
