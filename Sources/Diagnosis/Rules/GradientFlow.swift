internal import Autograd
internal import ComputationGraph
internal import Mathematics
internal import Text

extension Rule {
  /// Gradients that fade or grow on their way: by layers where there are two or more, else by depth.
  static let gradientFlow = Rule(
    names: [.vanishingGradient, .explodingGradient], inGraph: { $0.gradientFlow() },
    inNetwork: { $0.gradientFlow() })
}

/// The layers whose gradients are out of proportion to those of the last.
private struct UnevenLayers {
  /// How many times smaller or greater the gradients of a layer may be than those of the last: 1e5.
  ///
  /// All layers take steps of one learning rate, so that one of them would learn a hundred thousand
  /// times as slowly as another. In networks of three layers it was within 1e4, even with weights of
  /// 0.01.
  static let ratio = 1e5

  /// The gradients of a layer, as a root mean square.
  typealias Layer = (number: Int, gradient: Double)

  /// The layer with the smallest gradients, where they are out of proportion.
  private let vanishing: Layer?
  /// The layer with the greatest gradients, where they are out of proportion.
  private let exploding: Layer?
  private let last: Layer

  /// - Parameter layers: The layers from the first on.
  init?(_ layers: [Layer]) {
    guard let last = layers.last, last.gradient > 0, last.gradient.isFinite else { return nil }
    self.last = last
    // A layer without any gradient is another finding's.
    let others = layers.dropLast().filter { $0.gradient > 0 && $0.gradient.isFinite }
    vanishing = others.min { $0.gradient < $1.gradient }.flatMap {
      last.gradient / $0.gradient > UnevenLayers.ratio ? $0 : nil
    }
    exploding = others.max { $0.gradient < $1.gradient }.flatMap {
      $0.gradient / last.gradient > UnevenLayers.ratio ? $0 : nil
    }
  }

  func findings(_ finding: (Finding.Name, Layer, _ last: Layer) -> Finding) -> [Finding] {
    [
      vanishing.map { finding(.vanishingGradient, $0, last) },
      exploding.map { finding(.explodingGradient, $0, last) },
    ].compactMap { $0 }
  }
}

extension NetworkEvidence {
  fileprivate func gradientFlow() -> [Finding] {
    guard let layers = UnevenLayers(flow.enumerated().map { ($0 + 1, $1) }) else { return [] }
    return layers.findings { name, layer, last in
      finding(
        name, layer: layer.number - 1,
        evidence:
          "the gradients at the neurons of layer \(layer.number) have a root mean square of "
          + "\(layer.gradient.brief), those at layer \(last.number) \(last.gradient.brief): "
          + "\((layer.gradient / last.gradient).brief) times",
        advice: name == .vanishingGradient
          ? "Use fewer layers, an activation with slopes near 1, or weights drawn for the number "
            + "of inputs (He, LeCun or Xavier)."
          : "Use smaller weights (He, LeCun or Xavier) or fewer layers.")
    }
  }
}

extension GraphEvidence {
  /// How far a gradient may be from that of the root, without its largest steps: 1e6.
  private static let depthRatio = 1e6

  private static func advice(_ name: Finding.Name) -> String {
    name == .vanishingGradient
      ? "Use fewer layers, an activation with slopes near 1, or weights drawn for the number of inputs."
      : "Use smaller weights (drawn for the number of inputs) or fewer layers, or clip the gradients."
  }

  fileprivate func gradientFlow() -> [Finding] {
    var parameters: [Int: [Int]] = [:]
    var results: [Int: [Int]] = [:]
    for (index, node) in graph.nodes.enumerated() where reachesRoot[index] {
      guard let layer = node.group?.layer else { continue }
      if node.isParameter { parameters[layer, default: []].append(index) }
      if !node.inputs.isEmpty { results[layer, default: []].append(index) }
    }
    if parameters.count < 2 {
      let byDepth = byDepth()
      let known = byDepth.isEmpty ? byActivations() : byDepth
      return known.contains { $0.name == .explodingGradient } ? known : known + tooGreat()
    }
    // The results hold the gradient as it comes by; parameters have it times their inputs.
    let measured = Set(results.keys) == Set(parameters.keys) ? results : parameters
    return byLayer(parameters, measured: measured)
  }

  private func byLayer(_ nodes: [Int: [Int]], measured: [Int: [Int]]) -> [Finding] {
    let layers = UnevenLayers(
      measured.sorted { $0.key < $1.key }.map { layer, nodes in
        (layer, RootMeanSquare.of(nodes.compactMap { gradients[$0] }))
      })
    guard let layers else { return [] }
    return layers.findings { name, layer, last in
      finding(
        name, in: "layer \(layer.number)", nodes: nodes[layer.number] ?? [],
        evidence: "the gradients in layer \(layer.number) have a root mean square of "
          + "\(layer.gradient.brief), those in layer \(last.number) \(last.gradient.brief): "
          + "\((layer.gradient / last.gradient).brief) times",
        advice: GraphEvidence.advice(name))
    }
  }

  /// The layers of a graph without groups: parameters by how many activations lie above them.
  ///
  /// One step between layers, the greatest, is left out: that one unit is far out is another finding.
  private func byActivations() -> [Finding] {
    var depths = [Int](repeating: 0, count: graph.nodes.count)
    var layers: [Int: [Int]] = [:]
    for node in stride(from: graph.root, through: 0, by: -1) where reachesRoot[node] {
      let above = mainUser[node].map { depths[$0] } ?? 0
      depths[node] = above + (isActivation(operations[node]) ? 1 : 0)
      if graph.nodes[node].isParameter { layers[above, default: []].append(node) }
    }
    let sizes = layers.sorted { $0.key > $1.key }.map { depth, nodes in
      (depth: depth, gradient: RootMeanSquare.of(nodes.compactMap { gradients[$0] }))
    }.filter { $0.gradient > 0 && $0.gradient.isFinite }
    guard sizes.count >= GraphEvidence.fewestLayers, let first = sizes.first, let last = sizes.last
    else { return [] }
    let steps = zip(sizes, sizes.dropFirst()).map { LibM.log($0.gradient) - LibM.log($1.gradient) }
    let change = steps.reduce(0, +)
    let greatest = change < 0 ? steps.min() ?? 0 : steps.max() ?? 0
    guard (change - greatest).magnitude > LibM.log(UnevenLayers.ratio),
      let node = layers[first.depth]?.min()
    else { return [] }
    let name = change < 0 ? Finding.Name.vanishingGradient : .explodingGradient
    return [
      finding(
        name, at: node, with: layers[first.depth] ?? [],
        evidence: "behind \(first.depth) activations the gradients have a root mean square of "
          + "\(first.gradient.brief), behind \(last.depth) \(last.gradient.brief): "
          + "\((first.gradient / last.gradient).brief) times",
        advice: GraphEvidence.advice(name), path: path(from: node))
    ]
  }

  private func isActivation(_ operation: Value.Operation) -> Bool {
    switch operation {
    case .tanh, .sigmoid, .relu, .leakyReLU, .elu, .gelu, .silu, .softplus, .erf: true
    default: false
    }
  }

  /// Fewer layers than this are no depth.
  private static let fewestLayers = 4

  /// The parameter with the greatest gradient, where a step would throw it out of all bounds.
  private func tooGreat() -> [Finding] {
    let found = graph.nodes.indices.filter { graph.nodes[$0].isParameter && reachesRoot[$0] }
      .max { (gradients[$0] ?? 0).magnitude < (gradients[$1] ?? 0).magnitude }
    // What is not finite is another finding.
    guard graph.nodes[graph.root].data.isFinite, let node = found, let gradient = gradients[node],
      gradient.isFinite,
      gradient.magnitude > GraphEvidence.greatestGradient
    else { return [] }
    return [
      finding(
        .explodingGradient, at: node, evidence: "its gradient is \(gradient.brief)",
        advice: "Keep what is divided by away from 0, scale the data, or clip the gradients.",
        path: path(from: node))
    ]
  }

  /// The greatest gradient that any step can be made of, whatever the units of the data: 1e20. (That of
  /// E = mc² by m is 9e16.)
  private static let greatestGradient = 1e20

  /// The leaf whose gradient faded or grew the most, if it did so over many nodes.
  ///
  /// The five largest steps on the way are left out, so that a large number or two in a shallow
  /// program are not taken for depth: what is left has grown or faded bit by bit.
  private func byDepth() -> [Finding] {
    var growth = [Steps](repeating: Steps(), count: graph.nodes.count)
    var fading = growth
    let limit = LibM.log(GraphEvidence.depthRatio)
    var most = (growth: limit, fading: limit)
    var found: (growth: Int?, fading: Int?) = (nil, nil)
    for node in stride(from: graph.root, through: 0, by: -1) {
      guard let gradient = gradients[node]?.magnitude, gradient > 0, gradient.isFinite else {
        continue
      }
      if let user = mainUser[node], let above = gradients[user]?.magnitude, above > 0 {
        let step = LibM.log(gradient) - LibM.log(above)
        growth[node] = growth[user].with(step)
        fading[node] = fading[user].with(-step)
      }
      guard graph.nodes[node].isParameter || underflows(at: node) else { continue }
      let grown = LibM.log(gradient) - growth[node].sum
      let faded = -LibM.log(gradient) - fading[node].sum
      if grown > most.growth { (most.growth, found.growth) = (grown, node) }
      if faded > most.fading { (most.fading, found.fading) = (faded, node) }
    }
    return [(Finding.Name.vanishingGradient, found.fading), (.explodingGradient, found.growth)]
      .compactMap { name, node in
        guard let node, let gradient = gradients[node] else { return nil }
        let path = path(from: node)
        return finding(
          name, at: node,
          evidence: "its gradient is \(gradient.brief) after \(path.count - 1) nodes from the root",
          advice: GraphEvidence.advice(name), path: path)
      }
  }

  /// Whether a gradient becomes 0 below a node for no other reason than its size.
  private func underflows(at node: Int) -> Bool {
    guard let gradient = gradients[node], gradient != 0 else { return false }
    return slopes(of: node).contains { $0 != 0 && gradient * $0 == 0 }
  }

  /// The largest steps on a way, as logarithms.
  private struct Steps {
    private var largest = SIMD8<Double>(repeating: 0)
    private static let count = 5

    var sum: Double { largest.sum() }

    func with(_ step: Double) -> Steps {
      var result = self
      var least = 0
      for index in 1..<Steps.count where largest[index] < largest[least] { least = index }
      if step > largest[least] { result.largest[least] = step }
      return result
    }
  }
}
