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
    // By index, since a node that is taken out holds references to all its texts and lists.
    for index in graph.nodes.indices {
      for input in graph.nodes[index].inputs { useCount[input] += 1 }
    }
    func isSum(_ index: Int) -> Bool {
      graph.nodes[index].builtIn == .add || graph.nodes[index].builtIn == .sum
    }
    for index in graph.nodes.indices.reversed() {
      for input in graph.nodes[index].inputs where input != graph.root {
        if graph.nodes[input].label != nil { continue }
        if folding.contains(.constants) && graph.nodes[input].isNumberConstant {
          isInlined[input] = true
        }
        // A sum that is used once, by a sum of the same group, is seen nowhere else.
        if folding.contains(.sums), useCount[input] == 1, isSum(input), isSum(index),
          graph.nodes[input].group == graph.nodes[index].group
        {
          owner[input] = owner[index]
        }
      }
    }
  }

  /// How many cards there are where nothing is grouped.
  var cardCount: Int { owner.indices.count { owner[$0] == $0 && !isInlined[$0] } }

  /// How many nodes the longest folded sum has.
  var longestSum: Int {
    var counts = [Int](repeating: 0, count: owner.count)
    for index in owner.indices where !isInlined[index] { counts[owner[index]] += 1 }
    return counts.max() ?? 0
  }
}
