public import Autograd
package import ComputationGraph

/// What is drawn of a graph: which nodes have cards of their own, which stand together on one, and
/// which are only counted.
///
/// Samples are laid over each other: what belongs to "sample 3/layer 1/neuron 2" stands with
/// "layer 1/neuron 2", beside its parameters, and inputs of one name stand together.
public struct GraphOutline: Sendable, Equatable {
  /// One or more nodes of the graph that are drawn as one card.
  public struct Card: Sendable, Equatable {
    /// What stands for the nodes.
    public enum Kind: Sendable {
      /// A node, and what is folded into it.
      case node
      /// A group, or the nodes of one name over all samples.
      case group
      /// Nodes that are left out: "+12 more".
      case rest
    }

    /// What stands for the nodes.
    public let kind: Kind
    /// The path of the group, as "layer 1/neuron 2"; `nil` for what is no group.
    public let group: GroupPath?
    /// The path of the groups round the card; `nil` where there are none.
    public let frame: GroupPath?
    /// The indices of the nodes in the graph, ascending.
    public internal(set) var members: [Int]
    /// How many samples are laid over each other; 1 where there are none.
    public internal(set) var sampleCount = 1
    /// The members that other cards use, or that are the root.
    public internal(set) var outputs: [Int] = []

    /// The index of the node that a card of kind ``Kind/node`` is drawn as.
    public var node: Int { members[members.count - 1] }
  }

  /// A line from one card to another.
  public struct Edge: Sendable, Hashable {
    /// The index of the card that gives the data.
    public let tail: Int
    /// The index of the card that takes the data.
    public let head: Int
    /// Which input of which node the line is, between two nodes; `nil` where it stands for many.
    public let operand: Operand?

    /// A line between two cards.
    public init(tail: Int, head: Int, operand: Operand? = nil) {
      self.tail = tail
      self.head = head
      self.operand = operand
    }
  }

  /// One of the inputs of a node.
  public struct Operand: Sendable, Hashable {
    /// The node's index in the graph.
    public let node: Int
    /// Which of its inputs is meant, from 0.
    public let index: Int

    /// An input of a node.
    public init(node: Int, index: Int) {
      self.node = node
      self.index = index
    }
  }

  /// The cards, in a topological order where every one is a node.
  public internal(set) var cards: [Card]
  /// The lines between different cards, in the order of the graph: between nodes one for each
  /// operand, between others one for all.
  ///
  /// Those from parameters that are used in their own group, to a penalty on them outside of it, are
  /// left out: every group would have one. So is what flows between two cards that are left out.
  public internal(set) var edges: [Edge]

  /// Whether every card is a node.
  public var isWhole: Bool { cards.allSatisfy { $0.kind == .node } }

  /// The card that a node is drawn in; `nil` where it is a number on the card of its user.
  ///
  /// O(nodes); for many, ask ``cardOfEachNode(in:)``.
  package func card(of node: Int) -> Int? {
    cards.firstIndex { $0.members.contains(node) }
  }

  /// The card of each node of the graph.
  package func cardOfEachNode(in graph: GraphSnapshot) -> CardIndices {
    CardIndices(cards.map(\.members), nodeCount: graph.nodes.count)
  }
}

/// For each node of a graph the card that it is on; `nil` for what is a number on the card of its user.
package struct CardIndices: Sendable {
  private var indices: [Int32]

  init(_ members: [[Int]], nodeCount: Int) {
    indices = Array(repeating: -1, count: nodeCount)
    for (card, members) in members.enumerated() {
      for node in members { indices[node] = Int32(card) }
    }
  }

  package subscript(node: Int) -> Int? { indices[node] < 0 ? nil : Int(indices[node]) }
}
