internal import Autograd

/// The root as a function of one node, most often a leaf; only what lies between is evaluated anew.
struct LeafProbe: DifferenceProbe {
  private let graph: EvaluationGraph
  private let base: Baseline
  private let slopesByRule: [Double?]
  /// For each node those that use it and that the root depends on.
  private let users: Adjacency
  private var values: [Double]
  private var pending: [UInt64]
  private var node = 0
  /// What lies between the node and the root, ascending.
  private var between: [Int32] = []
  private var kinked: [Int32] = []
  private var branchesAtCenter: [Int8] = []
  private var branchesBelow: [Int8] = []
  /// Whether an operation lies between that gives other numbers each time.
  private(set) var isNoisy = false
  /// Whether an operation lies between that is taken as linear.
  private(set) var isLinearized = false

  /// - Parameters:
  ///   - graph: The graph.
  ///   - base: Its values.
  ///   - slopesByRule: The gradients by the rules of the operations.
  init(_ graph: EvaluationGraph, _ base: Baseline, slopesByRule: [Double?]) {
    self.graph = graph
    self.base = base
    self.slopesByRule = slopesByRule
    values = base.values
    pending = [UInt64](repeating: 0, count: graph.count / 64 + 1)
    let reachesRoot = Adjacency.nodes(reachedFrom: graph.root, count: graph.count) { node, visit in
      for edge in graph.range(of: node) { visit(Int(graph.inputs.targets[edge])) }
    }
    users = graph.inputs.reversed { reachesRoot[$0] }
  }

  /// Goes to another node.
  mutating func move(to node: Int) {
    self.node = node
    between.removeAll(keepingCapacity: true)
    kinked.removeAll(keepingCapacity: true)
    branchesAtCenter.removeAll(keepingCapacity: true)
    (isLinearized, isNoisy) = (false, false)
    markUsers(of: node)
    for word in node / 64...max(node, graph.root) / 64 {
      while pending[word] != 0 {
        let bit = pending[word].trailingZeroBitCount
        pending[word] &= pending[word] - 1
        let user = word * 64 + bit
        between.append(Int32(user))
        if graph.operations[user].isKinked {
          kinked.append(Int32(user))
          branchesAtCenter.append(branch(of: user))
        }
        if graph.isOpaque(user) { isLinearized = true }
        if graph.operations[user] == .custom, graph.noisy.contains(user) { isNoisy = true }
        markUsers(of: user)
      }
    }
    branchesBelow = branchesAtCenter
  }

  private mutating func markUsers(of node: Int) {
    for edge in users.range(of: node) {
      let user = Int(users.targets[edge])
      pending[user / 64] |= 1 << UInt64(user % 64)
    }
  }

  var center: Double { base.values[node] }
  var output: Double { base.values[graph.root] }
  var hasKinks: Bool { !kinked.isEmpty }
  var derivativeByRule: Double? { slopesByRule[node] }

  mutating func difference(over h: Double) -> Difference {
    let (above, below) = (center + h, center - h)
    let valueBelow = value(at: below)
    for (index, node) in kinked.enumerated() { branchesBelow[index] = branch(of: Int(node)) }
    let valueAbove = value(at: above)
    var crossesKink = false
    for (index, node) in kinked.enumerated()
    where isBranchChanged(
      branchesBelow[index], branchesAtCenter[index], branch(of: Int(node)))
    {
      crossesKink = true
      break
    }
    putBack()
    return Difference(
      above: valueAbove, below: valueBelow, distanceAbove: above - center,
      distanceBelow: center - below, crossesKink: crossesKink)
  }

  private mutating func value(at number: Double) -> Double {
    values[node] = number
    for user in between {
      let user = Int(user)
      var value = graph.value(of: user, at: values, base: base.values)
      if !base.offsets.isEmpty { value += base.offsets[user] }
      values[user] = value
    }
    return values[graph.root]
  }

  private mutating func putBack() {
    values[node] = base.values[node]
    for user in between { values[Int(user)] = base.values[Int(user)] }
  }

  @inline(__always)
  private func branch(of node: Int) -> Int8 {
    let (x, y) = graph.operands(of: node, at: values)
    return graph.operations[node].branch(x, y)
  }
}
