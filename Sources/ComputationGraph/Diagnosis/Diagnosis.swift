internal import Autograd

/// What all rules look at: a graph, one backward pass of our own over it, and who uses what.
///
/// A pass of our own, so that a graph before backward, or with gradients of several passes, is
/// judged like any other.
struct Diagnosis {
  /// The graph as it was given.
  let graph: GraphSnapshot
  /// What each node is computed by.
  let operations: [Value.Operation]
  /// The gradient of each node after one pass from the root.
  let gradients: [Double?]
  /// The local derivatives of each node, by its inputs.
  let slopes: [[Double]]
  /// Whether the root depends on a node.
  let reachesRoot: [Bool]
  /// For each node, the user that hands it the most; `nil` for the root and what has none.
  let mainUser: [Int?]
  /// For each node, the first user on a way to the root, of those that are not finite where there
  /// is one.
  let notFiniteUser: [Int?]

  init(_ graph: GraphSnapshot) {
    self.graph = graph
    let slopes = graph.nodes.indices.map { graph.localDerivativesByRule(at: $0) }
    let gradients = graph.gradients(over: slopes)
    let reachesRoot = graph.reachesRoot()
    var mainUser = [Int?](repeating: nil, count: graph.nodes.count)
    var most = [Double](repeating: -1, count: graph.nodes.count)
    for place in stride(from: graph.root, through: 0, by: -1) where reachesRoot[place] {
      for (input, slope) in zip(graph.nodes[place].inputs, slopes[place]) {
        let amount = ((gradients[place] ?? 0) * slope).magnitude
        if amount > most[input] || mainUser[input] == nil {
          (most[input], mainUser[input]) = (amount, place)
        }
      }
    }
    var notFiniteUser = [Int?](repeating: nil, count: graph.nodes.count)
    for (place, node) in graph.nodes.enumerated() where reachesRoot[place] {
      for input in node.inputs {
        if let known = notFiniteUser[input],
          node.data.isFinite || !graph.nodes[known].data.isFinite
        {
          continue
        }
        notFiniteUser[input] = place
      }
    }
    operations = graph.nodes.map(\.builtIn)
    (self.gradients, self.slopes, self.reachesRoot) = (gradients, slopes, reachesRoot)
    (self.mainUser, self.notFiniteUser) = (mainUser, notFiniteUser)
  }

  /// The places from a node to the root, each by the user that hands it the most.
  func path(from place: Int) -> [Int] { path(from: place, by: mainUser) }

  /// The places from a node to the root, each by a user that is not finite where there is one.
  func notFinitePath(from place: Int) -> [Int] { path(from: place, by: notFiniteUser) }

  private func path(from place: Int, by users: [Int?]) -> [Int] {
    guard reachesRoot[place] else { return [] }
    var path = [place]
    while path[path.count - 1] != graph.root, let user = users[path[path.count - 1]] {
      path.append(user)
    }
    return path
  }

  /// The numbers that a node was computed from.
  func inputs(of place: Int) -> [Double] { graph.nodes[place].inputs.map { graph.nodes[$0].data } }

  /// Whether a node and all that it was computed from are finite.
  func isSound(_ place: Int) -> Bool {
    graph.nodes[place].data.isFinite && inputs(of: place).allSatisfy(\.isFinite)
  }

  /// A node in words: "node 3 'y' (log) in layer 1/neuron 2".
  func words(_ place: Int) -> String {
    let node = graph.nodes[place]
    let name = node.label.map { " '\($0)'" } ?? ""
    return "node \(node.id)\(name) (\(node.operation))" + (node.group.map { " in \($0)" } ?? "")
  }

  /// A node in fewer words: its label, or else its number.
  func name(_ place: Int) -> String {
    graph.nodes[place].label ?? "node \(graph.nodes[place].id)"
  }

  /// Some nodes by name: "w1, w2, b and 5 more".
  func names(_ places: [Int]) -> String {
    let shown = places.prefix(4).map(name)
    let rest = places.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    return shown.count < 2
      ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and \(shown[shown.count - 1])"
  }

  /// A finding at a node.
  func finding(
    _ name: Finding.Name, at place: Int, with others: [Int] = [], evidence: String, advice: String,
    path: [Int] = []
  ) -> Finding {
    let node = graph.nodes[place]
    return Finding(
      name, nodes: [place] + others.filter { $0 != place }, node: node.id, label: node.label,
      place: words(place), evidence: evidence, advice: advice, path: path,
      pathWords: pathWords(path))
  }

  /// How many nodes of a path are named at its beginning, and how many at its end.
  private static let shownOfPath = (first: 6, last: 3)

  /// A path in words, a long one without its middle; empty where it is no way at all.
  func pathWords(_ path: [Int]) -> String {
    if path.count < 2 { return "" }
    let (first, last) = Diagnosis.shownOfPath
    let hidden = path.count - first - last
    func word(_ place: Int) -> String {
      graph.nodes[place].label ?? "\(graph.nodes[place].id) (\(graph.nodes[place].operation))"
    }
    let words =
      hidden > 1
      ? path.prefix(first).map(word) + ["… \(hidden) more …"] + path.suffix(last).map(word)
      : path.map(word)
    return words.joined(separator: " → ")
  }
}

extension GraphSnapshot {
  /// Looks for what is wrong with backpropagation through the graph.
  ///
  /// O(nodes + edges).
  ///
  /// A graph before backward is judged by a pass of our own. The findings are in the order of
  /// ``Finding/Name``, and those of one name in the order of the graph. What is the same in several
  /// samples of a network is one finding.
  public func diagnose() -> [Finding] {
    let diagnosis = Diagnosis(self)
    let findings =
      diagnosis.notFiniteForward() + diagnosis.notFiniteBackward() + diagnosis.deadReLUs()
      + diagnosis.saturated() + diagnosis.gradientFlow() + diagnosis.unreached()
      + diagnosis.heldGradients()
      + diagnosis.identicalNeurons() + diagnosis.accumulated()
    return merged(findings)
  }

  /// Makes findings of one name in one unit of a network into one.
  private func merged(_ findings: [Finding]) -> [Finding] {
    struct Unit: Hashable {
      var name: Finding.Name
      /// `nil` for all of the network.
      var group: GroupPath?
    }
    var result: [Finding] = []
    var places: [Unit: Int] = [:]
    var counts: [Int: Int] = [:]
    for finding in findings {
      guard let first = finding.nodes.first, var group = Optional(nodes[first].unitGroup),
        group != nil
      else {
        result.append(finding)
        continue
      }
      // Once training has gone astray, all parameters of a network have.
      if finding.name == .notFiniteForward && nodes[first].isParameter { group = nil }
      let unit = Unit(name: finding.name, group: group)
      if let place = places[unit] {
        result[place].nodes += finding.nodes.filter { !result[place].nodes.contains($0) }
        counts[place, default: 1] += 1
      } else {
        places[unit] = result.count
        result.append(finding)
      }
    }
    for (place, count) in counts { result[place].evidence += "; and \(count - 1) more like it" }
    return result
  }
}

extension GraphSnapshot.Node {
  /// The path of the node's group without the sample, so that samples lie over each other.
  ///
  /// `nil` where there is none.
  var unitGroup: GroupPath? { group?.withoutSample }

  /// Whether the node is of one row among several.
  var isOfSample: Bool { group?.sample != nil }

  /// The layer that the node belongs to; `nil` where there is none.
  var layer: Int? { group?.layer }

  /// Whether the node is a number that training may change: what is not said to be data.
  var isParameter: Bool { builtIn == .leaf && (role == nil || role == .parameter) }
}
