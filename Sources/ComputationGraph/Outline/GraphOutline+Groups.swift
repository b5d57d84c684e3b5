internal import Autograd

extension GraphOutline {
  /// Every node on a card of its own, or grouped by the first parts of the groups' paths.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - depth: How many parts of a path are told apart: 1 for layers, 2 for neurons; `nil` to group
  ///     nothing.
  ///   - folding: What is drawn on the card of its user.
  public init(_ graph: GraphSnapshot, depth: Int? = nil, folding: GraphFolding = []) {
    let folded = FoldedNodes(graph, folding)
    var sorter = UnitSorter(depth: depth)
    var unitOf = [Int?](repeating: nil, count: graph.nodes.count)
    for (place, node) in graph.nodes.enumerated() where folded.owner[place] == place {
      if folded.isInlined[place] && (depth == nil || node.group == nil) { continue }
      unitOf[place] = sorter.unit(of: node, at: place)
    }
    units = sorter.finishedUnits()
    for place in graph.nodes.indices {
      unitOf[place] = unitOf[folded.owner[place]]
      if let unit = unitOf[place] { units[unit].members.append(place) }
    }
    edges = []
    var isUsedAtHome = [Bool](repeating: false, count: graph.nodes.count)
    for (place, node) in graph.nodes.enumerated() {
      for input in node.inputs where unitOf[input] == unitOf[place] { isUsedAtHome[input] = true }
    }
    var isKnown: Set<Edge> = []
    var isOutput = [Bool](repeating: false, count: graph.nodes.count)
    isOutput[graph.root] = true
    for (place, node) in graph.nodes.enumerated() {
      guard let head = unitOf[place] else { continue }
      for (index, input) in node.inputs.enumerated() {
        guard let tail = unitOf[input], tail != head else { continue }
        // A penalty on what is a parameter of its own group.
        if isUsedAtHome[input] && graph.nodes[input].role == .parameter { continue }
        isOutput[input] = true
        if units[tail].kind == .node && units[head].kind == .node {
          edges.append(
            Edge(tail: tail, head: head, operand: Operand(node: place, index: index)))
        } else {
          let edge = Edge(tail: tail, head: head)
          if isKnown.insert(edge).inserted { edges.append(edge) }
        }
      }
    }
    for unit in units.indices { units[unit].outputs = units[unit].members.filter { isOutput[$0] } }
  }
}

/// Sorts nodes into units, which come in the order of the first nodes that are drawn of each.
private struct UnitSorter {
  /// What the nodes of a unit have in common.
  private struct Key: Hashable {
    var group: GroupPath?
    /// The name of nodes that lie over each other sample by sample.
    var label: String?
    /// The place of a node that stands alone.
    var place: Int?
  }

  private struct Draft {
    var key: Key
    var frame: GroupPath?
    var nodeCount = 0
    var samples: Set<Int> = []
  }

  let depth: Int?
  private var drafts: [Draft] = []
  private var places: [Key: Int] = [:]
  /// The groups' paths taken apart, each once.
  private var paths: [GroupPath: (group: GroupPath?, sample: Int?)] = [:]

  init(depth: Int?) {
    self.depth = depth
  }

  mutating func unit(of node: GraphSnapshot.Node, at place: Int) -> Int {
    guard let depth, let group = node.group else {
      drafts.append(Draft(key: Key(place: place), frame: node.group, nodeCount: 1))
      return drafts.count - 1
    }
    let path = parts(of: group, depth: depth)
    let key =
      path.group != nil
      ? Key(group: path.group) : Key(label: node.label, place: node.label == nil ? place : nil)
    let unit = places[key] ?? drafts.count
    if unit == drafts.count {
      places[key] = unit
      drafts.append(Draft(key: key, frame: path.group?.parent))
    }
    drafts[unit].nodeCount += 1
    if let sample = path.sample { drafts[unit].samples.insert(sample) }
    return unit
  }

  /// The first parts of a path without that of the sample, and the sample.
  private mutating func parts(
    of path: GroupPath, depth: Int
  ) -> (group: GroupPath?, sample: Int?) {
    if let known = paths[path] { return known }
    let parts = (group: path.withoutSample?.prefix(depth), sample: path.sample)
    paths[path] = parts
    return parts
  }

  /// The units, still without members.
  func finishedUnits() -> [GraphOutline.Unit] {
    drafts.map { draft in
      let isNode = draft.key.group == nil && draft.nodeCount == 1
      return GraphOutline.Unit(
        kind: isNode ? .node : .group, group: draft.key.group, frame: draft.frame, members: [],
        sampleCount: max(1, draft.samples.count))
    }
  }
}
