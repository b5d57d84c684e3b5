/// A set of arguments that can be read from the command line.
///
/// Adopt it for a group of arguments that several commands share, and include the group in a
/// command with ``OptionGroup``.
public protocol ParsableArguments {
  /// Creates the arguments with their default values.
  init()

  /// Checks the values after parsing.
  ///
  /// - Throws: ``ValidationError`` when the values do not fit together.
  func validate() throws
}

extension ParsableArguments {
  /// Accepts every combination of values.
  public func validate() throws {}
}

/// A group of arguments shared between commands.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments>: ArgumentGroup {
  /// The arguments of the group.
  public let wrappedValue: Value
  let title: String

  /// Creates a group.
  ///
  /// - Parameter title: The heading in the help; empty puts the options among the others.
  public init(title: String = "") {
    wrappedValue = Value()
    self.title = title
  }

  var contents: any ParsableArguments { wrappedValue }
}

/// A property that holds other arguments.
protocol ArgumentGroup {
  var title: String { get }
  var contents: any ParsableArguments { get }
}
