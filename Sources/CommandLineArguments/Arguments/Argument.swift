/// An argument known by its position.
@propertyWrapper
public struct Argument<Value>: ArgumentProperty {
  private let storage: ArgumentBox<Value>

  /// The value given on the command line, or the default.
  public var wrappedValue: Value { storage.value }

  var box: any AnyArgumentBox { storage }

  private init(
    _ help: ArgumentHelp?, _ rule: ValueRule<Value>, _ initial: Value?,
    completion: CompletionKind? = nil, mostValues: Int = 1
  ) {
    storage = ArgumentBox(
      .positional, [], help, rule, initial, completion: completion, mostValues: mostValues)
  }
}

extension Argument where Value: ExpressibleByArgument {
  /// Creates a positional argument that must be given.
  ///
  /// - Parameter help: What the argument does.
  public init(help: ArgumentHelp? = nil) {
    self.init(help, .single(), nil)
  }
}

extension Argument {
  /// Creates a positional argument that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(help, .optional(), .some(nil), completion: completion)
  }

  /// Creates a positional argument that takes all words that are left, and must be given one.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(help, .array(), nil, completion: completion, mostValues: .max)
  }

  /// Creates a positional argument with a transform that must be given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init(
    help: ArgumentHelp? = nil, transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(help, .single(transform), nil)
  }
}
