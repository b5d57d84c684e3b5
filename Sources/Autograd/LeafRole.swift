/// What a leaf is in a network.
///
/// Pictures tell the roles apart; backward does not.
public enum LeafRole: String, CaseIterable, Sendable, Codable, BitwiseCopyable {
  /// A number that comes from the data.
  case input
  /// A number that training changes.
  case parameter
  /// A number that the output is compared with.
  case target
}
