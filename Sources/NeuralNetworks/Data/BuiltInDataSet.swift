/// A data set of the library by its name, and what a network on it has unless its user says otherwise.
///
/// A new one is a value of this type beside its ``DataSet``, and its name in ``allCases``.
public struct BuiltInDataSet: Sendable {
  /// What the command calls it, as "moons".
  public let name: String
  /// How many rows there are, whatever the seed.
  public let rowCount: Int
  /// How many features each row has.
  public let inputCount: Int
  /// What a network on it has.
  public let defaults: Defaults
  let make: @Sendable (_ seed: UInt64) -> DataSet

  /// What a network has unless its user says otherwise.
  public struct Defaults: Sendable {
    /// What the network is trained for.
    public var loss: Loss
    /// What each neuron applies to its sum.
    public var activation = Activation.tanh
    /// The part of the rows that is held out for a test.
    public var testFraction = 0.0
    /// Whether each feature, and a target of numbers, gets mean 0 and deviation 1.
    public var isStandardized = false
    /// Whether targets that are numbers are those of an activation, as ±1 of tanh, which the last
    /// layer then has.
    ///
    /// Elsewhere it is linear, since what a ReLU gives is never negative.
    public var lastLayerHasActivation = false

    /// What the last layer applies to its sums, in a network whose other layers apply `activation`.
    ///
    /// Scores of classes may be of any size: behind them the last layer is always linear.
    public func lastActivation(for loss: Loss, behind activation: Activation) -> Activation {
      lastLayerHasActivation && !loss.takesScores ? activation : .identity
    }

    /// Those of measured data, as of a CSV file.
    public static func measured(_ targets: DataSet.Targets) -> Defaults {
      let loss: Loss =
        switch targets {
        case .numbers: .meanSquaredError
        case .classes: .softmax
        }
      return Defaults(loss: loss, testFraction: 0.2, isStandardized: true)
    }
  }

  /// The rows; the same seed gives the same ones.
  public func rows(seed: UInt64) -> DataSet { make(seed) }
}

extension BuiltInDataSet: CaseIterable {
  /// The data sets of the library, in the order in which the command lists them.
  public static let allCases: [BuiltInDataSet] = [.micrograd, .moons, .spirals, .iris]

  /// The data set that has a name, if there is one.
  public init?(name: String) {
    guard let found = BuiltInDataSet.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}
