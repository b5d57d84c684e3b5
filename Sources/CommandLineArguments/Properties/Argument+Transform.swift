extension Argument {
  /// Creates a positional argument with a default value and a transform.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init(
    wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(help, completion, .single(transform), wrappedValue)
  }

  /// Creates a positional argument with a transform that must be given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(help, completion, .single(transform), nil)
  }

  /// Creates a positional argument with a transform that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - wrappedValue: Always `nil`.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(help, completion, .optional(transform), .some(nil))
  }

  /// Creates a positional argument with a transform that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(help, completion, .optional(transform), .some(nil))
  }

  /// Creates a positional argument with a transform for each word; it takes all the words that remain.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    wrappedValue: [T], help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(help, completion, .array(transform), wrappedValue)
  }

  /// Creates a positional argument with a transform for each word; it takes all the words that remain, at least one.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(help, completion, .array(transform), nil)
  }
}
