public import NeuralNetworks

/// What is wrong with a network on its data.
public struct NetworkDiagnosis: Sendable, Equatable {
  /// The findings; those of one rule from the inputs on.
  public var findings: [Finding]
  /// The first row whose loss or gradients are NaN or infinite; `nil` where all are finite.
  ///
  /// Nothing else is judged then: the graph of that row's loss shows where it was born.
  public let firstNotFiniteRow: Int?
}

extension Objective {
  /// Looks for what is wrong with the network on its data.
  ///
  /// O(rows · parameters). The gradients of the parameters are zeroed.
  ///
  /// - Parameters:
  ///   - learningRate: The rate of the next step; `nil` where none is to be judged.
  ///   - isAtStart: Whether the network has not been trained yet.
  public func diagnose(learningRate: Double? = nil, isAtStart: Bool) -> NetworkDiagnosis {
    var evidence = NetworkEvidence(self, learningRate: learningRate, isAtStart: isAtStart)
    if evidence.firstNotFiniteRow == nil {
      for rule in Rule.all { evidence.findings += rule.inNetwork(evidence) }
    }
    return NetworkDiagnosis(
      findings: evidence.findings, firstNotFiniteRow: evidence.firstNotFiniteRow)
  }
}
