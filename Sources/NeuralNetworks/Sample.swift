/// One row of a data set: the inputs of a model and what it should give for them.
public struct Sample: Sendable, Equatable {
  /// The features.
  public let inputs: [Double]
  /// The wanted outputs.
  public let targets: [Double]

  /// A row.
  public init(inputs: [Double], targets: [Double]) {
    self.inputs = inputs
    self.targets = targets
  }

  /// The four samples of Karpathy's lecture on micrograd.
  public static let micrograd = [
    Sample(inputs: [2, 3, -1], targets: [1]),
    Sample(inputs: [3, -1, 0.5], targets: [-1]),
    Sample(inputs: [0.5, 1, 1], targets: [-1]),
    Sample(inputs: [1, 1, -1], targets: [1]),
  ]
}
