/// A data set in two or three parts that have no row in common.
public struct Split: Sendable, Equatable {
  /// What to train on.
  public let train: DataSet
  /// What to choose settings by; `nil` where its fraction is 0.
  public let validation: DataSet?
  /// What to measure with, once, at the end; `nil` where its fraction is 0.
  public let test: DataSet?

  /// The indices of the training rows in the whole set, ascending.
  public let trainRows: [Int]
  /// The same for validation.
  public let validationRows: [Int]
  /// The same for the test.
  public let testRows: [Int]
}

extension DataSet {
  /// The rows at random in parts for training, validation and test, each in the order of the set.
  ///
  /// Each part has its fraction of the rows, rounded, but at least one. Where there are classes,
  /// each part has its share of every class, give or take a row. What the other two leave is for
  /// training. The same generator gives the same parts.
  ///
  /// - Parameters:
  ///   - validationFraction: From 0 to below 1.
  ///   - testFraction: From 0 to below 1; both together are below 1.
  ///   - generator: Where the randomness comes from.
  public func split(
    validationFraction: Double = 0, testFraction: Double,
    using generator: inout some RandomNumberGenerator
  ) throws(DataSetError) -> Split {
    for (part, fraction) in [("validation", validationFraction), ("test", testFraction)]
    where !(fraction >= 0 && fraction < 1) {
      throw .badFraction(fraction, part: part)
    }
    let sum = validationFraction + testFraction
    if sum >= 1 { throw .fractionsTooLarge(sum) }
    let parts = 1 + (validationFraction > 0 ? 1 : 0) + (testFraction > 0 ? 1 : 0)
    if count < parts { throw .tooFewRows(count, parts: parts) }

    let sizes = partSizes(validation: validationFraction, test: testFraction)
    let (testRows, others) = Self.spread(sizes.test, over: rowsByClass(using: &generator))
    let (validationRows, trainRows) = Self.spread(sizes.validation, over: others)
    return Split(
      train: subset(trainRows.sorted()),
      validation: validationRows.isEmpty ? nil : subset(validationRows.sorted()),
      test: testRows.isEmpty ? nil : subset(testRows.sorted()),
      trainRows: trainRows.sorted(), validationRows: validationRows.sorted(),
      testRows: testRows.sorted())
  }

  /// The rows in random order; where there are classes, class after class.
  func rowsByClass(using generator: inout some RandomNumberGenerator) -> [Int] {
    let rows = inputs.indices.shuffled(using: &generator)
    guard let classes, let classCount else { return rows }
    var groups = Array(repeating: [Int](), count: classCount)
    for row in rows { groups[classes[row]].append(row) }
    return Array(groups.joined())
  }

  /// How many rows validation and test have: their fractions, with a row at least for each part.
  private func partSizes(validation: Double, test: Double) -> (validation: Int, test: Int) {
    func size(_ fraction: Double) -> Int {
      fraction == 0 ? 0 : max(1, Int((fraction * Double(count)).rounded()))
    }
    var sizes = (validation: size(validation), test: size(test))
    // Rounding may have taken the last row from training.
    while sizes.validation + sizes.test >= count {
      if sizes.validation > sizes.test {
        sizes.validation -= 1
      } else {
        sizes.test -= 1
      }
    }
    return sizes
  }

  /// Takes a number of rows at even distances, so that each stretch gives its share.
  private static func spread(_ taken: Int, over rows: [Int]) -> (taken: [Int], left: [Int]) {
    var result: (taken: [Int], left: [Int]) = ([], [])
    for (index, row) in rows.enumerated() {
      if (index + 1) * taken / rows.count > index * taken / rows.count {
        result.taken.append(row)
      } else {
        result.left.append(row)
      }
    }
    return result
  }
}

extension DataSet {
  /// The rows of one epoch in random order, in batches; the last one may be smaller.
  ///
  /// Call it anew for each epoch with the same generator: the next order is another one. Every row
  /// is in exactly one batch. With ``subset(_:)`` a batch is a data set.
  ///
  /// - Parameters:
  ///   - size: How many rows a batch has, from 1 to the number of rows.
  ///   - generator: Where the randomness comes from.
  /// - Returns: The indices of the rows of each batch.
  public func batches(
    of size: Int, using generator: inout some RandomNumberGenerator
  ) throws(DataSetError) -> [[Int]] {
    if size < 1 || size > count { throw .badBatchSize(size, rows: count) }
    let rows = inputs.indices.shuffled(using: &generator)
    return stride(from: 0, to: count, by: size).map { Array(rows[$0..<min($0 + size, count)]) }
  }
}
