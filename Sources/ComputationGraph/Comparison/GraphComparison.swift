/// What two graphs have in common, and what differs.
///
/// Nodes are matched by their labels and by the structure round them, not by their ids, so that a
/// node stays the same node when others are put in before it:
///
///     let comparison = GraphComparison(before, after)
///     if !comparison.isEqual { print(comparison.counts) }
///
/// Of two graphs it does not matter which comes first: the other way round, everything is mirrored.
public struct GraphComparison: Sendable {
  /// The relative difference up to which numbers are the same where nothing else is said.
  public static let usualTolerance = 1e-9

  /// The first graph: how it was.
  public let a: GraphSnapshot
  /// The second graph: how it is.
  public let b: GraphSnapshot
  /// The relative difference up to which two numbers count as the same.
  public let tolerance: Double
  /// The nodes that are in both graphs, in the order of the first.
  public let pairs: [Pair]
  /// The indices of the nodes that are in the first graph only, ascending.
  public let onlyInA: [Int]
  /// The indices of the nodes that are in the second graph only, ascending.
  public let onlyInB: [Int]
  /// What differs between the nodes of a pair, most important first: structure in the order of the
  /// nodes, then numbers by their relative change.
  public let changes: [GraphChange]

  /// A node of the first graph and the node of the second that it became.
  public struct Pair: Sendable, Hashable {
    /// The index in the nodes of the first graph.
    public let a: Int
    /// The index in the nodes of the second graph.
    public let b: Int

    /// A pair of indices.
    public init(a: Int, b: Int) {
      self.a = a
      self.b = b
    }
  }

  /// Compares two graphs.
  ///
  /// O(nodes + edges), but for the sorting of the changes.
  ///
  /// - Parameters:
  ///   - a: The first graph.
  ///   - b: The second graph.
  ///   - tolerance: The difference, relative to the greater of two numbers, up to which they count
  ///     as the same; 0 for exact equality. NaN is equal to NaN.
  public init(
    _ a: GraphSnapshot, _ b: GraphSnapshot, tolerance: Double = GraphComparison.usualTolerance
  ) {
    if !(tolerance >= 0 && tolerance.isFinite) {
      fatalError("The tolerance of a GraphComparison is a number, 0 or more, not \(tolerance).")
    }
    self.a = a
    self.b = b
    self.tolerance = tolerance
    let mates = GraphMatching.mates(a, b)
    pairs = mates.indices.compactMap { index in mates[index].map { Pair(a: index, b: $0) } }
    onlyInA = mates.indices.filter { mates[$0] == nil }
    var isMatched = [Bool](repeating: false, count: b.nodes.count)
    for pair in pairs { isMatched[pair.b] = true }
    onlyInB = isMatched.indices.filter { !isMatched[$0] }
    changes = GraphChange.all(between: a, b, pairs: pairs, mates: mates, tolerance: tolerance)
  }

  /// Whether nothing differs.
  public var isEqual: Bool { changes.isEmpty && onlyInA.isEmpty && onlyInB.isEmpty }
}

extension GraphComparison {
  /// How much differs, as numbers.
  public struct Counts: Sendable, Equatable {
    /// The nodes that are in both graphs.
    public var matched: Int
    /// The nodes that are in the first graph only.
    public var removed: Int
    /// The nodes that are in the second graph only.
    public var added: Int
    /// The changes of structure.
    public var structuralChanges: Int
    /// The changes of numbers.
    public var numericChanges: Int

    /// Counts of everything.
    public init(
      matched: Int, removed: Int, added: Int, structuralChanges: Int, numericChanges: Int
    ) {
      self.matched = matched
      self.removed = removed
      self.added = added
      self.structuralChanges = structuralChanges
      self.numericChanges = numericChanges
    }
  }

  /// How much differs, as numbers.
  public var counts: Counts {
    let numeric = changes.count { $0.aspect.isNumeric }
    return Counts(
      matched: pairs.count, removed: onlyInA.count, added: onlyInB.count,
      structuralChanges: changes.count - numeric, numericChanges: numeric)
  }
}
