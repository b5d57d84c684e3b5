internal import Autograd
internal import Mathematics

extension GraphMatching {
  /// One of the two graphs, and what is known of its nodes.
  struct Side {
    let count: Int
    let root: Int
    let inputs: Adjacency
    let users: Adjacency
    /// Hashes of the texts; 0 for one that is not there.
    let operations: [UInt64]
    let labels: [UInt64]
    let groups: [UInt64]
    /// Hashes of all that a node is by itself, and how many inputs it has; of a constant, its number
    /// too.
    let keys: [UInt64]
    /// Whether the order of a node's inputs says nothing.
    let isCommutative: [Bool]
    /// The matched node of the other graph; -1 where there is none.
    var mates: [Int]
    var unmatchedCount: Int

    init(_ graph: GraphSnapshot) {
      let nodes = graph.nodes
      count = nodes.count
      root = graph.root
      inputs = nodes.columns.adjacency
      users = inputs.reversed()
      var (operations, labels, groups) = ([UInt64](), [UInt64](), [UInt64]())
      var keys: [UInt64] = []
      isCommutative = nodes.map(\.builtIn.isCommutative)
      for node in nodes {
        operations.append(NodeHash.of(node.operation.name))
        labels.append(NodeHash.of(node.label))
        groups.append(NodeHash.of(node.group?.description))
        let index = operations.count - 1
        var hash = NodeHash(node.inputs.count)
        hash.add(operations[index])
        hash.add(labels[index])
        hash.add(groups[index])
        hash.add(node.parameter?.bitPattern ?? 1)
        hash.add(node.builtIn == .constant ? node.data.bitPattern : 1)
        keys.append(hash.value)
      }
      (self.operations, self.labels, self.groups, self.keys) = (operations, labels, groups, keys)
      mates = Array(repeating: -1, count: count)
      unmatchedCount = count
    }

    /// Whether a node is known by its position alone: a number without a name.
    func isNameless(_ node: Int) -> Bool {
      inputs.count(of: node) == 0 && labels[node] == 0
    }
  }

  /// A hash that is the same in every run and on both sides, unlike the library's.
  ///
  /// Should two things have one hash, a match is wrong and is reported as changes; a difference is never
  /// overlooked.
  struct NodeHash {
    private(set) var value: UInt64

    init(_ number: Int) {
      value = SeededGenerator.mix(
        UInt64(bitPattern: Int64(number)) &+ SeededGenerator.increment)
    }

    mutating func add(_ number: UInt64) {
      value = SeededGenerator.mix(value &* 0xD129_0D1F_5C6B_7A95 ^ number)
    }

    mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    /// The hash of a text; 0 for one that is not there.
    static func of(_ text: String?) -> UInt64 {
      guard let text else { return 0 }
      var hash = NodeHash(1)
      var (word, count) = (UInt64(0), 0)
      for byte in text.utf8 {
        word = word << 8 | UInt64(byte)
        count += 1
        if count % 8 == 0 { hash.add(word) }
      }
      hash.add(word)
      hash.add(count)
      return hash.value
    }
  }
}
