internal import Text

/// Brings the features of data sets to one scale, with the statistics of one set alone.
///
/// It is fitted on the training rows and applied to all others, so that nothing about validation or
/// test rows leaks into training:
///
///     let standardizer = Standardizer(fittedOn: split.train)
///     let train = standardizer(split.train)
///     let test = split.test.map { standardizer($0) }
///
/// Sources: CS231n, "Data Preprocessing".
public struct Standardizer: Sendable, Equatable {
  /// What is done to each feature.
  public enum Scaling: Sendable, Equatable, CaseIterable {
    /// The mean is subtracted: X -= mean(X).
    case mean
    /// The mean is subtracted, and what is left divided by its standard deviation.
    case meanAndDeviation
  }

  /// What is subtracted from each feature.
  public let means: [Double]
  /// What each feature is then divided by: its standard deviation in the population (divided by the
  /// number of rows, as numpy does), and 1 for a constant feature or where only means are taken.
  public let deviations: [Double]

  /// The statistics of a data set: that of the training rows.
  ///
  /// O(rows · features).
  public init(fittedOn train: DataSet, scaling: Scaling = .meanAndDeviation) {
    let columns = (0..<train.inputCount).map { column in train.inputs.map { $0[column] } }
    means = columns.map(Self.mean)
    deviations = zip(columns, means).map { column, mean in
      scaling == .mean ? 1 : Self.deviation(of: column, mean: mean)
    }
  }

  /// The same rows with standardised features; traps on another number of features.
  public func callAsFunction(_ dataSet: DataSet) -> DataSet {
    DataSet(
      checkedName: dataSet.name, featureNames: dataSet.featureNames,
      inputs: dataSet.inputs.map(callAsFunction), targets: dataSet.targets)
  }

  /// One standardised row; traps on another number of features.
  public func callAsFunction(_ inputs: [Double]) -> [Double] {
    if inputs.count != means.count {
      fatalError(
        "A Standardizer fitted on \(means.count.counted("feature")) was called with \(inputs.count)."
      )
    }
    return inputs.indices.map { (inputs[$0] - means[$0]) / deviations[$0] }
  }

  /// The mean; of equal numbers exactly that number, whatever rounding does to their sum.
  static func mean(_ numbers: [Double]) -> Double {
    if numbers.allSatisfy({ $0 == numbers[0] }) { return numbers[0] }
    return numbers.reduce(0, +) / Double(numbers.count)
  }

  static func deviation(of numbers: [Double], mean: Double) -> Double {
    let distances = numbers.map { ($0 - mean).magnitude }
    // Relative to the largest distance, so that no square underflows to 0.
    guard let largest = distances.max(), largest > 0 else { return 1 }
    let sum = distances.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * (sum / Double(numbers.count)).squareRoot()
  }
}
