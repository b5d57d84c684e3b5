internal import Autograd
internal import ComputationGraph

/// What the rules look at in a graph: one backward pass of our own over it, and who uses what.
///
/// A pass of our own, so that a graph before backward, or with gradients of several passes, is
/// judged like any other.
struct GraphEvidence {
  /// The graph as it was given.
  let graph: GraphSnapshot
  private let arrays: EvaluationGraph
  /// The gradient of each node after one pass from the root, and for tensors and what is behind them the one
  /// that the graph holds; `nil` for constants.
  let gradients: [Double?]
  private let allSlopes: [Double]
  /// Whether the root depends on a node.
  let reachesRoot: [Bool]
  /// For each node, what uses it and leads to the root.
  let users: Adjacency
  /// For each node, the user that hands it the most; `nil` for the root and what has none.
  let mainUser: [Int?]
  /// For each node, the first user on a way to the root, of those that are not finite where there
  /// is one.
  private let notFiniteUser: [Int?]

  init(_ graph: GraphSnapshot) {
    self.graph = graph
    let arrays = EvaluationGraph(graph)
    let slopes = arrays.slopesByRule()
    let gradients = arrays.gradients(over: slopes)
    let reachesRoot = graph.reachesRoot()
    var mainUser = [Int?](repeating: nil, count: arrays.count)
    var most = [Double](repeating: -1, count: arrays.count)
    for node in stride(from: graph.root, through: 0, by: -1) where reachesRoot[node] {
      for edge in arrays.inputs.range(of: node) {
        let input = Int(arrays.inputs.targets[edge])
        let amount = ((gradients[node] ?? 0) * slopes[edge]).magnitude
        if amount > most[input] || mainUser[input] == nil {
          (most[input], mainUser[input]) = (amount, node)
        }
      }
    }
    var notFiniteUser = [Int?](repeating: nil, count: arrays.count)
    for node in 0..<arrays.count where reachesRoot[node] {
      for input in arrays.inputs[node] {
        let known = notFiniteUser[input]
        let isBetter = known.map { arrays.data[$0].isFinite && !arrays.data[node].isFinite } ?? true
        if isBetter { notFiniteUser[input] = node }
      }
    }
    self.arrays = arrays
    users = arrays.inputs.reversed { reachesRoot[$0] }
    allSlopes = slopes
    self.gradients = gradients.indices.map {
      arrays.operations[$0] == .constant
        ? nil : arrays.isBehindTensors($0) ? graph.nodes[$0].gradient : gradients[$0]
    }
    (self.reachesRoot, self.mainUser, self.notFiniteUser) = (reachesRoot, mainUser, notFiniteUser)
  }

  /// What each node is computed by.
  var operations: [Value.Operation] { arrays.operations }

  /// The inputs of a node, in operand order.
  func inputs(of node: Int) -> some Collection<Int> { arrays.inputs[node] }

  /// The derivatives of a node by its operands.
  func slopes(of node: Int) -> ArraySlice<Double> { allSlopes[arrays.inputs.range(of: node)] }

  /// The derivative of a node by one of its operands.
  func slope(of node: Int, by operand: Int = 0) -> Double {
    allSlopes[arrays.inputs.range(of: node).lowerBound + operand]
  }

  /// The numbers that a node was computed from.
  func numbers(into node: Int) -> [Double] { arrays.inputs[node].map { arrays.data[$0] } }

  /// What is handed to an input of a node: the gradient of the node times the derivative; where tensors are
  /// involved, the gradient of the input, of which this is a part.
  func gradient(handedBy node: Int, to operand: Int) -> Double {
    if arrays.isOverTensors(node) { return gradients[graph.nodes[node].inputs[operand]] ?? 0 }
    return (gradients[node] ?? 0) * slope(of: node, by: operand)
  }

  /// Whether a node is a tensor or computed from one.
  func isOverTensors(_ node: Int) -> Bool { arrays.isOverTensors(node) }

  /// Whether a node and all that it was computed from are finite.
  func isSound(_ node: Int) -> Bool {
    arrays.data[node].isFinite && arrays.inputs[node].allSatisfy { arrays.data[$0].isFinite }
  }
}

/// Paths to the root.
extension GraphEvidence {
  /// The nodes from one to the root, each by the user that hands it the most.
  func path(from node: Int) -> [Int] { path(from: node, by: mainUser) }

  /// The nodes from one to the root, each by a user that is not finite where there is one.
  func notFinitePath(from node: Int) -> [Int] { path(from: node, by: notFiniteUser) }

  private func path(from node: Int, by users: [Int?]) -> [Int] {
    guard reachesRoot[node] else { return [] }
    var path = [node]
    while path[path.count - 1] != graph.root, let user = users[path[path.count - 1]] {
      path.append(user)
    }
    return path
  }

  /// How many nodes of a path are named at its beginning, and how many at its end.
  private static let shownOfPath = (first: 6, last: 3)

  /// A path in words, a long one without its middle; empty where it is no way at all.
  func words(of path: [Int]) -> String {
    if path.count < 2 { return "" }
    let (first, last) = GraphEvidence.shownOfPath
    let hidden = path.count - first - last
    func word(_ node: Int) -> String {
      graph.nodes[node].label ?? "\(graph.nodes[node].id) (\(graph.nodes[node].operation))"
    }
    let words =
      hidden > 1
      ? path.prefix(first).map(word) + ["… \(hidden) more …"] + path.suffix(last).map(word)
      : path.map(word)
    return words.joined(separator: " → ")
  }
}

/// Words for nodes, and findings at them.
extension GraphEvidence {
  /// A node in words: "node 3 'y' (log) in layer 1/neuron 2".
  func words(for index: Int) -> String {
    let node = graph.nodes[index]
    let name = node.label.map { " '\($0)'" } ?? ""
    return "node \(node.id)\(name) (\(node.operation))" + (node.group.map { " in \($0)" } ?? "")
  }

  /// A node in fewer words: its label, or else its number.
  func name(_ node: Int) -> String {
    graph.nodes[node].label ?? "node \(graph.nodes[node].id)"
  }

  /// Some nodes by name: "w1, w2, b and 5 more".
  func names(_ nodes: [Int]) -> String {
    let shown = nodes.prefix(4).map(name)
    let rest = nodes.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    return shown.count < 2
      ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and \(shown[shown.count - 1])"
  }

  /// What a node computes, with numbers: "log(0)".
  func formula(of index: Int) -> String {
    let node = graph.nodes[index]
    if isOverTensors(index) {
      let operands = node.inputs.map { input in
        graph.nodes[input].label ?? graph.nodes[input].tensor?.description
          ?? graph.nodes[input].data.brief
      }
      return "\(node.operation)(\(operands.joined(separator: ", ")))"
    }
    return node.builtIn.formula(
      at: numbers(into: index), parameter: node.parameter, name: node.operation.name)
  }

  /// A finding at a node.
  func finding(
    _ name: Finding.Name, at index: Int, with others: [Int] = [], evidence: String, advice: String,
    path: [Int] = []
  ) -> Finding {
    let node = graph.nodes[index]
    return Finding(
      name, nodes: [index] + others.filter { $0 != index }, node: node.id, label: node.label,
      location: words(for: index), evidence: evidence, advice: advice, path: path,
      pathWords: words(of: path))
  }

  /// A finding about a group of nodes as a whole.
  func finding(
    _ name: Finding.Name, in group: String, nodes: [Int], evidence: String, advice: String
  ) -> Finding {
    let path = path(from: nodes[0])
    return Finding(
      name, nodes: nodes, node: graph.nodes[nodes[0]].id, label: group, location: group,
      evidence: evidence, advice: advice, path: path, pathWords: words(of: path))
  }
}
