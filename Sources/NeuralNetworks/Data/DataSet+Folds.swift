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
