// For the exercises of the course alone: the command holds out a test split and no folds.

/// One way to hold a part of a data set back: train on the one, measure on the other.
public struct Fold: Sendable, Equatable {
  /// Which fold it is, counted from 0; good as a part of a seed.
  public let index: Int
  /// What to train on: the rows of all other folds.
  public let train: DataSet
  /// What to measure with.
  public let validation: DataSet
  /// The indices of the validation rows in the whole set, ascending.
  public let validationRows: [Int]
}

extension DataSet {
  /// The rows at random in k parts of one size, give or take a row, each held back in turn.
  ///
  /// Every row is held back exactly once. Where there are classes, each part has its share of every
  /// class, give or take a row. Within a part rows stay in the order of the set.
  ///
  /// - Parameters:
  ///   - count: From 2 to the number of rows.
  ///   - generator: Where the randomness comes from.
  public func folds(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) throws(DataSetError) -> [Fold] {
    if count < 2 || count > self.count { throw .badFoldCount(count, rows: self.count) }
    var folds = Array(repeating: 0, count: self.count)
    for (position, row) in rowsByClass(using: &generator).enumerated() {
      folds[row] = position % count
    }
    return (0..<count).map { fold in
      let validationRows = inputs.indices.filter { folds[$0] == fold }
      return Fold(
        index: fold, train: subset(inputs.indices.filter { folds[$0] != fold }),
        validation: subset(validationRows), validationRows: validationRows)
    }
  }
}

/// How well each of several settings does on rows that were held back, as for a λ from a grid.
///
///     let folds = try train.folds(5, using: &generator)
///     let result = CrossValidation(over: [0, 1e-4, 1e-2], folds: folds) { lambda, fold in
///       accuracy(of: trained(on: fold.train, l2: lambda), on: fold.validation)
///     }
///     print(result.best.setting)
///
/// All settings see the same folds, so that their scores can be compared. It is deterministic where
/// the closure is: give that a generator with a seed of its own.
public struct CrossValidation<Setting> {
  /// Which scores are the better ones.
  public enum Preference: Sendable, Equatable {
    /// Large ones, as of accuracies.
    case highest
    /// Small ones, as of losses.
    case lowest
  }

  /// The scores of one setting.
  public struct Result {
    /// The setting.
    public let setting: Setting
    /// Its score on each fold.
    public let scores: [Double]
    /// The mean of the scores.
    public let mean: Double
    /// Their standard deviation in the population, as numpy has it.
    public let standardDeviation: Double
  }

  /// One result for each setting, in the order of the grid.
  public let results: [Result]
  /// The result with the best mean; the first of equals.
  ///
  /// A mean of NaN is worse than any number.
  public let best: Result

  /// Trains once for each setting and fold: grid value by grid value, fold by fold.
  ///
  /// Traps where there is no setting or no fold; throws what the closure throws.
  ///
  /// - Parameters:
  ///   - grid: The settings to compare.
  ///   - folds: From ``DataSet/folds(_:using:)``.
  ///   - preference: Which scores are the better ones.
  ///   - score: Trains on the fold's training rows, and scores on its validation rows.
  public init<E: Error>(
    over grid: [Setting], folds: [Fold], preferring preference: Preference = .highest,
    score: (Setting, Fold) throws(E) -> Double
  ) throws(E) {
    if grid.isEmpty || folds.isEmpty {
      fatalError("Cross-validation needs at least one setting and one fold.")
    }
    var results: [Result] = []
    for setting in grid {
      var scores: [Double] = []
      for fold in folds { scores.append(try score(setting, fold)) }
      results.append(Result(setting: setting, scores: scores))
    }
    self.results = results
    best = results.dropFirst().reduce(results[0]) { best, other in
      other.isBetter(than: best, preference) ? other : best
    }
  }
}

extension CrossValidation: Sendable where Setting: Sendable {}
extension CrossValidation.Result: Sendable where Setting: Sendable {}
extension CrossValidation: Equatable where Setting: Equatable {}
extension CrossValidation.Result: Equatable where Setting: Equatable {}

extension CrossValidation.Result {
  fileprivate init(setting: Setting, scores: [Double]) {
    self.setting = setting
    self.scores = scores
    let mean = scores.reduce(0, +) / Double(scores.count)
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardDeviation = (squares / Double(scores.count)).squareRoot()
  }

  fileprivate func isBetter(
    than other: Self, _ preference: CrossValidation.Preference
  ) -> Bool {
    if mean.isNaN || other.mean.isNaN { return !mean.isNaN }
    return preference == .highest ? mean > other.mean : mean < other.mean
  }
}
