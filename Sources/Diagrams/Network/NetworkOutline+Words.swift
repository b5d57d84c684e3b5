internal import ComputationGraph
internal import Text

extension NetworkOutline {
  /// What the picture of a stage shows, in a line over it.
  func caption(of graph: GraphSnapshot) -> String {
    let samples = units.lazy.map(\.values.count).max() ?? 1
    let mean = samples > 1 ? ", mean of \(samples.counted("sample"))" : ""
    return graph.stage == .before
      ? "before backward: activations and weights\(mean)"
      : "after backward: gradients of activations and weights\(mean)"
  }

  /// The layers in a sentence, for those who do not see the picture.
  var description: String {
    let counts = columns.map { column in
      column.reduce(0) { $0 + units[$1].count }
    }.filter { $0 > 0 }
    return "Network of layers of \(counts.map(String.init).joined(separator: ", ")) units."
  }
}

extension NetworkOutline.Unit {
  /// How many units of the network it stands for.
  fileprivate var count: Int { kind == .input || kind == .neuron ? 1 : hiddenCount }
}
