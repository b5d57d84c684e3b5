public import NeuralNetworks

extension Rule {
  /// A training that went astray.
  ///
  /// Neither a graph nor a network shows it, but the training itself.
  static let diverged = Rule(names: [.diverged])
}

extension Finding {
  /// That a training has diverged: at which step, and what the loss was before and is there.
  public init(_ divergence: Divergence) {
    let advice = divergence.advice
    self.init(
      .diverged, nodes: [], node: nil, label: "network", location: "network, \(divergence.place)",
      evidence: "\(divergence.place) \(divergence.evidence)",
      advice: advice.prefix(1).uppercased() + advice.dropFirst() + ".")
  }
}
