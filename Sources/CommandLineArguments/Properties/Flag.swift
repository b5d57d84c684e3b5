/// The pairs of names for a flag that can be switched off.
public struct FlagInversion: Hashable, Sendable {
  /// `--name` switches on and `--no-name` switches off.
  public static let prefixedNo = FlagInversion()
}

/// A named argument without a value: `--name`.
@propertyWrapper
public struct Flag<Value>: ArgumentProperty {
  private var storage: ArgumentBox<Value>

  /// Whether the flag was given.
  public var wrappedValue: Value {
    get { storage.finalValue }
    set { storage = storage.replacing(newValue) }
  }

  var box: any AnyArgumentBox { storage }

  private init(
    _ name: NameSpecification, _ inversion: FlagInversion?, _ help: ArgumentHelp?,
    _ rule: ValueRule<Value>, _ initial: Value?
  ) {
    storage = ArgumentBox(
      .flag(name, isInvertible: inversion != nil), help, nil, rule, initial)
  }
}

// The box is written only while parsing, before the command is handed out; the setter above
// makes a new one.
extension Flag: @unchecked Sendable where Value: Sendable {}

extension Flag where Value == Bool {
  /// Creates a flag that switches something on.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the flag is not given.
  ///   - name: The names on the command line.
  ///   - help: What the flag does.
  public init(
    wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil
  ) {
    self.init(name, nil, help, .single(), wrappedValue)
  }

  /// Creates a flag that switches something on or off.
  ///
  /// - Parameters:
  ///   - wrappedValue: The value when the flag is not given.
  ///   - name: The names on the command line.
  ///   - inversion: The names that switch off.
  ///   - help: What the flag does.
  public init(
    wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion,
    help: ArgumentHelp? = nil
  ) {
    self.init(name, inversion, help, .single(), wrappedValue)
  }

  /// Creates a flag that must be given, on or off.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - inversion: The names that switch off.
  ///   - help: What the flag does.
  public init(
    name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp? = nil
  ) {
    self.init(name, inversion, help, .single(), nil)
  }
}

extension Flag where Value == Bool? {
  /// Creates a flag that switches something on or off, `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - wrappedValue: Always `nil`.
  ///   - name: The names on the command line.
  ///   - inversion: The names that switch off.
  ///   - help: What the flag does.
  public init(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long,
    inversion: FlagInversion, help: ArgumentHelp? = nil
  ) {
    self.init(name: name, inversion: inversion, help: help)
  }

  /// Creates a flag that switches something on or off, `nil` when it is not given.
  ///
  /// - Parameters:
  ///   - name: The names on the command line.
  ///   - inversion: The names that switch off.
  ///   - help: What the flag does.
  public init(
    name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp? = nil
  ) {
    self.init(name, inversion, help, .optional(), .some(nil))
  }
}
