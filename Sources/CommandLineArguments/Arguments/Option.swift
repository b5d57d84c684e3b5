/// A named argument with a value: `--name value`.
@propertyWrapper
public struct Option<Value>: ArgumentProperty {
  private let storage: ArgumentBox<Value>

  /// The value given on the command line, or the default.
  public var wrappedValue: Value { storage.value }

  var box: any AnyArgumentBox { storage }

  private init(
    _ name: NameSpecification, _ help: ArgumentHelp?, _ rule: ValueRule<Value>, _ initial: Value,
    completion: CompletionKind? = nil, mostValues: Int = 1
  ) {
    storage = ArgumentBox(
      .option, name, help, rule, initial, completion: completion, mostValues: mostValues)
  }
}

extension Option where Value: ExpressibleByArgument {
  /// Creates an option with a default value.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - name: The names on the command line.
  ///   - help: What the option does.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp? = nil
  ) {
    self.init(name, help, .single(), wrappedValue)
  }
}

extension Option {
  /// Creates an option that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the option does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(name, help, .optional(), nil, completion: completion)
  }

  /// Creates an option with a transform that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the option does.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(name, help, .optional(transform), nil)
  }

  /// Creates an option that takes several values.
  ///
  /// - Parameters:
  ///   - wrappedValue: The values when the words give none.
  ///   - name: The names on the command line.
  ///   - strategy: How many of the words behind the option are its values.
  ///   - help: What the option does.
  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], name: NameSpecification = .long, parsing strategy: ArrayParsingStrategy,
    help: ArgumentHelp? = nil
  ) where Value == [T] {
    self.init(name, help, .array(), wrappedValue, mostValues: strategy.mostValues)
  }
}

/// How many of the words behind an option are its values.
public struct ArrayParsingStrategy: Sendable {
  let mostValues: Int

  /// The words up to the next option, and no more than a number of them.
  ///
  /// The `upToNextOption` of swift-argument-parser has no bound, so that no positional argument could
  /// follow the values.
  ///
  /// - Parameter count: The most values that are taken, 1 or more.
  public static func upTo(_ count: Int) -> ArrayParsingStrategy {
    ArrayParsingStrategy(mostValues: count)
  }
}

/// A named argument without a value: `--name`.
@propertyWrapper
public struct Flag: ArgumentProperty {
  private let storage: ArgumentBox<Bool>

  /// Whether the flag was given.
  public var wrappedValue: Bool { storage.value }

  var box: any AnyArgumentBox { storage }

  /// Creates a flag that switches something on.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the flag is not given.
  ///   - name: The names on the command line.
  ///   - help: What the flag does.
  public init(wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    storage = ArgumentBox(.flag, name, help, .flag, wrappedValue)
  }
}
