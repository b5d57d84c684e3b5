/// A cluster in pre-order, with the index of the one around it, or -1.
struct FlatCluster {
  let cluster: GraphDescription.Cluster
  let parent: Int
}

extension GraphDescription {
  /// Checks names, indices and depth, and returns the clusters in pre-order.
  ///
  /// Attributes are checked where they are encoded.
  func checkedClusters(for engine: GraphvizEngine) throws(GraphvizError) -> [FlatCluster] {
    try checkName(name)
    for node in nodes { try checkName(node.name) }
    for edge in edges {
      try checkIndex(edge.tail)
      try checkIndex(edge.head)
    }
    if engine == .dot { try DepthRule.check(self) }
    guard !clusters.isEmpty else { return [] }
    var walk = ClusterWalk(isTaken: [Bool](repeating: false, count: nodes.count))
    for cluster in clusters { _ = try visit(cluster, parent: -1, &walk) }
    return walk.found
  }

  private struct ClusterWalk {
    var found: [FlatCluster] = []
    var names: Set<String> = []
    var isTaken: [Bool]
  }

  /// Returns how many nodes the cluster has, those of inner clusters included.
  private func visit(
    _ cluster: Cluster, parent: Int, _ walk: inout ClusterWalk
  ) throws(GraphvizError) -> Int {
    try checkName(cluster.name)
    guard walk.names.insert(cluster.name).inserted else {
      throw .duplicateName(cluster.name)
    }
    let index = walk.found.count
    walk.found.append(FlatCluster(cluster: cluster, parent: parent))
    for node in cluster.nodes {
      try checkIndex(node)
      guard !walk.isTaken[node] else { throw .nodeInTwoClusters(nodes[node].name) }
      walk.isTaken[node] = true
    }
    var count = cluster.nodes.count
    for inner in cluster.clusters { count += try visit(inner, parent: index, &walk) }
    guard count > 0 else { throw .emptyCluster(cluster.name) }
    return count
  }

  private func checkIndex(_ index: Int) throws(GraphvizError) {
    guard nodes.indices.contains(index) else {
      throw .nodeIndexOutOfRange(index, count: nodes.count)
    }
  }

  private func checkName(_ name: String) throws(GraphvizError) {
    guard !name.isEmpty, AttributeRules.isKeyword(name), !name.utf8.contains(UInt8(ascii: "\""))
    else { throw .invalidName(name) }
  }
}

/// How many ranks a graph can have: more than 32 767 overflow a number in Graphviz, which crashes.
struct DepthRule {
  static let limit = 32_000

  private let graph: GraphDescription
  private let lengths: [Int]

  /// Refuses a graph that could have too many ranks.
  ///
  /// Complexity: linear in the size of the graph.
  static func check(_ graph: GraphDescription) throws(GraphvizError) {
    let rule = DepthRule(graph)
    // Exact, if need be, only without clusters: these turn edges around.
    guard rule.bounds.reduce(0, +) > limit else { return }
    let ranks = graph.clusters.isEmpty ? rule.longestPath : rule.bounds.reduce(0, +)
    guard ranks <= limit else { throw .tooManyRanks(ranks, limit: limit) }
  }

  private init(_ graph: GraphDescription) {
    self.graph = graph
    func length(_ attributes: [Attribute]) -> Int? {
      guard case .number(let number)? = attributes.last(where: { $0.name == "minlen" })?.value
      else { return nil }
      // What is out of range is refused for that.
      return (0...1000).contains(number) ? Int(number) : 0
    }
    // Each label takes a rank of its own, and then every edge spans two.
    func isLabelled(_ attributes: [Attribute]) -> Bool {
      attributes.contains {
        $0.name == "label" && $0.value != .text("") && $0.value != .keyword("")
      }
    }
    let labels =
      isLabelled(graph.edgeDefaults) || graph.edges.contains { isLabelled($0.attributes) }
    let usual = length(graph.edgeDefaults) ?? 1
    lengths = graph.edges.map { (length($0.attributes) ?? usual) * (labels ? 2 : 1) }
  }

  /// For each node the longest edge at it.
  ///
  /// A path takes no more than their sum, in whatever direction the edges of a cycle are turned.
  private var bounds: [Int] {
    var bounds = [Int](repeating: 0, count: graph.nodes.count)
    for (edge, length) in zip(graph.edges, lengths) {
      bounds[edge.tail] = max(bounds[edge.tail], length)
      bounds[edge.head] = max(bounds[edge.head], length)
    }
    return bounds
  }

  /// The length of the longest path, with the bound for nodes on cycles and beyond.
  private var longestPath: Int {
    var following = [[Int]](repeating: [], count: graph.nodes.count)
    var waiting = [Int](repeating: 0, count: graph.nodes.count)
    for (index, edge) in graph.edges.enumerated() {
      following[edge.tail].append(index)
      waiting[edge.head] += 1
    }
    var depths = [Int](repeating: 0, count: graph.nodes.count)
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    while let node = ready.popLast() {
      for index in following[node] {
        let head = graph.edges[index].head
        depths[head] = max(depths[head], depths[node] + lengths[index])
        waiting[head] -= 1
        if waiting[head] == 0 { ready.append(head) }
      }
    }
    let rest = zip(waiting, bounds).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
    return (depths.max() ?? 0) + rest
  }
}
