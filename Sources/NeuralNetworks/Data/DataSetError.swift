internal import Text

/// What is wrong with a data set, or with what was asked of it.
///
/// Rows count from 0.
public enum DataSetError: Error, Equatable, Sendable {
  /// There is no row.
  case noRows
  /// The rows have no features.
  case noFeatures
  /// There is not one name for each feature.
  case wrongFeatureNameCount(Int, features: Int)
  /// There is not one target for each row.
  case wrongTargetCount(Int, rows: Int)
  /// A row is shorter or longer than the first.
  case ragged(row: Int, expected: Int, found: Int)
  /// A number is infinite or none; the column is the feature's name, or "target".
  case notFinite(row: Int, column: String)
  /// A target is an index that no class has.
  case unknownClass(Int, row: Int, classCount: Int)

  /// All rows have one target, which leaves nothing to tell apart.
  case oneClass(String)
  /// Signs were asked for, but there are not two classes.
  case notBinary(classCount: Int)
  /// Signs were asked for, but the targets are not two different numbers.
  case notTwoNumbers(Int)

  /// A part of a split is no fraction from 0 to below 1.
  case badFraction(Double, part: String)
  /// The parts of a split leave nothing to train on.
  case fractionsTooLarge(Double)
  /// There are fewer rows than parts to split them into.
  case tooFewRows(Int, parts: Int)
  /// The number of folds is not from 2 to that of the rows.
  case badFoldCount(Int, rows: Int)
  /// The size of a batch is not from 1 to the number of rows.
  case badBatchSize(Int, rows: Int)
}

extension DataSetError: CustomStringConvertible {
  /// One sentence: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noRows: "the data set has no row; give it at least one"
    case .noFeatures: "the rows have no features; give each at least one number"
    case .wrongFeatureNameCount(let names, let features):
      "the feature names are \(names), and the features of a row \(features); give one name for each"
    case .wrongTargetCount(let targets, let rows):
      "the targets are \(targets), and the rows \(rows); give one target for each row"
    case .ragged(let row, let expected, let found):
      "row \(row) is of length \(found) where row 0 is of \(expected); make all rows of one length"
    case .notFinite(let row, let column):
      "'\(column)' of row \(row) is not a finite number; correct it, or leave the row out"
    case .unknownClass(let index, let row, let count):
      "row \(row) has class \(index), and the names of classes, counted from 0, are \(count); "
        + "correct it, or add the name"
    case .oneClass(let name):
      "all rows are of one class, '\(name)'; a loss on classes needs rows of two at least"
    case .notBinary(let count):
      "targets of ±1 need two classes, and there \(count == 1 ? "is" : "are") \(count); use a loss with an "
        + "output for each class"
    case .notTwoNumbers(let count):
      "one output tells two classes apart, and the targets are \(count.counted("number")); use a "
        + "loss on numbers, or give an output for each class"
    case .badFraction(let fraction, let part):
      "the \(part) fraction is \(fraction.shortestText); it must be from 0 to below 1"
    case .fractionsTooLarge(let sum):
      "the fractions for validation and test add up to \(sum.shortestText), which leaves no row to "
        + "train on; make them smaller"
    case .tooFewRows(let rows, let parts):
      "\(rows.counted("row")) cannot be split into \(parts) parts; use more data or "
        + "fewer parts"
    case .badFoldCount(let folds, let rows):
      rows < 2
        ? "one row cannot be split into folds; use more data"
        : "\(folds.counted("fold")) cannot be made of \(rows) rows; use a number from 2 to \(rows)"
    case .badBatchSize(let size, let rows):
      "a batch of \(size) cannot be drawn from \(rows.counted("row")); use a size "
        + (rows == 1 ? "of 1" : "from 1 to \(rows)")
    }
  }
}
