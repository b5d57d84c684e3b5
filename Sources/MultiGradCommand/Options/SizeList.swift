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
