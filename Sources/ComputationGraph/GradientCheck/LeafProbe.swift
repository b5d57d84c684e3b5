internal import Autograd

/// The root as a function of one node, most often a leaf; only what lies between is evaluated anew.
struct LeafProbe: DifferenceProbe {
  private let graph: EvaluationGraph
  private let base: Baseline
  private let slopesByRule: [Double?]
  /// For each node those that use it and that the root depends on, one list behind another.
  private let users: [Int32]
  private let userStarts: [Int32]
  private var values: [Double]
  private var pending: [UInt64]
  private var place = 0
  /// What lies between the node and the root, ascending.
  private var between: [Int32] = []
  private var kinked: [Int32] = []
  private var branchesAtCenter: [Int8] = []
  private var branchesBelow: [Int8] = []
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
    (users, userStarts) = LeafProbe.users(in: graph)
  }

  /// Turns the lists of inputs round.
  private static func users(in graph: EvaluationGraph) -> ([Int32], [Int32]) {
    var reaches = [Bool](repeating: false, count: graph.count)
    reaches[graph.root] = true
    var starts = [Int32](repeating: 0, count: graph.count + 1)
    for place in stride(from: graph.root, through: 0, by: -1) where reaches[place] {
      for index in graph.range(of: place) {
        let input = Int(graph.inputs[index])
        reaches[input] = true
        starts[input + 1] += 1
      }
    }
    for place in 0..<graph.count { starts[place + 1] += starts[place] }
    var next = starts
    var users = [Int32](repeating: 0, count: Int(starts[graph.count]))
    for place in 0...graph.root where reaches[place] {
      for index in graph.range(of: place) {
        let input = Int(graph.inputs[index])
        users[Int(next[input])] = Int32(place)
        next[input] += 1
      }
    }
    return (users, starts)
  }

  /// Goes to another node.
  mutating func move(to place: Int) {
    self.place = place
    between.removeAll(keepingCapacity: true)
    kinked.removeAll(keepingCapacity: true)
    branchesAtCenter.removeAll(keepingCapacity: true)
    isLinearized = false
    markUsers(of: place)
    for word in place / 64...max(place, graph.root) / 64 {
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
        markUsers(of: user)
      }
    }
    branchesBelow = branchesAtCenter
  }

  private mutating func markUsers(of place: Int) {
    for index in Int(userStarts[place])..<Int(userStarts[place + 1]) {
      let user = Int(users[index])
      pending[user / 64] |= 1 << UInt64(user % 64)
    }
  }

  var center: Double { base.values[place] }
  var output: Double { base.values[graph.root] }
  var hasKinks: Bool { !kinked.isEmpty }
  var derivativeByRule: Double? { slopesByRule[place] }

  mutating func difference(over h: Double) -> Difference {
    let (above, below) = (center + h, center - h)
    let valueBelow = value(at: below)
    for (index, place) in kinked.enumerated() { branchesBelow[index] = branch(of: Int(place)) }
    let valueAbove = value(at: above)
    var crossesKink = false
    for (index, place) in kinked.enumerated()
    where isBranchChanged(
      branchesBelow[index], branchesAtCenter[index], branch(of: Int(place)))
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
    values[place] = number
    for user in between {
      let user = Int(user)
      var value = graph.value(of: user, at: values, base: base.values)
      if !base.offsets.isEmpty { value += base.offsets[user] }
      values[user] = value
    }
    return values[graph.root]
  }

  private mutating func putBack() {
    values[place] = base.values[place]
    for user in between { values[Int(user)] = base.values[Int(user)] }
  }

  @inline(__always)
  private func branch(of place: Int) -> Int8 {
    let range = graph.range(of: place)
    let x = values[Int(graph.inputs[range.lowerBound])]
    let y = range.count > 1 ? values[Int(graph.inputs[range.lowerBound + 1])] : 0
    return graph.operations[place].branch(x, y)
  }
}
