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
  mutating func validate() throws
}

extension ParsableArguments {
  /// Accepts every combination of values.
  public mutating func validate() throws {}
}
