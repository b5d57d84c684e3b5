/// An argument known by its position.
@propertyWrapper
public struct Argument<Value>: ArgumentProperty {
  private var storage: ArgumentBox<Value>

  /// The value given on the command line, or the default.
  public var wrappedValue: Value {
    get { storage.finalValue }
    set { storage = storage.replacing(newValue) }
  }

  /// Unavailable: the compiler looks for an initializer without parameters only here.
  ///
  /// Seeing this one makes it choose among those of the extensions.
  @available(
    *, unavailable, message: "Give a default value, or a type that is ExpressibleByArgument."
  )
  public init() {
    fatalError("A property without a value was created by an unavailable initializer.")
  }

  var box: any AnyArgumentBox { storage }

  init(
    _ help: ArgumentHelp?, _ completion: CompletionKind?,
    _ rule: ValueRule<Value>, _ initial: Value?
  ) {
    storage = ArgumentBox(.positional, help, completion, rule, initial)
  }
}

// The box is written only while parsing, before the command is handed out; the setter above
// makes a new one.
extension Argument: @unchecked Sendable where Value: Sendable {}

extension Argument where Value: ExpressibleByArgument {
  /// Creates a positional argument with a default value.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init(
    wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) {
    self.init(help, completion, .single(), wrappedValue)
  }

  /// Creates a positional argument that must be given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) {
    self.init(help, completion, .single(), nil)
  }
}

extension Argument {
  /// Creates a positional argument that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - wrappedValue: Always `nil`.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(help, completion, .optional(), .some(nil))
  }

  /// Creates a positional argument that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(help, completion, .optional(), .some(nil))
  }

  /// Creates a positional argument that takes all the words that remain.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(help, completion, .array(), wrappedValue)
  }

  /// Creates a positional argument that takes all the words that remain, at least one.
  ///
  /// - Parameters:
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(help, completion, .array(), nil)
  }
}
