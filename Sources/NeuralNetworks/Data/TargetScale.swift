/// How a target of numbers is brought to mean 0 and deviation 1, with the statistics of one set alone.
///
/// A network learns targets of about 1; what it then gives, and how far it is off, is reported in the
/// target's own unit. It is fitted on the training rows, as a ``Standardizer`` is.
public struct TargetScale: Sendable, Equatable {
  /// What is subtracted from each target.
  public let mean: Double
  /// What each is then divided by: the standard deviation in the population; 1 where all are equal.
  public let deviation: Double

  /// The statistics of a data set's targets; `nil` where they are classes.
  public init?(fittedOn train: DataSet) {
    guard let numbers = train.numbers else { return nil }
    mean = Standardizer.mean(numbers)
    deviation = Standardizer.deviation(of: numbers, mean: mean)
  }

  /// A target in the unit that the network learns.
  public func standardized(_ number: Double) -> Double { (number - mean) / deviation }

  /// An output in the target's own unit.
  public func restored(_ output: Double) -> Double { mean + output * deviation }
}
