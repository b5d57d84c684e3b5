internal import CommandLineArguments

/// Layer sizes with commas between them: `3,4,4,1`.
struct SizeList {
  /// The widest layer that is taken.
  private static let largest = 10_000
  /// The most parameters that are taken: each is drawn, or at least written down.
  private static let mostParameters = 1_000_000

  let numbers: [Int]

  /// Reads sizes from a word.
  @Sendable
  init(parsing word: String) throws {
    let words = word.split(separator: ",", omittingEmptySubsequences: false)
    numbers = words.compactMap { Int($0) }
    guard numbers.count == words.count else {
      throw ValidationError("Give whole numbers with commas between them and no blanks: 3,4,4,1.")
    }
    guard numbers.count >= 2 else {
      throw ValidationError("Give the number of inputs and the size of a layer at least: 3,1.")
    }
    guard numbers.allSatisfy({ (1...SizeList.largest).contains($0) }) else {
      throw ValidationError("Give sizes from 1 to \(SizeList.largest).")
    }
    let parameters = zip(numbers, numbers.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    guard parameters <= SizeList.mostParameters else {
      throw ValidationError(
        "A network of \(parameters) parameters is too big: give at most \(SizeList.mostParameters)."
      )
    }
  }

  var inputs: Int { numbers[0] }
  var outputs: Int { numbers[numbers.count - 1] }
}

/// A list of numbers with commas between them: `1,2.5,-3`.
struct NumberList {
  let numbers: [Double]

  /// Reads numbers from a word.
  @Sendable
  init(parsing word: String) throws {
    var numbers: [Double] = []
    for word in word.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Double(word), number.isFinite else {
        throw ValidationError("Give numbers with commas between them and no blanks: 1,2.5,-3.")
      }
      numbers.append(number)
    }
    self.numbers = numbers
  }
}

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
