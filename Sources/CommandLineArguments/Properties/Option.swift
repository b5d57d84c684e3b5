/// A named argument with a value: `--name value`.
@propertyWrapper
public struct Option<Value>: ArgumentProperty {
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
    _ name: NameSpecification, _ help: ArgumentHelp?, _ completion: CompletionKind?,
    _ rule: ValueRule<Value>, _ initial: Value?
  ) {
    storage = ArgumentBox(.option(name), help, completion, rule, initial)
  }
}

// The box is written only while parsing, before the command is handed out; the setter above
// makes a new one.
extension Option: @unchecked Sendable where Value: Sendable {}

extension Option where Value: ExpressibleByArgument {
  /// Creates an option with a default value.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) {
    self.init(name, help, completion, .single(), wrappedValue)
  }

  /// Creates an option that must be given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) {
    self.init(name, help, completion, .single(), nil)
  }
}

extension Option {
  /// Creates an option that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - wrappedValue: Always `nil`.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
    help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(name, help, completion, .optional(), .some(nil))
  }

  /// Creates an option that is `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == T? {
    self.init(name, help, completion, .optional(), .some(nil))
  }

  /// Creates an option that may be given several times.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the words give none.
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], name: NameSpecification = .long, help: ArgumentHelp? = nil,
    completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(name, help, completion, .array(), wrappedValue)
  }

  /// Creates an option that must be given at least once.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - help: What the argument does.
  ///   - completion: What a shell offers; `nil` goes by the type.
  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
  ) where Value == [T] {
    self.init(name, help, completion, .array(), nil)
  }
}
