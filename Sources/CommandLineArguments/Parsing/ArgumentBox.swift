/// A property that holds one argument.
protocol ArgumentProperty {
  var box: any AnyArgumentBox { get }
}

/// Holds the value of an argument, whatever its type.
protocol AnyArgumentBox: AnyObject {
  var definition: ArgumentDefinition { get set }

  /// Whether the command line gave a value.
  var isGiven: Bool { get }

  /// The name by which it gave the last value; `nil` for a positional argument.
  var givenName: Name? { get set }

  /// Stores the value that a word stands for.
  ///
  /// - Returns: `false` when the word stands for no value.
  /// - Throws: The error of the argument's transform.
  func accept(_ word: String) throws -> Bool
}

/// Holds the value of an argument, for every copy of its command.
final class ArgumentBox<Value>: AnyArgumentBox {
  var definition: ArgumentDefinition
  private(set) var isGiven = false
  var givenName: Name?
  private var stored: Value?
  private let rule: ValueRule<Value>

  init(
    _ kind: ArgumentDefinition.Kind, _ names: NameSpecification, _ help: ArgumentHelp?,
    _ rule: ValueRule<Value>, _ initial: Value?, completion: CompletionKind? = nil,
    mostValues: Int = 1
  ) {
    definition = ArgumentDefinition(
      kind, names, help, completion: completion, choices: rule.choices,
      expectation: rule.expectation, mostValues: mostValues, isRequired: initial == nil,
      defaultDescription: initial.flatMap(rule.describe))
    self.rule = rule
    stored = initial
  }

  var value: Value {
    guard let stored else {
      fatalError("An argument without a default was read before the command line was parsed.")
    }
    return stored
  }

  func accept(_ word: String) throws -> Bool {
    // A default list is replaced by the first word, not extended.
    guard let next = try rule.combine(isGiven ? stored : nil, word) else { return false }
    stored = next
    isGiven = true
    return true
  }
}

/// How the words of one argument become its value.
struct ValueRule<Value> {
  var choices: [String] = []
  var expectation: String?

  /// The value as a default in the help, `nil` when there is nothing to show.
  var describe: (Value) -> String? = { _ in nil }

  /// The value after one more word, given the value so far; `nil` when the word stands for none.
  let combine: (Value?, String) throws -> Value?
}

extension ValueRule {
  static func single() -> ValueRule where Value: ExpressibleByArgument {
    ValueRule(
      choices: Value.allValueStrings, expectation: sentence(expecting: Value.self),
      describe: { $0.defaultValueDescription }, combine: { _, word in Value(argument: word) })
  }

  static func optional<T: ExpressibleByArgument>() -> ValueRule where Value == T? {
    ValueRule(
      choices: T.allValueStrings, expectation: sentence(expecting: T.self),
      combine: { _, word in T(argument: word).map { .some($0) } })
  }

  static func array<T: ExpressibleByArgument>() -> ValueRule where Value == [T] {
    ValueRule(
      choices: T.allValueStrings, expectation: sentence(expecting: T.self),
      combine: { earlier, word in T(argument: word).map { (earlier ?? []) + [$0] } })
  }

  static func single(_ transform: @escaping @Sendable (String) throws -> Value) -> ValueRule {
    ValueRule(combine: { _, word in try transform(word) })
  }

  static func optional<T>(
    _ transform: @escaping @Sendable (String) throws -> T
  ) -> ValueRule where Value == T? {
    ValueRule(combine: { _, word in .some(try transform(word)) })
  }
}

extension ValueRule<Bool> {
  static var flag: ValueRule { ValueRule(combine: { _, _ in true }) }
}

private func sentence(expecting type: any ExpressibleByArgument.Type) -> String? {
  switch type {
  case is Int.Type: "Give a whole number."
  case is UInt64.Type: "Give a whole number that is not negative."
  case is Double.Type: "Give a number."
  default: nil
  }
}
