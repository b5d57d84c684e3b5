internal import Autograd

/// A graph in which groups of nodes stand as one: what is drawn where the whole would be too big to
/// read.
///
/// Samples are laid over each other: what belongs to "sample 3/layer 1/neuron 2" stands with
/// "layer 1/neuron 2", beside its parameters, and inputs of one name stand together.
public struct GraphOutline: Sendable, Equatable {
  /// One or more nodes of the graph that stand as one.
  public struct Unit: Sendable, Equatable {
    /// The path of the group, as "layer 1/neuron 2"; `nil` for nodes that are in none.
    public let group: String?
    /// The places of the nodes in the graph, ascending.
    public internal(set) var members: [Int]
    /// How many samples are laid over each other; 1 where there are none.
    public internal(set) var sampleCount: Int
    /// The members that other units use, or that are the root.
    public internal(set) var outputs: [Int]

    /// Whether the unit is one node, which is drawn as such.
    public var isNode: Bool { members.count == 1 && group == nil }
  }

  /// A line from one unit to another, however many edges of the graph it stands for.
  public struct Edge: Sendable, Hashable {
    /// The place of the unit that gives the data.
    public let tail: Int
    /// The place of the unit that takes the data.
    public let head: Int

    /// A line between two units.
    public init(tail: Int, head: Int) {
      self.tail = tail
      self.head = head
    }
  }

  /// The units, in the order in which their first nodes stand in the graph.
  public let units: [Unit]
  /// The lines between different units, each once, in the order of the graph.
  ///
  /// Those from a group's parameters to a penalty on them are left out: every group would have one.
  public let edges: [Edge]

  /// Groups the nodes of a graph by the first parts of their groups' paths.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - depth: How many parts of a path are told apart: 1 for layers, 2 for neurons.
  public init(_ graph: GraphSnapshot, depth: Int) {
    var units: [Unit] = []
    var places: [Key: Int] = [:]
    var samples: [Set<Substring>] = []
    let unitOf = graph.nodes.indices.map { place in
      let (key, sample) = Key.of(graph.nodes[place], at: place, depth: depth)
      let unit: Int
      if let known = places[key] {
        unit = known
      } else {
        unit = units.count
        places[key] = unit
        units.append(Unit(group: key.group, members: [], sampleCount: 1, outputs: []))
        samples.append([])
      }
      units[unit].members.append(place)
      if let sample { samples[unit].insert(sample) }
      return unit
    }
    for unit in units.indices { units[unit].sampleCount = max(1, samples[unit].count) }

    var edges: [Edge] = []
    var isKnown: Set<Edge> = []
    var isOutput = [Bool](repeating: false, count: graph.nodes.count)
    isOutput[graph.root] = true
    for (place, node) in graph.nodes.enumerated() {
      for input in node.inputs where unitOf[input] != unitOf[place] {
        if graph.nodes[input].role == .parameter && units[unitOf[input]].group != nil { continue }
        isOutput[input] = true
        let edge = Edge(tail: unitOf[input], head: unitOf[place])
        if isKnown.insert(edge).inserted { edges.append(edge) }
      }
    }
    for unit in units.indices { units[unit].outputs = units[unit].members.filter { isOutput[$0] } }
    self.units = units
    self.edges = edges
  }

  /// What the nodes of a unit have in common.
  private struct Key: Hashable {
    var group: String?
    /// The name of nodes that lie over each other sample by sample.
    var label: String?
    /// The place of a node that stands alone.
    var place: Int?

    static func of(
      _ node: GraphSnapshot.Node, at place: Int, depth: Int
    ) -> (Key, sample: Substring?) {
      guard let group = node.group else { return (Key(place: place), nil) }
      var parts = group.split(separator: "/")
      let sample = parts.first.flatMap { $0.hasPrefix("sample ") ? $0 : nil }
      if sample != nil { parts.removeFirst() }
      if !parts.isEmpty { return (Key(group: parts.prefix(depth).joined(separator: "/")), sample) }
      return (Key(label: node.label ?? "", place: node.label == nil ? place : nil), sample)
    }
  }
}

extension GraphOutline {
  /// The finest outline of at most so many units; the coarsest where none has so few.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - limit: How many units can be read at once.
  public static func readable(_ graph: GraphSnapshot, limit: Int) -> GraphOutline {
    let depths = graph.nodes.lazy.compactMap(\.group).map { group in
      group.split(separator: "/").count { !$0.hasPrefix("sample ") }
    }
    let deepest = max(1, depths.max() ?? 1)
    for depth in stride(from: deepest, to: 1, by: -1) {
      let outline = GraphOutline(graph, depth: depth)
      if outline.units.count <= limit { return outline }
    }
    return GraphOutline(graph, depth: 1)
  }
}
