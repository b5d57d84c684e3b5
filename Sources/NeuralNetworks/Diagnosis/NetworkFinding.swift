/// One thing that is wrong with a network on its data: what, where, the evidence, and what to do.
public struct NetworkFinding: Sendable, Equatable {
  /// What can be wrong; the raw values are the names in reports.
  public enum Name: String, CaseIterable, Sendable {
    /// A ReLU unit is active for no row of the data set.
    case deadReLU = "dead-relu"
    /// A tanh or sigmoid unit is almost flat at every row of the data set.
    case saturated
    /// The gradients of a layer are far smaller than those of the last.
    case vanishingGradient = "vanishing-gradient"
    /// The gradients of a layer are far greater than those of the last.
    case explodingGradient = "exploding-gradient"
    /// Neurons of a layer are the same, and stay so.
    case identicalNeurons = "identical-neurons"
    /// A step changes the weights of a layer by far too much, or hardly at all.
    case updateRatio = "update-ratio"
    /// The first loss is far from that of guessing.
    case lossAtStart = "loss-at-start"
  }

  /// What is wrong.
  public let name: Name
  /// The layer, from 1; `nil` for what concerns the network as a whole.
  public let layer: Int?
  /// The neurons of the layer, from 1; empty where it is all of them.
  public let neurons: [Int]
  /// The places of the parameters on their tape, which are their ids in graphs of the network.
  public let parameters: [Int]
  /// What was found, in numbers.
  public let evidence: String
  /// What to do, in one sentence.
  public let advice: String

  /// Where it is, as a path of groups: "layer 1/neuron 2", "layer 1", or "network".
  public var place: String {
    guard let layer else { return "network" }
    return neurons.count == 1 ? "layer \(layer)/neuron \(neurons[0])" : "layer \(layer)"
  }
}

/// What is wrong with a network on its data.
public struct NetworkDiagnosis: Sendable, Equatable {
  /// The findings, in the order of their names, those of one name from the inputs on.
  public var findings: [NetworkFinding]
  /// The first row whose loss or gradients are NaN or infinite; `nil` where all are finite.
  ///
  /// Nothing else is judged then: the graph of that row's loss tells where it was born.
  public let firstNotFiniteRow: Int?
}
