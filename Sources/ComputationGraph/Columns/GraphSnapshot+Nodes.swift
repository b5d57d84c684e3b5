/// The columns of a graph where many nodes can look at them: they change in nobody else's hands.
final class NodeStorage: @unchecked Sendable {
  /// Written only by the one who holds the storage alone, which is what an exclusivity check would ask.
  @exclusivity(unchecked) var columns: NodeColumns

  init(_ columns: NodeColumns) { self.columns = columns }
}

extension GraphSnapshot {
  /// The nodes of a graph.
  ///
  /// A collection like an array, and a value like one, whose nodes are rows of columns: to read one, or one
  /// field of it, makes nothing.
  public struct Nodes: Sendable {
    private var storage: NodeStorage

    /// Nodes in columns.
    package init(_ columns: NodeColumns) { storage = NodeStorage(columns) }

    /// The nodes as columns.
    package var columns: NodeColumns {
      @inline(__always) _read { yield storage.columns }
      @inline(__always) _modify {
        if !isKnownUniquelyReferenced(&storage) { storage = NodeStorage(storage.columns) }
        yield &storage.columns
      }
    }
  }
}

extension GraphSnapshot.Nodes: RandomAccessCollection, MutableCollection {
  /// A node.
  public typealias Element = GraphSnapshot.Node

  /// 0.
  public var startIndex: Int { 0 }
  /// How many nodes there are.
  public var endIndex: Int { storage.columns.count }

  /// A node.
  ///
  /// O(1); to change how many inputs or derivatives it has is O(nodes).
  public subscript(index: Int) -> GraphSnapshot.Node {
    get {
      precondition(index >= 0 && index < count, "A graph has no node at this index.")
      return GraphSnapshot.Node(storage, index)
    }
    set { columns.set(newValue, at: index) }
  }
}

extension GraphSnapshot.Nodes: RangeReplaceableCollection, ExpressibleByArrayLiteral {
  /// No nodes.
  public init() { self.init(NodeColumns()) }

  /// These nodes.
  public init(arrayLiteral nodes: GraphSnapshot.Node...) { self.init(nodes) }

  /// Makes room for a number of nodes.
  public mutating func reserveCapacity(_ count: Int) { columns.reserveCapacity(count) }

  /// Appends a node.
  ///
  /// Amortised O(inputs).
  public mutating func append(_ node: GraphSnapshot.Node) { columns.append(node) }

  /// Puts nodes in the place of others; O(nodes), but for what is appended.
  public mutating func replaceSubrange(
    _ range: Range<Int>, with nodes: some Collection<GraphSnapshot.Node>
  ) {
    let rest = range.lowerBound == count ? nil : columns
    if let rest { columns = rest.rows(Array(0..<range.lowerBound)) }
    for node in nodes { columns.append(node) }
    if let rest {
      let tail = GraphSnapshot.Nodes(rest)
      for index in range.upperBound..<rest.count { columns.append(tail[index]) }
    }
  }
}

extension GraphSnapshot.Nodes: Equatable {
  /// Whether all nodes are the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.storage === b.storage || a.storage.columns == b.storage.columns
  }
}

extension GraphSnapshot.Nodes: CustomStringConvertible {
  /// As an array is written.
  public var description: String { Array(self).description }
}
