/// How the words of one argument become its value.
struct ValueRule<Value> {
  var isRepeating = false
  var choices: [String] = []
  var completion: CompletionKind = .default
  var expectation: String?

  /// The value as a default in the help, `nil` when there is nothing to show.
  let describe: (Value) -> String?

  /// The value after one more word, given the value so far; `nil` when the word stands for none.
  let combine: (Value?, String) throws -> Value?
}

extension ValueRule {
  static func single() -> ValueRule where Value: ExpressibleByArgument {
    ValueRule(
      choices: Value.allValueStrings, completion: Value.defaultCompletionKind,
      expectation: sentence(expecting: Value.self),
      describe: { $0.defaultValueDescription },
      combine: { _, word in Value(argument: word) })
  }

  static func optional<T: ExpressibleByArgument>() -> ValueRule where Value == T? {
    ValueRule(
      choices: T.allValueStrings, completion: T.defaultCompletionKind,
      expectation: sentence(expecting: T.self),
      describe: { _ in nil },
      combine: { _, word in T(argument: word).map { .some($0) } })
  }

  static func array<T: ExpressibleByArgument>() -> ValueRule where Value == [T] {
    ValueRule(
      isRepeating: true, choices: T.allValueStrings, completion: T.defaultCompletionKind,
      expectation: sentence(expecting: T.self),
      describe: { $0.map(\.defaultValueDescription).joined(separator: ", ") },
      combine: { earlier, word in T(argument: word).map { (earlier ?? []) + [$0] } })
  }

  static func single(_ transform: @escaping @Sendable (String) throws -> Value) -> ValueRule {
    ValueRule(describe: { "\($0)" }, combine: { _, word in try transform(word) })
  }

  static func optional<T>(
    _ transform: @escaping @Sendable (String) throws -> T
  ) -> ValueRule where Value == T? {
    ValueRule(describe: { _ in nil }, combine: { _, word in .some(try transform(word)) })
  }

  static func array<T>(
    _ transform: @escaping @Sendable (String) throws -> T
  ) -> ValueRule where Value == [T] {
    ValueRule(
      isRepeating: true,
      describe: { $0.map { "\($0)" }.joined(separator: ", ") },
      combine: { earlier, word in (earlier ?? []) + [try transform(word)] })
  }
}

private func sentence(expecting type: any ExpressibleByArgument.Type) -> String? {
  switch type {
  case is Int.Type: "Give a whole number."
  case is UInt64.Type: "Give a whole number that is not negative."
  case is Double.Type: "Give a number."
  default: nil
  }
}
