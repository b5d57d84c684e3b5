/// A type whose values can be written as one word on the command line.
public protocol ExpressibleByArgument {
  /// Creates the value that a word stands for, or `nil` when it stands for none.
  ///
  /// - Parameter argument: The word.
  init?(argument: String)

  /// The value as the help shows it where it is a default.
  var defaultValueDescription: String { get }

  /// Every word that stands for a value; empty when there is no fixed list.
  static var allValueStrings: [String] { get }
}

extension ExpressibleByArgument {
  /// The value as the standard library describes it.
  public var defaultValueDescription: String { "\(self)" }

  /// No fixed list.
  public static var allValueStrings: [String] { [] }
}

extension ExpressibleByArgument where Self: CaseIterable & RawRepresentable, RawValue == String {
  /// Creates the value whose raw value a word is.
  ///
  /// - Parameter argument: The word.
  public init?(argument: String) { self.init(rawValue: argument) }

  /// The raw value.
  public var defaultValueDescription: String { rawValue }

  /// The raw values of all cases, in the order of the declaration.
  public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
  /// Creates the value that the standard library reads from a word.
  ///
  /// - Parameter argument: The word.
  public init?(argument: String) { self.init(argument) }
}

extension String: ExpressibleByArgument {}
extension Int: ExpressibleByArgument {}
extension UInt64: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {}
