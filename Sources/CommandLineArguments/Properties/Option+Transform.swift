extension Option {
  /// Creates an option with a default value and a transform.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(name, help, completion, .single(transform), wrappedValue)
  }

  /// Creates an option with a transform that must be given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init(
    name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> Value
  ) {
    self.init(name, help, completion, .single(transform), nil)
  }

  /// Creates an option with a transform that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - wrappedValue: Always `nil`.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
    transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(name, help, completion, .optional(transform), .some(nil))
  }

  /// Creates an option with a transform that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == T? {
    self.init(name, help, completion, .optional(transform), .some(nil))
  }

  /// Creates an option with a transform for each word; it may be given several times.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    wrappedValue: [T], name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(name, help, completion, .array(transform), wrappedValue)
  }

  /// Creates an option with a transform for each word; it must be given at least once.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  ///   - transform: Makes the value from a word; an error it throws is shown.
  public init<T>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil, transform: @Sendable @escaping (String) throws -> T
  ) where Value == [T] {
    self.init(name, help, completion, .array(transform), nil)
  }
}
