internal import CommandLineArguments

/// Two numbers of training steps: `0,100`.
struct StepPair {
  let a: Int
  let b: Int

  /// Reads two numbers from a word.
  @Sendable
  init(parsing word: String) throws {
    let parts = word.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 2, numbers.count == 2, numbers.allSatisfy({ $0 >= 0 }) else {
      throw ValidationError("Give two numbers of steps, 0 or more, with a comma between: 0,100.")
    }
    (a, b) = (numbers[0], numbers[1])
  }
}
