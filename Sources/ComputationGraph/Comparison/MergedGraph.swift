/// Two graphs laid over each other: what one picture of both is made from.
///
/// Its nodes are those of the second graph, in their order and with their numbers, and after them
/// those that only the first has.
public struct MergedGraph: Sendable {
  /// All nodes of both graphs; the arrows are those of the second, and of what only the first has.
  public let graph: GraphSnapshot
  /// Which graphs each node is in, and what changed, by its place in the graph.
  public let places: [Place]
  /// Arrows between nodes of both graphs, or from a removed one, that only the first has, in its
  /// order.
  public let removedEdges: [Edge]
  /// The operands of the merged graph that the first does not have.
  public let addedEdges: [Edge]

  /// Which graphs a node is in.
  public enum Presence: String, Sendable {
    case both, removed, added
  }

  /// What is known of a node of the merged graph.
  public struct Place: Sendable {
    /// Which graphs the node is in.
    public let presence: Presence
    /// The place in the first graph; `nil` where it is not in it.
    public let a: Int?
    /// The place in the second graph; `nil` where it is not in it.
    public let b: Int?
    /// What changed, most important first.
    public internal(set) var changes: [GraphChange]

    /// Whether nothing differs here.
    public var isEqual: Bool { presence == .both && changes.isEmpty }
  }

  /// An arrow from an input to its user, by their places in the merged graph.
  public struct Edge: Sendable, Hashable {
    /// The place of the input.
    public let tail: Int
    /// The place of its user.
    public let head: Int

    /// An arrow between two places.
    public init(tail: Int, head: Int) {
      self.tail = tail
      self.head = head
    }
  }
}

extension GraphComparison {
  /// The two graphs laid over each other.
  ///
  /// O(nodes + edges).
  public func merged() -> MergedGraph {
    var graph = b
    var placeOfA = [Int](repeating: 0, count: a.nodes.count)
    var places = b.nodes.indices.map {
      MergedGraph.Place(presence: .added, a: nil, b: $0, changes: [])
    }
    for pair in pairs {
      placeOfA[pair.a] = pair.b
      places[pair.b] = MergedGraph.Place(presence: .both, a: pair.a, b: pair.b, changes: [])
    }
    for (index, place) in onlyInA.enumerated() { placeOfA[place] = b.nodes.count + index }
    var nextID = (b.nodes.lazy.map(\.id).max() ?? -1) + 1
    for place in onlyInA {
      var node = a.nodes[place]
      node.id = nextID
      node.inputs = node.inputs.map { placeOfA[$0] }
      nextID += 1
      graph.nodes.append(node)
      places.append(MergedGraph.Place(presence: .removed, a: place, b: nil, changes: []))
    }
    for change in changes { places[change.pair.b].changes.append(change) }

    var (removed, added) = ([MergedGraph.Edge](), [MergedGraph.Edge]())
    for pair in pairs {
      let old = a.nodes[pair.a].inputs.map { placeOfA[$0] }
      let new = b.nodes[pair.b].inputs
      if old == new { continue }
      removed += MergedGraph.surplus(old, over: new).map { .init(tail: $0, head: pair.b) }
      added += MergedGraph.surplus(new, over: old).map { .init(tail: $0, head: pair.b) }
    }
    return MergedGraph(graph: graph, places: places, removedEdges: removed, addedEdges: added)
  }
}

extension MergedGraph {
  /// What one list of operands has more of than the other, in its order.
  fileprivate static func surplus(_ list: [Int], over other: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for place in other { counts[place, default: 0] += 1 }
    return list.filter { place in
      guard let count = counts[place], count > 0 else { return true }
      counts[place] = count - 1
      return false
    }
  }
}
