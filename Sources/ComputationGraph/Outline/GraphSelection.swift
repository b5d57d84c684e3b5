/// A part of a graph that one wants to see.
public enum GraphSelection: Sendable, Equatable {
  /// What is at most so many arrows away from the nodes of a name.
  case around(String, radius: Int)
  /// Every way from the nodes of one name to those of another.
  case path(from: String, to: String)
  /// The nodes of a name, and all that they depend on.
  case ancestors(of: String)
}
