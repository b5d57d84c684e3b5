/// Two graphs laid over each other: what one picture of both is made from.
///
/// Its nodes are those of the second graph, in their order and with their numbers, and after them
/// those that only the first has.
public struct MergedGraph: Sendable {
  /// All nodes of both graphs; the arrows are those of the second, and of what only the first has.
  public let graph: GraphSnapshot
  /// Where each node of the graph is from, and what changed.
  public let origins: [Origin]
  /// Arrows between nodes of both graphs, or from a removed one, that only the first has, in its
  /// order.
  public let removedEdges: [Edge]
  /// The operands of the merged graph that the first does not have.
  public let addedEdges: [Edge]

  /// Which graphs a node is in.
  public enum Presence: String, Sendable {
    case both, removed, added
  }

  /// Where a node of the merged graph is from.
  public struct Origin: Sendable {
    /// Which graphs the node is in.
    public let presence: Presence
    /// The index in the first graph; `nil` where it is not in it.
    public let a: Int?
    /// The index in the second graph; `nil` where it is not in it.
    public let b: Int?
    /// What changed, most important first.
    public internal(set) var changes: [GraphChange]

    /// Whether nothing differs here.
    public var isEqual: Bool { presence == .both && changes.isEmpty }
  }

  /// An arrow from an input to its user, by their indices in the merged graph.
  public struct Edge: Sendable, Hashable {
    /// The index of the input.
    public let tail: Int
    /// The index of its user.
    public let head: Int

    /// An arrow between two nodes.
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
    var indexOfA = [Int](repeating: 0, count: a.nodes.count)
    var origins = b.nodes.indices.map {
      MergedGraph.Origin(presence: .added, a: nil, b: $0, changes: [])
    }
    for pair in pairs {
      indexOfA[pair.a] = pair.b
      origins[pair.b] = MergedGraph.Origin(presence: .both, a: pair.a, b: pair.b, changes: [])
    }
    for (offset, node) in onlyInA.enumerated() { indexOfA[node] = b.nodes.count + offset }
    var nextID = (b.nodes.lazy.map(\.id).max() ?? -1) + 1
    for index in onlyInA {
      var node = a.nodes[index]
      node.id = nextID
      node.inputs = NodeInputs(node.inputs.map { indexOfA[$0] })
      nextID += 1
      graph.nodes.append(node)
      origins.append(MergedGraph.Origin(presence: .removed, a: index, b: nil, changes: []))
    }
    for change in changes { origins[change.pair.b].changes.append(change) }

    var (removed, added) = ([MergedGraph.Edge](), [MergedGraph.Edge]())
    for pair in pairs {
      let old = a.nodes[pair.a].inputs.map { indexOfA[$0] }
      let new = b.nodes[pair.b].inputs
      if old.elementsEqual(new) { continue }
      removed += MergedGraph.surplus(old, over: Array(new)).map { .init(tail: $0, head: pair.b) }
      added += MergedGraph.surplus(Array(new), over: old).map { .init(tail: $0, head: pair.b) }
    }
    return MergedGraph(graph: graph, origins: origins, removedEdges: removed, addedEdges: added)
  }
}

extension MergedGraph {
  /// What one list of operands has more of than the other, in its order.
  fileprivate static func surplus(_ list: [Int], over other: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for index in other { counts[index, default: 0] += 1 }
    return list.filter { index in
      guard let count = counts[index], count > 0 else { return true }
      counts[index] = count - 1
      return false
    }
  }
}
