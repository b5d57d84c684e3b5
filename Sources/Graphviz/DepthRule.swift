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
  /// A path takes no more than their sum, whichever way the
  /// edges of a cycle are turned.
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
