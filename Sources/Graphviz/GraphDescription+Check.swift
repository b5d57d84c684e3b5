/// A cluster in pre-order, with the index of the one around it, or -1.
struct FlatCluster {
  let cluster: GraphDescription.Cluster
  let parent: Int
}

extension GraphDescription {
  /// Checks names, indices and depth, and returns the clusters in pre-order.
  ///
  /// Attributes are checked where they are encoded.
  func checkedClusters() throws(GraphvizError) -> [FlatCluster] {
    try checkName(name)
    for node in nodes { try checkName(node.name) }
    for edge in edges {
      try checkIndex(edge.tail)
      try checkIndex(edge.head)
    }
    try DepthRule.check(self)
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
