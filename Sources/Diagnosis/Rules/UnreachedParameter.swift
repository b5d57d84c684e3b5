internal import Autograd
internal import ComputationGraph

extension Rule {
  /// The leaves that no gradient can ever reach, and why.
  ///
  /// A leaf that the root depends on, but whose gradient happens to be 0, is not one of them.
  static let unreachedParameter = Rule(
    names: [.unreachedParameter], inGraph: { $0.unreachedParameters() })
}

extension GraphEvidence {
  fileprivate func unreachedParameters() -> [Finding] {
    let users = usersOfUnreached()
    let canMatter = Adjacency.nodes(reachedFrom: graph.root, count: graph.nodes.count) {
      index, visit in
      let node = graph.nodes[index]
      for (operand, input) in node.inputs.enumerated() where !isConstant(node, in: operand) {
        visit(input)
      }
    }
    return graph.nodes.indices.filter { node in
      // One that an earlier pass reached takes part, if not in this root.
      graph.nodes[node].isParameter && !canMatter[node]
        && (reachesRoot[node] || graph.nodes[node].gradient == nil)
    }.map { node in
      let (why, advice) =
        if reachesRoot[node] {
          (
            "the root depends on it only through a product with 0 or a power of 0, which is constant",
            "Change the factor or the exponent, or take the parameter out."
          )
        } else if let user = users[node] {
          (
            "the root does not depend on it: it is used by \(words(for: user)), which does not lead "
              + "to the root", "Let what is computed from it take part in the loss, or take it out."
          )
        } else {
          ("the root does not depend on it: no node uses it", "Use it, or take it out.")
        }
      return finding(.unreachedParameter, at: node, evidence: why, advice: advice)
    }
  }

  /// For each node that does not lead to the root, the first node that uses it.
  private func usersOfUnreached() -> [Int: Int] {
    var users: [Int: Int] = [:]
    for node in graph.nodes.indices {
      for input in inputs(of: node) where !reachesRoot[input] && users[input] == nil {
        users[input] = node
      }
    }
    return users
  }

  /// Whether a node is the same whatever one of its operands is.
  private func isConstant(_ node: GraphSnapshot.Node, in operand: Int) -> Bool {
    func isZero(_ operand: Int) -> Bool {
      let other = graph.nodes[node.inputs[operand]]
      return other.builtIn == .constant && other.data == 0
    }
    switch node.builtIn {
    case .powerOfConstant: return node.parameter == 0
    case .power: return operand == 0 && isZero(1)
    // Dropout multiplies by 0 on purpose, and only for this once.
    case .multiply: return !node.isDropped && isZero(1 - operand)
    default: return false
    }
  }
}
