internal import Autograd
public import ComputationGraph

extension GraphSnapshot {
  /// Looks for what is wrong with backpropagation through the graph.
  ///
  /// O(nodes + edges).
  ///
  /// A graph before backward is judged by a pass of our own. Findings of one rule are in the order
  /// of the graph. What is the same in several samples of a network is one finding.
  public func diagnose() -> [Finding] {
    let evidence = GraphEvidence(self)
    return merged(Rule.all.flatMap { $0.inGraph(evidence) })
  }

  /// Makes findings of one name in one group of a network into one, whatever their samples.
  private func merged(_ findings: [Finding]) -> [Finding] {
    struct Kind: Hashable {
      var name: Finding.Name
      /// `nil` for all of the network.
      var group: GroupPath?
    }
    var result: [Finding] = []
    var indices: [Kind: Int] = [:]
    var counts: [Int: Int] = [:]
    for finding in findings {
      guard let first = finding.nodes.first, let group = nodes[first].group?.withoutSample else {
        result.append(finding)
        continue
      }
      // Once training has gone astray, all parameters of a network have.
      let isAstray = finding.name == .notFiniteForward && nodes[first].isParameter
      let kind = Kind(name: finding.name, group: isAstray ? nil : group)
      if let index = indices[kind] {
        result[index].nodes += finding.nodes.filter { !result[index].nodes.contains($0) }
        counts[index, default: 1] += 1
      } else {
        indices[kind] = result.count
        result.append(finding)
      }
    }
    for (index, count) in counts { result[index].evidence += "; and \(count - 1) more like it" }
    return result
  }
}

extension GraphSnapshot.Node {
  /// Whether the node is a number that training may change: what is not said to be data.
  var isParameter: Bool { builtIn == .leaf && (role == nil || role == .parameter) }
}
