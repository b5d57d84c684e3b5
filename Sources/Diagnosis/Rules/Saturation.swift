internal import Autograd
internal import ComputationGraph
internal import NeuralNetworks
internal import Text

extension Rule {
  /// Tanh and sigmoid neurons whose local derivative is almost 0; of a network, in every sample.
  static let saturation = Rule(
    names: [.saturated], inGraph: { $0.saturated() },
    inNetwork: { network in
      // CS231n, "Commonly used activation functions".
      let count = network.objective.data.count
      return network.findings(
        .saturated, where: { activity, _ in activity.saturated == count },
        evidence: "the local derivative is below \(Saturation.part.brief) of its greatest for "
          + (count == 1 ? "its one row" : "all \(count) rows"),
        advice: "Make its weights smaller, standardize the data, or use an activation that does "
          + "not saturate.")
    })
}

/// What counts as saturated.
enum Saturation {
  /// The part of the greatest local derivative below which a neuron counts as saturated: 1e-4.
  ///
  /// That is beyond ±5.3 for tanh and ±10.6 for the sigmoid, where they are within 1e-4 of their
  /// limits: much further out than a neuron that is merely sure (`plot` shades from 1e-2 on).
  static let part = 1e-4

  /// The slope below which nothing passes, whatever arrives.
  static let nothing = 1e-12

  /// The part of the least gradient on the way from the root that is a sound one behind a flat place:
  /// in -log(sigmoid(-40)) the logarithm makes up for it.
  static let soundPart = 1e-2

  /// The slope of an activation where it is steepest; `nil` for what does not saturate on both sides.
  static func greatestSlope(of operation: Value.Operation) -> Double? {
    switch operation {
    case .tanh: 1
    case .sigmoid: 0.25
    default: nil
    }
  }

  static func isSaturated(_ operation: Value.Operation, slope: Double) -> Bool {
    greatestSlope(of: operation).map { slope < part * $0 } ?? false
  }
}

extension GraphEvidence {
  /// Whether a gradient that arrives at a node is lost in it.
  private func losesGradient(at node: Int) -> Bool {
    guard let adjoint = gradients[node]?.magnitude else { return false }
    let above = path(from: node).compactMap { gradients[$0]?.magnitude }
    let (least, most) = (above.min() ?? adjoint, above.max() ?? adjoint)
    return adjoint >= Saturation.part * most
      && adjoint * slope(of: node).magnitude < Saturation.soundPart * least
  }

  fileprivate func saturated() -> [Finding] {
    struct Kind: Hashable {
      var group: GroupPath?
      var operation: Value.Operation
      /// A node outside of samples stands for itself.
      var node: Int?
    }
    var nodes: [Kind: [Int]] = [:]
    var order: [Kind] = []
    for (index, node) in graph.nodes.enumerated()
    where reachesRoot[index] && Saturation.greatestSlope(of: node.builtIn) != nil {
      let kind = Kind(
        group: node.group?.withoutSample, operation: node.builtIn,
        node: node.group?.sample == nil ? index : nil)
      if nodes[kind] == nil { order.append(kind) }
      nodes[kind, default: []].append(index)
    }
    return order.compactMap { kind in
      let alike = nodes[kind] ?? []
      let isFound = alike.allSatisfy {
        isSound($0) && Saturation.isSaturated(kind.operation, slope: slope(of: $0))
      }
      // In one evaluation it matters what arrives; a unit that is far out in all samples is a fault.
      if kind.node != nil && !losesGradient(at: alike[0]) { return nil }
      guard isFound, let first = alike.first else { return nil }
      let found = slope(of: first)
      let part = found / (Saturation.greatestSlope(of: kind.operation) ?? 1)
      return finding(
        .saturated, at: first, with: alike,
        evidence:
          "\(formula(of: first)) has a local derivative of \(found.brief), \(part.brief) of "
          + "its greatest" + (alike.count > 1 ? "; saturated in all \(alike.count) samples" : ""),
        advice: "Make its input smaller, by smaller weights or standardized data, or use an "
          + "activation that does not saturate.",
        path: path(from: first))
    }
  }
}
