/// What is drawn on the card of the node that uses it, instead of one of its own.
public struct GraphFolding: OptionSet, Sendable {
  /// The bits of the set.
  public let rawValue: UInt8

  /// A set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Sums of sums, as one with many inputs.
  public static let sums = GraphFolding(rawValue: 1)
  /// Constants without a name, as numbers.
  public static let constants = GraphFolding(rawValue: 2)
}
