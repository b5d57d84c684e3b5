/// A part of a graph that one wants to see.
public enum GraphSelection: Sendable, Equatable {
  /// What is at most `radius` arrows away from the nodes of a name.
  case around(String, radius: Int)
  /// Every way from the nodes of one name to those of another.
  case path(from: String, to: String)
  /// The nodes of a name, and all that they depend on.
  case ancestors(of: String)
}

/// Why a part of a graph cannot be shown.
public enum GraphSelectionError: Error, Equatable, Sendable {
  /// No node and no group has the name.
  case unknownName(String, known: [String])
  /// No data flows between the two, either way.
  case noPath(from: String, to: String)
}

extension GraphSelectionError: CustomStringConvertible {
  /// One sentence that says what happened, and what to do.
  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "no node and no group of the graph is called '\(name)'; there are "
        + (known.isEmpty
          ? "no labels: name a node by its id, as n0."
          : "\(known.prefix(12).joined(separator: ", "))\(known.count > 12 ? ", …" : ".")")
    case .noPath(let start, let end):
      "no data flows from '\(start)' to '\(end)', nor back; choose two nodes of which one depends "
        + "on the other."
    }
  }
}
