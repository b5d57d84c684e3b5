internal import Autograd
internal import Text

/// Parameters that do not take part, and gradients that are not of one pass.
extension Diagnosis {
  /// The leaves that no gradient can ever reach, and why.
  ///
  /// A leaf that the root depends on, but whose gradient happens to be 0, is not one of them.
  func unreached() -> [Finding] {
    let users = usersOfUnreached()
    let canMatter = canMatter()
    return graph.nodes.indices.filter { place in
      // One that an earlier pass reached takes part, if not in this root.
      graph.nodes[place].isParameter && !canMatter[place]
        && (reachesRoot[place] || graph.nodes[place].gradient == nil)
    }.map { place in
      let why: String
      let advice: String
      if reachesRoot[place] {
        why =
          "the root depends on it only through a product with 0 or a power of 0, which is constant"
        advice = "Change the factor or the exponent, or take the parameter out."
      } else if let user = users[place] {
        why =
          "the root does not depend on it: it is used by \(words(user)), which does not lead to the root"
        advice = "Let what is computed from it take part in the loss, or take it out."
      } else {
        why = "the root does not depend on it: no node uses it"
        advice = "Use it, or take it out."
      }
      return finding(
        .unreachedParameter, at: place, evidence: why, advice: advice)
    }
  }

  /// For each node that does not lead to the root, the first node that uses it.
  private func usersOfUnreached() -> [Int: Int] {
    var users: [Int: Int] = [:]
    for (place, node) in graph.nodes.enumerated() {
      for input in node.inputs where !reachesRoot[input] && users[input] == nil {
        users[input] = place
      }
    }
    return users
  }

  /// For each node, whether the root depends on it other than through what is constant.
  private func canMatter() -> [Bool] {
    var matters = [Bool](repeating: false, count: graph.nodes.count)
    matters[graph.root] = true
    for place in stride(from: graph.root, through: 0, by: -1) where matters[place] {
      let node = graph.nodes[place]
      for (operand, input) in node.inputs.enumerated() where !isConstant(node, in: operand) {
        matters[input] = true
      }
    }
    return matters
  }

  /// Whether a node is the same whatever one of its operands is.
  private func isConstant(_ node: GraphSnapshot.Node, in operand: Int) -> Bool {
    func isZero(_ operand: Int) -> Bool {
      let other = graph.nodes[node.inputs[operand]]
      return other.builtIn == .constant && other.data == 0
    }
    switch node.builtIn {
    case .powerOfConstant: return node.parameter == 0
    case .power: return operand == 0 && isZero(1)
    // Dropout multiplies by 0 on purpose, and only for this once.
    case .multiply: return !node.isDropped && isZero(1 - operand)
    default: return false
    }
  }

  /// The leaves whose gradients hold more than one pass.
  func accumulated() -> [Finding] {
    graph.nodes.indices.filter { graph.nodes[$0].passes > 1 }.map { place in
      let node = graph.nodes[place]
      return finding(
        .accumulatedGradient, at: place,
        evidence: "its gradient of \(node.gradient?.brief ?? "?") is the sum of \(node.passes) "
          + "passes; one pass from the root gives \(gradients[place]?.brief ?? "none")",
        advice: "Zero the gradients before each backward pass, unless their sum is wanted.")
    }
  }

  /// Neurons of a layer with the same parameters and the same gradients: they stay the same for ever.
  ///
  /// (CS231n, "Weight Initialization", on starting with zeros.)
  func identicalNeurons() -> [Finding] {
    var order: [GroupPath] = []
    var neurons: [GroupPath: [Int]] = [:]
    for (place, node) in graph.nodes.enumerated() where node.isParameter {
      guard let group = node.unitGroup, group.neuron != nil, group.parent != nil else { continue }
      if neurons[group] == nil { order.append(group) }
      neurons[group, default: []].append(place)
    }
    struct Kind: Hashable {
      var layer: GroupPath?
      var numbers: [Double]
    }
    var kinds: [Kind] = []
    var members: [Kind: [GroupPath]] = [:]
    for group in order {
      let places = neurons[group] ?? []
      let reached = places.map { gradients[$0] }
      if reached.allSatisfy({ $0 == nil }) { continue }
      let kind = Kind(
        layer: group.parent, numbers: places.map { graph.nodes[$0].data } + reached.map { $0 ?? 0 })
      if members[kind] == nil { kinds.append(kind) }
      members[kind, default: []].append(group)
    }
    return kinds.compactMap { kind in
      guard let same = members[kind], same.count > 1 else { return nil }
      let places = same.flatMap { neurons[$0] ?? [] }
      let names = same.compactMap(\.neuron).map(String.init)
      let shown = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
      let path = path(from: places[0])
      return Finding(
        .identicalNeurons, nodes: places, node: graph.nodes[places[0]].id,
        label: kind.layer?.description, place: kind.layer?.description ?? "",
        evidence:
          "\(same.count) neurons (\(shown)) have the same parameters and the same gradients",
        advice: "Draw the first weights at random, so that the neurons can become different.",
        path: path, pathWords: pathWords(path))
    }
  }
}
