/// A directed graph as Graphviz sees it: names, attributes and order.
///
/// Any value can be made; what Graphviz cannot take is refused when the graph is used.
public struct GraphDescription: Sendable, Equatable {
  /// The name: printable ASCII, neither quote nor backslash, not empty.
  public var name: String

  /// The attributes of the graph itself.
  ///
  /// Clusters do not inherit them.
  public var attributes: [Attribute]

  /// What every node starts with.
  ///
  /// Markup is not possible here.
  public var nodeDefaults: [Attribute]

  /// What every edge starts with.
  ///
  /// Markup is not possible here.
  public var edgeDefaults: [Attribute]

  /// The nodes, in the order in which Graphviz gets them.
  public var nodes: [Node]

  /// The edges, in the order in which Graphviz gets them.
  ///
  /// Parallel ones are kept.
  public var edges: [Edge]

  /// The outermost clusters.
  public var clusters: [Cluster]

  /// Creates a graph.
  public init(
    name: String, attributes: [Attribute] = [], nodeDefaults: [Attribute] = [],
    edgeDefaults: [Attribute] = [], nodes: [Node] = [], edges: [Edge] = [],
    clusters: [Cluster] = []
  ) {
    self.name = name
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
  }
}

extension GraphDescription {
  /// A node.
  public struct Node: Sendable, Equatable {
    /// The name, of its own among the nodes: printable ASCII, neither quote nor backslash, not
    /// empty.
    public var name: String

    /// The attributes, on top of ``GraphDescription/nodeDefaults``.
    public var attributes: [Attribute]

    /// Creates a node.
    public init(name: String, attributes: [Attribute] = []) {
      self.name = name
      self.attributes = attributes
    }
  }

  /// An edge from one node to another.
  public struct Edge: Sendable, Equatable {
    /// The index of the node that the edge leaves.
    public var tail: Int

    /// The index of the node that the edge enters.
    public var head: Int

    /// The attributes, on top of ``GraphDescription/edgeDefaults``.
    public var attributes: [Attribute]

    /// Creates an edge.
    public init(tail: Int, head: Int, attributes: [Attribute] = []) {
      self.tail = tail
      self.head = head
      self.attributes = attributes
    }
  }

  /// A frame around nodes.
  public struct Cluster: Sendable, Equatable {
    /// The name without `cluster_`, of its own among the clusters: printable ASCII, neither quote
    /// nor backslash, not empty.
    public var name: String

    /// The attributes.
    public var attributes: [Attribute]

    /// The indices of the nodes that are in this cluster and in none of the inner ones.
    public var nodes: [Int]

    /// The clusters inside.
    public var clusters: [Cluster]

    /// Creates a cluster.
    ///
    /// It needs at least one node, in itself or further in.
    public init(
      name: String, attributes: [Attribute] = [], nodes: [Int] = [], clusters: [Cluster] = []
    ) {
      self.name = name
      self.attributes = attributes
      self.nodes = nodes
      self.clusters = clusters
    }
  }
}
