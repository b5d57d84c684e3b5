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
      let nodes = graph.nodes.columns
      count = nodes.count
      root = graph.root
      inputs = nodes.adjacency
      users = inputs.reversed()
      isCommutative = nodes.operations.map(\.isCommutative)
      let builtIn = Dictionary(
        uniqueKeysWithValues: Value.Operation.allCases.map { ($0, NodeHash.of($0.symbol)) })
      let names = NodeHash.ofRows(nodes.customNames, count: count)
      let labels = NodeHash.ofRows(nodes.labels, count: count)
      let groups = NodeHash.ofRows(nodes.groups, count: count)
      var (operations, keys) = ([UInt64](), [UInt64]())
      operations.reserveCapacity(count)
      keys.reserveCapacity(count)
      var last = (operation: Value.Operation.leaf, hash: builtIn[.leaf] ?? 0)
      for row in 0..<count {
        let operation = nodes.operations[row]
        if operation != last.operation { last = (operation, builtIn[operation] ?? 0) }
        operations.append(names[row] != 0 ? names[row] : last.hash)
        var hash = NodeHash(nodes.inputs.count(of: row))
        hash.add(operations[row])
        hash.add(labels[row])
        hash.add(groups[row])
        hash.add(nodes.parameters[row].number?.bitPattern ?? 1)
        hash.add(operation == .constant ? nodes.data[row].bitPattern : 1)
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

    /// The hashes of a column of texts, each hashed once.
    static func ofRows(
      _ column: InternedColumn<some Hashable & CustomStringConvertible>, count: Int
    ) -> [UInt64] {
      let hashes = column.values.map { of($0.description) }
      let codes = column.codes.values
      return codes.isEmpty
        ? Array(repeating: 0, count: count) : codes.map { $0 < 0 ? 0 : hashes[Int($0)] }
    }

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
