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
  private let count: Int
  /// For each node the index of the one that it is drawn with: its own, except in folded sums; empty where
  /// nothing is folded.
  private var owners: [Int32] = []
  /// For each node, whether it is no more than a number on the card of its user; empty where nothing is folded.
  private var inlined: [Bool] = []

  init(_ graph: GraphSnapshot, _ folding: GraphFolding) {
    let nodes = graph.nodes.columns
    count = nodes.count
    if folding.isEmpty { return }
    owners = (0..<count).map { Int32($0) }
    inlined = Array(repeating: false, count: count)
    var useCount = [Int32](repeating: 0, count: count)
    for input in nodes.inputs.elements { useCount[Int(input)] += 1 }
    func isSum(_ index: Int) -> Bool {
      nodes.operations[index] == .add || nodes.operations[index] == .sum
    }
    for index in (0..<count).reversed() {
      for edge in nodes.inputs.range(of: index) {
        let input = Int(nodes.inputs.elements[edge])
        if input == graph.root || nodes.labels.codes[input] >= 0 { continue }
        if folding.contains(.constants), nodes.operations[input] == .constant,
          !nodes.isTensor(input)
        {
          inlined[input] = true
        }
        // A sum that is used once, by a sum of the same group, is seen nowhere else.
        if folding.contains(.sums), useCount[input] == 1, isSum(input), isSum(index),
          nodes.groups.codes[input] == nodes.groups.codes[index]
        {
          owners[input] = owners[index]
        }
      }
    }
  }

  /// Whether every node is drawn by itself.
  var isEmpty: Bool { owners.isEmpty }

  /// The node that one is drawn with.
  @inline(__always)
  func owner(of index: Int) -> Int { owners.isEmpty ? index : Int(owners[index]) }

  /// Whether a node is no more than a number on the card of its user.
  @inline(__always)
  func isInlined(_ index: Int) -> Bool { !inlined.isEmpty && inlined[index] }

  /// How many cards there are where nothing is grouped.
  var cardCount: Int {
    isEmpty ? count : (0..<count).count { owner(of: $0) == $0 && !isInlined($0) }
  }

  /// How many nodes the longest folded sum has.
  var longestSum: Int {
    if isEmpty { return min(count, 1) }
    var counts = [Int](repeating: 0, count: count)
    for index in 0..<count where !isInlined(index) { counts[owner(of: index)] += 1 }
    return counts.max() ?? 0
  }
}
