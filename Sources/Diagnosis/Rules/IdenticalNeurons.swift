internal import Autograd
internal import ComputationGraph
internal import NeuralNetworks

extension Rule {
  /// Neurons of a layer with the same parameters and the same gradients: they stay the same for ever.
  ///
  /// (CS231n, "Weight Initialization", on starting with zeros.)
  static let identicalNeurons = Rule(
    names: [.identicalNeurons], inGraph: { $0.identicalNeurons() },
    inNetwork: { $0.identicalNeurons() })
}

private let advice = "Draw the first weights at random, so that the neurons can become different."

private func evidence(for neurons: [Int]) -> String {
  let shown = neurons.prefix(8).map(String.init).joined(separator: ", ")
  return "\(neurons.count) neurons (\(shown)\(neurons.count > 8 ? ", …" : "")) have the same "
    + "parameters and the same gradients"
}

/// The elements that have a key in common, where there are several, in the order of the first ones.
private func alike<Key: Hashable, Element>(
  _ elements: [(key: Key, element: Element)]
) -> [[Element]] {
  Dictionary(grouping: elements.enumerated(), by: \.element.key).values
    .filter { $0.count > 1 }.sorted { $0[0].offset < $1[0].offset }
    .map { $0.map(\.element.element) }
}

extension GraphEvidence {
  fileprivate func identicalNeurons() -> [Finding] {
    var order: [GroupPath] = []
    var parameters: [GroupPath: [Int]] = [:]
    for (index, node) in graph.nodes.enumerated() where node.isParameter {
      guard let group = node.group?.withoutSample, group.neuron != nil, group.parent != nil else {
        continue
      }
      if parameters[group] == nil { order.append(group) }
      parameters[group, default: []].append(index)
    }
    struct Key: Hashable {
      var layer: GroupPath?
      var numbers: [Double]
    }
    let neurons = order.compactMap { group -> (key: Key, element: GroupPath)? in
      let nodes = parameters[group] ?? []
      let reached = nodes.map { gradients[$0] }
      if reached.allSatisfy({ $0 == nil }) { return nil }
      let numbers = nodes.map { graph.nodes[$0].data } + reached.map { $0 ?? 0 }
      return (Key(layer: group.parent, numbers: numbers), group)
    }
    return alike(neurons).map { same in
      finding(
        .identicalNeurons, in: same[0].parent?.description ?? "",
        nodes: same.flatMap { parameters[$0] ?? [] },
        evidence: evidence(for: same.compactMap(\.neuron)), advice: advice)
    }
  }
}

extension NetworkEvidence {
  fileprivate func identicalNeurons() -> [Finding] {
    layers.indices.flatMap { layer in
      let neurons = layers[layer].neurons.enumerated().map { index, neuron in
        (key: neuron.parameters().map(\.data) + gradients[layer][index], element: index)
      }
      return alike(neurons).map { same in
        finding(
          .identicalNeurons, layer: layer, neurons: same,
          evidence: evidence(for: same.map { $0 + 1 }), advice: advice)
      }
    }
  }
}
