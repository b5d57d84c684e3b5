/// Whether an argument appears in help and completions.
public enum ArgumentVisibility: Hashable, Sendable {
  /// The argument is shown.
  case `default`

  /// The argument works but is not shown.
  case hidden
}

/// The help of one argument.
public struct ArgumentHelp: ExpressibleByStringInterpolation, Sendable {
  /// One sentence that says what the argument does.
  public var abstract: String

  /// A longer text; lines that begin with two blanks or more are never re-wrapped.
  public var discussion: String

  /// The word between angle brackets; `nil` makes it from the argument's name.
  public var valueName: String?

  /// Whether the argument is shown.
  public var visibility: ArgumentVisibility

  /// Creates the help of one argument.
  ///
  /// - Parameters:
  ///   - abstract: One sentence that says what the argument does.
  ///   - discussion: A longer text.
  ///   - valueName: The word between angle brackets; `nil` makes it from the argument's name.
  ///   - visibility: Whether the argument is shown.
  public init(
    _ abstract: String = "",
    discussion: String = "",
    valueName: String? = nil,
    visibility: ArgumentVisibility = .default
  ) {
    self.abstract = abstract
    self.discussion = discussion
    self.valueName = valueName
    self.visibility = visibility
  }

  /// Creates help with an abstract only.
  ///
  /// - Parameter value: One sentence that says what the argument does.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Help that shows neither the argument nor a text.
  public static let hidden = ArgumentHelp(visibility: .hidden)
}
