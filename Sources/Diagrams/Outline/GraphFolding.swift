internal import Autograd
internal import ComputationGraph

/// What is drawn on the card of the node that uses it, instead of one of its own.
public struct GraphFolding: OptionSet, Sendable {
  /// The bits of the set.
  public let rawValue: UInt8

  /// A set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Sums of sums, as one with many inputs.
  public static let sums = GraphFolding(rawValue: 1)
  /// Constants without a name, as numbers.
  public static let constants = GraphFolding(rawValue: 2)
}

/// Where the nodes of a graph are drawn.
struct FoldedNodes {
  /// For each node the index of the one that it is drawn with: its own, except in folded sums.
  private(set) var owner: [Int]
  /// For each node, whether it is no more than a number on the card of its user.
  private(set) var isInlined: [Bool]

  init(_ graph: GraphSnapshot, _ folding: GraphFolding) {
    owner = Array(graph.nodes.indices)
    isInlined = Array(repeating: false, count: graph.nodes.count)
    if folding.isEmpty { return }
    var useCount = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { useCount[input] += 1 } }
    func isSum(_ node: GraphSnapshot.Node) -> Bool {
      node.builtIn == .add || node.builtIn == .sum
    }
    for index in graph.nodes.indices.reversed() {
      let user = graph.nodes[index]
      for input in user.inputs where input != graph.root {
        let node = graph.nodes[input]
        if node.label != nil { continue }
        if folding.contains(.constants) && node.isNumberConstant { isInlined[input] = true }
        // A sum that is used once, by a sum of the same group, is seen nowhere else.
        if folding.contains(.sums), useCount[input] == 1, isSum(node), isSum(user),
          node.group == user.group
        {
          owner[input] = owner[index]
        }
      }
    }
  }
}
