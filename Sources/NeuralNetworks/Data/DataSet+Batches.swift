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
