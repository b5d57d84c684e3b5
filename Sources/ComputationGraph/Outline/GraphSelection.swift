/// A part of a graph that one wants to see.
public enum GraphSelection: Sendable, Equatable {
  /// What is at most so many arrows away from the nodes of a name.
  case around(String, radius: Int)
  /// Every way from the nodes of one name to those of another.
  case path(from: String, to: String)
  /// The nodes of a name, and all that they depend on.
  case ancestors(of: String)
}

/// Why a part of a graph cannot be shown.
public enum GraphSelectionError: Error, Equatable, Sendable {
  /// No node and no group has the name.
  case unknownName(String, known: [String])
  /// No data flows between the two, either way.
  case noPath(from: String, to: String)
}

extension GraphSelectionError: CustomStringConvertible {
  /// One sentence that says what happened, and what to do.
  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "no node and no group of the graph is called '\(name)'; there are "
        + (known.isEmpty
          ? "no labels: name a node by its id, as n0."
          : "\(known.prefix(12).joined(separator: ", "))\(known.count > 12 ? ", …" : ".")")
    case .noPath(let start, let end):
      "no data flows from '\(start)' to '\(end)', nor back; choose two nodes of which one depends "
        + "on the other."
    }
  }
}

extension GraphOutline {
  /// Which units belong to a part of the graph, and those that it is about.
  ///
  /// A name is a label, the path of a group ("layer 1/neuron 2", or "layer 1" for all in it), or
  /// "n12" for the node with the id 12. A path may be named from either end.
  ///
  /// O(units + edges).
  ///
  /// - Throws: That there is no such name, or no path.
  public func units(
    in selection: GraphSelection, of graph: GraphSnapshot
  ) throws(GraphSelectionError) -> (isSelected: [Bool], centers: [Int]) {
    let neighbors = UnitNeighbors(self)
    switch selection {
    case .around(let name, let radius):
      let centers = try units(named: name, of: graph)
      return (neighbors.around(centers, radius: radius), centers)
    case .ancestors(let name):
      let centers = try units(named: name, of: graph)
      return (neighbors.reached(from: centers, upstream: true), centers)
    case .path(let a, let b):
      let ends = (try units(named: a, of: graph), try units(named: b, of: graph))
      for (start, end) in [(ends.0, ends.1), (ends.1, ends.0)] {
        let isBefore = neighbors.reached(from: end, upstream: true)
        let isBehind = neighbors.reached(from: start, upstream: false)
        let isBetween = zip(isBefore, isBehind).map { $0 && $1 }
        if isBetween.contains(true) { return (isBetween, end) }
      }
      throw .noPath(from: a, to: b)
    }
  }

  private func units(
    named name: String, of graph: GraphSnapshot
  ) throws(GraphSelectionError) -> [Int] {
    func found(_ isMeant: (Unit) -> Bool) -> [Int] { units.indices.filter { isMeant(units[$0]) } }
    var result = found { $0.members.contains { graph.nodes[$0].label == name } }
    if result.isEmpty {
      result = found { unit in
        [unit.group, unit.frame].contains { $0 == name || $0?.hasPrefix(name + "/") == true }
      }
    }
    if result.isEmpty, name.hasPrefix("n"), let id = Int(name.dropFirst()) {
      result = found { $0.members.contains { graph.nodes[$0].id == id } }
    }
    if !result.isEmpty { return result }
    var known: [String] = []
    for label in graph.nodes.lazy.compactMap(\.label) where !known.contains(label) {
      known.append(label)
      if known.count == 200 { break }
    }
    throw .unknownName(name, known: known)
  }
}
