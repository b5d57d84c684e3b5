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

  /// What a shell offers for a value of this type.
  static var defaultCompletionKind: CompletionKind { get }
}

extension ExpressibleByArgument {
  /// The value as the standard library describes it.
  public var defaultValueDescription: String { "\(self)" }

  /// No fixed list.
  public static var allValueStrings: [String] { [] }

  /// The fixed list of words where there is one, else nothing.
  public static var defaultCompletionKind: CompletionKind {
    let words = allValueStrings
    return words.isEmpty ? .default : .list(words)
  }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
  /// Creates the value whose raw value a word stands for.
  ///
  /// - Parameter argument: The word.
  public init?(argument: String) {
    guard let raw = RawValue(argument: argument) else { return nil }
    self.init(rawValue: raw)
  }

  /// The raw value.
  public var defaultValueDescription: String { rawValue.defaultValueDescription }
}

extension ExpressibleByArgument
where Self: CaseIterable & RawRepresentable, RawValue: ExpressibleByArgument {
  /// The raw values of all cases, in the order of the declaration.
  public static var allValueStrings: [String] {
    allCases.map { $0.rawValue.defaultValueDescription }
  }
}

extension String: ExpressibleByArgument {
  /// Creates the word itself.
  ///
  /// - Parameter argument: The word.
  public init?(argument: String) { self = argument }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
  /// Creates the value that the standard library reads from a word.
  ///
  /// - Parameter argument: The word.
  public init?(argument: String) { self.init(argument) }
}

extension Int: ExpressibleByArgument {}
extension UInt64: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {}

extension Bool: ExpressibleByArgument {
  /// The words `true` and `false`.
  public static var allValueStrings: [String] { ["true", "false"] }
}
