/// Rows of numbers with what a model should give for each: its data to learn from.
///
/// A data set holds at least one row and one feature, all rows are of one length, and all numbers
/// are finite. It is a plain value; subsets and standardised copies are data sets of their own.
public struct DataSet: Sendable, Equatable {
  /// What to call it in reports: "iris", or the name of its file.
  public let name: String
  /// The names of the features, one for each input.
  public let featureNames: [String]
  /// The features, row by row.
  public let inputs: [[Double]]
  /// What a model should give, one for each row.
  public let targets: Targets

  /// What the rows of a data set are to be mapped to.
  public enum Targets: Sendable, Equatable {
    /// One number a row.
    case numbers([Double])
    /// One class a row, as an index into the names. A name may have no row, as in a subset.
    case classes([Int], names: [String])
  }

  /// A data set of given rows; throws what is wrong with them.
  ///
  /// - Parameters:
  ///   - name: What to call it in reports.
  ///   - featureNames: One for each input; x1, x2, … where there are none.
  ///   - inputs: The features, row by row.
  ///   - targets: One for each row.
  public init(
    name: String, featureNames: [String]? = nil, inputs: [[Double]], targets: Targets
  ) throws(DataSetError) {
    guard let first = inputs.first else { throw .noRows }
    if first.isEmpty { throw .noFeatures }
    let names = featureNames ?? first.indices.map { "x\($0 + 1)" }
    if names.count != first.count {
      throw .wrongFeatureNameCount(names.count, features: first.count)
    }
    for (row, numbers) in inputs.enumerated() {
      if numbers.count != first.count {
        throw .ragged(row: row, expected: first.count, found: numbers.count)
      }
      if let index = numbers.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(row: row, column: names[index])
      }
    }
    try targets.check(rows: inputs.count)
    self.init(checkedName: name, featureNames: names, inputs: inputs, targets: targets)
  }

  /// A data set of rows that are known to be sound.
  init(checkedName: String, featureNames: [String], inputs: [[Double]], targets: Targets) {
    self.name = checkedName
    self.featureNames = featureNames
    self.inputs = inputs
    self.targets = targets
  }

  /// How many rows there are; at least 1.
  public var count: Int { inputs.count }

  /// How many features each row has; at least 1.
  public var inputCount: Int { featureNames.count }

  /// The rows of given indices, in their order; the names of the classes stay all.
  ///
  /// Traps where there are none, or one is not a row. An index may come twice. O(rows asked for).
  public func subset(_ rows: some Collection<Int>) -> DataSet {
    if rows.isEmpty { fatalError("A subset of '\(name)' needs at least one row.") }
    if let row = rows.first(where: { !inputs.indices.contains($0) }) {
      fatalError("Row \(row) of '\(name)' was asked for; it has \(count), counted from 0.")
    }
    return DataSet(
      checkedName: name, featureNames: featureNames, inputs: rows.map { inputs[$0] },
      targets: targets.subset(rows))
  }
}

extension DataSet.Targets {
  /// Throws where there is not one sound target for each row.
  fileprivate func check(rows: Int) throws(DataSetError) {
    switch self {
    case .numbers(let numbers):
      if numbers.count != rows { throw .wrongTargetCount(numbers.count, rows: rows) }
      if let row = numbers.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(row: row, column: "target")
      }
    case .classes(let classes, let names):
      if classes.count != rows { throw .wrongTargetCount(classes.count, rows: rows) }
      if let row = classes.firstIndex(where: { !names.indices.contains($0) }) {
        throw .unknownClass(classes[row], row: row, classCount: names.count)
      }
    }
  }

  fileprivate func subset(_ rows: some Collection<Int>) -> Self {
    switch self {
    case .numbers(let numbers): .numbers(rows.map { numbers[$0] })
    case .classes(let classes, let names): .classes(rows.map { classes[$0] }, names: names)
    }
  }
}
