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

/// Units of a graph without groups.
extension GraphEvidence {
  /// What makes two units the same: the operation, what it is given and gives back, and for each term
  /// of its sum what both share, and the numbers of what each has of its own.
  private struct UnitKey: Hashable {
    struct Term: Hashable {
      var shared: Int?
      var number: Double
      var gradient: Double
    }
    var operation: Value.Operation
    var terms: [Term]
  }

  /// Activations of sums whose weights and biases are different leaves with the same numbers and the
  /// same gradients, on the same inputs.
  private func identicalUnits() -> [Finding] {
    let units = graph.nodes.indices.compactMap { node -> (key: UnitKey, element: Int)? in
      guard reachesRoot[node], graph.nodes[node].group == nil, graph.nodes[node].inputs.count == 1,
        let key = unitKey(of: node)
      else { return nil }
      return (key, node)
    }
    return alike(units).map { same in
      finding(
        .identicalNeurons, at: same[0], with: Array(same.dropFirst()),
        evidence:
          "\(same.count) units (\(names(same))) have the same inputs, parameters and gradients",
        advice: advice, path: path(from: same[0]))
    }
  }

  private func unitKey(of node: Int) -> UnitKey? {
    let sum = graph.nodes[node].inputs[0]
    guard isSum(sum) else { return nil }
    var hasWeights = false
    let terms = terms(of: sum).map { term -> UnitKey.Term in
      func own(_ leaf: Int, beside shared: Int?) -> UnitKey.Term {
        UnitKey.Term(shared: shared, number: graph.nodes[leaf].data, gradient: gradients[leaf] ?? 0)
      }
      if graph.nodes[term].isParameter && users.count(of: term) == 1 {
        return own(term, beside: nil)
      }
      let inputs = graph.nodes[term].inputs
      if operations[term] == .multiply,
        let weight = inputs.first(where: { graph.nodes[$0].isParameter && users.count(of: $0) == 1 }
        ),
        let input = inputs.first(where: { $0 != weight })
      {
        hasWeights = true
        return own(weight, beside: input)
      }
      return UnitKey.Term(shared: term, number: 0, gradient: 0)
    }
    return hasWeights ? UnitKey(operation: operations[node], terms: terms) : nil
  }
}

extension GraphEvidence {
  fileprivate func identicalNeurons() -> [Finding] { identicalNeuronsOfGroups() + identicalUnits() }

  private func identicalNeuronsOfGroups() -> [Finding] {
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
