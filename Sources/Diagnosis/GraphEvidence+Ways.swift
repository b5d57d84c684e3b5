internal import Autograd
internal import ComputationGraph

/// The ways that a gradient can take from the root of a graph down to its parameters, and the places
/// where an operation is flat and lets nothing through.
struct GradientWays {
  /// Why an operation lets no gradient through to an operand.
  enum Plateau {
    /// A ReLU, or a maximum of 0 and something.
    case relu
    /// A maximum or a minimum of a plain number and something.
    case clamp
    /// An operation that is flat far out, as `exp` is.
    case tail
  }

  private let evidence: GraphEvidence
  /// Why a node lets no gradient through, and to which operand; `nil` where it does.
  let plateaus: [(kind: Plateau, operand: Int)?]
  /// Whether a gradient arrives at a node, other than from a penalty.
  let arrives: [Bool]
  /// Whether a node has an open way down to a parameter.
  private let isOpen: [Bool]
  /// Whether a node is a penalty: a sum of squares or magnitudes of single leaves.
  private let isPenalty: [Bool]

  init(_ evidence: GraphEvidence) {
    let graph = evidence.graph
    let plateaus = graph.nodes.indices.map { evidence.plateau(at: $0) }
    let isPenalty = evidence.penalties()
    func isClosed(_ node: Int, _ operand: Int) -> Bool {
      evidence.slope(of: node, by: operand) == 0 || plateaus[node]?.operand == operand
    }
    arrives = Adjacency.nodes(reachedFrom: graph.root, count: graph.nodes.count) { node, visit in
      for (operand, input) in evidence.inputs(of: node).enumerated()
      where !isClosed(node, operand) && !(isPenalty[input] && !isPenalty[node]) {
        visit(input)
      }
    }
    var isOpen = graph.nodes.map(\.isParameter)
    for node in graph.nodes.indices {
      for (operand, input) in evidence.inputs(of: node).enumerated()
      where isOpen[input] && !isClosed(node, operand) {
        isOpen[node] = true
      }
    }
    (self.evidence, self.plateaus) = (evidence, plateaus)
    (self.isOpen, self.isPenalty) = (isOpen, isPenalty)
  }

  /// For each node, the parameters below that no gradient reaches, apart from penalties: as many as a
  /// sentence needs.
  ///
  /// A leaf that is only multiplied by parameters which do get one, from other rows, is their data.
  func starved() -> [[Int]] {
    let graph = evidence.graph
    var starved = [[Int]](repeating: [], count: graph.nodes.count)
    for node in graph.nodes.indices {
      if graph.nodes[node].isParameter, !arrives[node], !isData(node) { starved[node] = [node] }
      for input in evidence.inputs(of: node) where !starved[input].isEmpty {
        if starved[node].isEmpty {
          // Without a copy, so that a long chain has one list.
          starved[node] = starved[input]
        } else {
          let new = starved[input].filter { !starved[node].contains($0) }
          starved[node] += new.prefix(max(0, GradientWays.mostStarved - starved[node].count))
        }
      }
    }
    return starved
  }

  /// How many starved parameters below one node are kept.
  private static let mostStarved = 64

  private func isData(_ leaf: Int) -> Bool {
    let users = evidence.users[leaf]
    return !users.isEmpty
      && users.allSatisfy { user in
        evidence.operations[user] == .multiply
          && evidence.inputs(of: user).contains {
            $0 != leaf && evidence.operations[$0] == .leaf && arrives[$0]
          }
      }
  }

  /// Whether all that a node is added to is closed as well, so that some result above gets its gradient
  /// to no parameter: not so where units beside it are at work.
  func isAlone(_ node: Int) -> Bool {
    var isSeen: Set = [node]
    var pending = [node]
    while let next = pending.popLast() {
      if isSeen.count > GradientWays.mostVisited { break }
      for user in evidence.users[next] where (evidence.gradients[user] ?? 0) != 0 {
        if evidence.isSum(user) {
          if evidence.terms(ofSumAround: user).contains(where: isAtWork) { return false }
        } else if isSeen.insert(user).inserted {
          pending.append(user)
        }
      }
    }
    return true
  }

  /// How many nodes above one are looked at.
  private static let mostVisited = 1000

  /// Whether a term of a sum is a result with an open way that is more than a weight of its own.
  private func isAtWork(_ term: Int) -> Bool {
    if isPenalty[term] { return false }
    let inputs = Array(evidence.inputs(of: term))
    if inputs.isEmpty { return false }
    if evidence.operations[term] == .multiply,
      let result = inputs.first(where: { !evidence.inputs(of: $0).isEmpty }),
      inputs.contains(where: { evidence.inputs(of: $0).isEmpty })
    {
      return evidence.slope(of: term, by: inputs.firstIndex(of: result) ?? 0) != 0
        && isAtWork(result)
    }
    return isOpen[term]
  }
}

/// What the shape of a graph says of its nodes.
extension GraphEvidence {
  /// Whether a node adds up what it is given, signs apart.
  func isSum(_ node: Int) -> Bool {
    switch operations[node] {
    case .add, .subtract, .sum, .negate: true
    default: false
    }
  }

  /// The terms of the whole sum that a node is a part of.
  func terms(ofSumAround node: Int) -> [Int] {
    var top = node
    while users.count(of: top) == 1, let user = users[top].first, isSum(user) { top = user }
    return terms(of: top)
  }

  /// What a node adds up, through sums that nothing else uses; the node itself where it is no sum.
  func terms(of node: Int) -> [Int] {
    var terms: [Int] = []
    var pending = [node]
    while let next = pending.popLast() {
      if isSum(next) && (next == node || users.count(of: next) < 2) {
        pending += inputs(of: next).reversed()
      } else {
        terms.append(next)
      }
    }
    return terms
  }

  /// Why a node lets no gradient through, and to which operand.
  fileprivate func plateau(at node: Int) -> (kind: GradientWays.Plateau, operand: Int)? {
    guard isSound(node) else { return nil }
    let inputs = graph.nodes[node].inputs
    switch operations[node] {
    case .relu, .leakyReLU: return slope(of: node) == 0 ? (.relu, 0) : nil
    case .maximum, .minimum:
      let closed = [(bound: 0, other: 1), (bound: 1, other: 0)].first { bound, other in
        !graph.nodes[inputs[bound]].isParameter && self.inputs(of: inputs[bound]).isEmpty
          && slope(of: node, by: other) == 0
      }
      guard let (bound, other) = closed else { return nil }
      let isReLU = operations[node] == .maximum && graph.nodes[inputs[bound]].data == 0
      return (isReLU ? .relu : .clamp, other)
    case .exp, .expm1, .elu, .gelu, .silu, .softplus, .sigmoid, .tanh, .erf:
      let slope = slope(of: node).magnitude
      let handed = (slope * (gradients[node] ?? 0)).magnitude
      return max(slope, handed) < Saturation.nothing ? (.tail, 0) : nil
    case .leaf, .constant, .add, .subtract, .multiply, .divide, .negate, .powerOfConstant, .power,
      .log, .log1p, .log2, .log10, .sqrt, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .abs,
      .sum, .custom:
      return nil
    }
  }

  /// Which nodes are penalties: λ times a sum of squares or magnitudes of single leaves.
  fileprivate func penalties() -> [Bool] {
    // What is a function of single leaves, each by itself, and what is that times a plain factor.
    var isSeparate = [Bool](repeating: false, count: graph.nodes.count)
    var isScaled = isSeparate
    for node in graph.nodes.indices {
      let inputs = graph.nodes[node].inputs
      func isLeaf(_ operand: Int) -> Bool { operations[inputs[operand]] == .leaf }
      func isFactor(_ operand: Int) -> Bool { self.inputs(of: inputs[operand]).isEmpty }
      switch operations[node] {
      case .abs, .powerOfConstant: isSeparate[node] = isLeaf(0)
      case .multiply:
        if inputs[0] == inputs[1] {
          isSeparate[node] = isLeaf(0)
        } else if let separate = [0, 1].first(where: { isSeparate[inputs[$0]] }) {
          isSeparate[node] = isFactor(1 - separate)
          isScaled[node] = isSeparate[node]
        }
      case .divide:
        isSeparate[node] = isSeparate[inputs[0]] && isFactor(1)
        isScaled[node] = isSeparate[node]
      case .add, .sum:
        isSeparate[node] = inputs.allSatisfy { isSeparate[$0] || operations[$0] == .constant }
        isScaled[node] = isSeparate[node] && inputs.contains { isScaled[$0] }
      default: break
      }
    }
    return isScaled
  }
}
