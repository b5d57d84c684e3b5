internal import Autograd
package import ComputationGraph
internal import Text

/// A part of a graph that one wants to see.
public enum GraphSelection: Sendable, Equatable {
  /// What is at most `radius` arrows away from the nodes of a name.
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
      "no node and no group of the graph is called '\(name.quotable)'; "
        + (known.isEmpty
          ? "there are no labels: name a node by its id, as n0."
          : NearestWord.list(of: known, nearTo: name))
    case .noPath(let start, let end):
      "no data flows from '\(start.quotable)' to '\(end.quotable)', nor back; choose two nodes of which one depends "
        + "on the other."
    }
  }
}

extension GraphOutline {
  /// Which cards belong to a part of the graph, and those that it is about.
  ///
  /// A name is a label, the path of a group ("layer 1/neuron 2", or "layer 1" for all in it), or
  /// "n12" for the node with the id 12. A path may be named from either end.
  ///
  /// O(cards + edges).
  ///
  /// - Throws: That there is no such name, or no path.
  package func cards(
    in selection: GraphSelection, of graph: GraphSnapshot
  ) throws(GraphSelectionError) -> (isSelected: [Bool], centers: [Int]) {
    let neighbors = CardNeighbors(self)
    switch selection {
    case .around(let name, let radius):
      let centers = try cards(named: name, of: graph)
      return (neighbors.around(centers, radius: radius), centers)
    case .ancestors(let name):
      let centers = try cards(named: name, of: graph)
      return (neighbors.ancestors(of: centers), centers)
    case .path(let a, let b):
      let ends = (try cards(named: a, of: graph), try cards(named: b, of: graph))
      for (start, end) in [(ends.0, ends.1), (ends.1, ends.0)] {
        let isBefore = neighbors.ancestors(of: end)
        let isBehind = neighbors.descendants(of: start)
        let isBetween = zip(isBefore, isBehind).map { $0 && $1 }
        if isBetween.contains(true) { return (isBetween, end) }
      }
      throw .noPath(from: a, to: b)
    }
  }

  private func cards(
    named name: String, of graph: GraphSnapshot
  ) throws(GraphSelectionError) -> [Int] {
    func found(_ isMeant: (Card) -> Bool) -> [Int] { cards.indices.filter { isMeant(cards[$0]) } }
    var result = found { $0.members.contains { graph.nodes[$0].label == name } }
    if result.isEmpty {
      result = found { card in
        [card.group, card.frame].contains { $0?.withoutSample?.isIn(GroupPath(name)) ?? false }
      }
    }
    // As pictures call what has no name: n12, or g12 for the group that begins with it.
    if result.isEmpty, let id = CardID(name)?.nodeID {
      result = found { $0.members.contains { graph.nodes[$0].id == id } }
    }
    if !result.isEmpty { return result }
    var known: [String] = []
    let groups = graph.nodes.lazy.compactMap { $0.group?.withoutSample?.description }
    for name in Array(graph.nodes.lazy.compactMap(\.label).prefix(10_000)) + groups.prefix(10_000)
    where !known.contains(name) {
      known.append(name)
      if known.count == 200 { break }
    }
    throw .unknownName(name, known: known)
  }
}
