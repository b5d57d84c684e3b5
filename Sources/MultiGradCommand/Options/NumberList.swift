internal import CommandLineArguments

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
