internal import CommandLineArguments

/// A range of rows, both ends included: `0..3`, or `2` for one.
struct RowRange {
  let first: Int
  let last: Int

  /// Reads a range from a word.
  @Sendable
  init(parsing word: String) throws {
    let parts = word.split(separator: "..", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...2).contains(numbers.count),
      numbers[0] >= 0, numbers[0] <= numbers[numbers.count - 1]
    else {
      throw ValidationError("Give a row, or the first and the last of several: 0..3.")
    }
    first = numbers[0]
    last = numbers[numbers.count - 1]
  }
}
