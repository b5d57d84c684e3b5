/// A property that holds one argument.
protocol ArgumentProperty {
  var box: any AnyArgumentBox { get }
}

/// The place of an argument's value, whatever its type.
protocol AnyArgumentBox: AnyObject {
  var definition: ArgumentDefinition { get }

  /// Whether the command line gave a value.
  var isGiven: Bool { get }

  /// Stores the value that a word stands for.
  ///
  /// - Returns: `false` when the word stands for no value.
  /// - Throws: The error of the argument's transform.
  func accept(_ word: String) throws -> Bool
}

/// The place of an argument's value, shared by every copy of the command until one is changed.
final class ArgumentBox<Value>: AnyArgumentBox {
  let definition: ArgumentDefinition
  private(set) var isGiven = false
  private var value: Value?
  private let rule: ValueRule<Value>

  init(
    _ kind: ArgumentDefinition.Kind, _ help: ArgumentHelp?, _ completion: CompletionKind?,
    _ rule: ValueRule<Value>, _ initial: Value?
  ) {
    definition = ArgumentDefinition(
      kind, help, completion: completion ?? rule.completion, choices: rule.choices,
      expectation: rule.expectation, isRepeating: rule.isRepeating,
      isRequired: initial == nil, defaultDescription: initial.flatMap(rule.describe))
    self.rule = rule
    value = initial
  }

  private init(_ definition: ArgumentDefinition, _ rule: ValueRule<Value>, _ value: Value) {
    self.definition = definition
    self.rule = rule
    self.value = value
  }

  var finalValue: Value {
    guard let value else {
      fatalError("An argument without a default was read before the command line was parsed.")
    }
    return value
  }

  func replacing(_ value: Value) -> ArgumentBox {
    ArgumentBox(definition, rule, value)
  }

  func accept(_ word: String) throws -> Bool {
    // A default list is replaced by the first word, not extended.
    guard let next = try rule.combine(isGiven ? value : nil, word) else { return false }
    value = next
    isGiven = true
    return true
  }
}
