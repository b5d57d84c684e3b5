internal import Autograd
internal import Mathematics

extension GraphMatching {
  /// The neighbours of each node: its inputs, or its users.
  struct Links: Equatable {
    private var starts: [Int]
    private(set) var targets: [Int]

    /// The neighbours of a node.
    subscript(place: Int) -> ArraySlice<Int> { targets[starts[place]..<starts[place + 1]] }

    func count(_ place: Int) -> Int { starts[place + 1] - starts[place] }

    /// The inputs of the nodes, in operand order.
    init(inputsOf nodes: [GraphSnapshot.Node]) {
      starts = [0]
      starts.reserveCapacity(nodes.count + 1)
      targets = []
      for node in nodes {
        targets += node.inputs
        starts.append(targets.count)
      }
    }

    /// The users of the nodes, ascending; one that uses a node twice stands there once.
    init(reversing inputs: Links) {
      let count = inputs.starts.count - 1
      var last = [Int](repeating: -1, count: count)
      starts = [Int](repeating: 0, count: count + 1)
      for user in 0..<count {
        for input in inputs[user] where last[input] != user {
          last[input] = user
          starts[input + 1] += 1
        }
      }
      for place in 0..<count { starts[place + 1] += starts[place] }
      var next = starts
      targets = [Int](repeating: 0, count: starts[count])
      last = [Int](repeating: -1, count: count)
      for user in 0..<count {
        for input in inputs[user] where last[input] != user {
          last[input] = user
          targets[next[input]] = user
          next[input] += 1
        }
      }
    }
  }

  /// One of the two graphs, and what is known of its nodes.
  struct Side {
    let count: Int
    let root: Int
    let inputs: Links
    let users: Links
    /// Hashes of the texts; 0 for one that is not there.
    let operations: [UInt64]
    let labels: [UInt64]
    let groups: [UInt64]
    /// Hashes of all that a node is by itself, and how many inputs it has; of a constant, its number
    /// too.
    let keys: [UInt64]
    /// The matched place in the other graph; -1 where there is none.
    var mates: [Int]
    var unmatchedCount: Int

    init(_ graph: GraphSnapshot) {
      let nodes = graph.nodes
      count = nodes.count
      root = graph.root
      inputs = Links(inputsOf: nodes)
      users = Links(reversing: inputs)
      var (operations, labels, groups) = ([UInt64](), [UInt64](), [UInt64]())
      var keys: [UInt64] = []
      for node in nodes {
        operations.append(NodeHash.of(node.operation.name))
        labels.append(NodeHash.of(node.label))
        groups.append(NodeHash.of(node.group?.description))
        let place = operations.count - 1
        var hash = NodeHash(node.inputs.count)
        hash.add(operations[place])
        hash.add(labels[place])
        hash.add(groups[place])
        hash.add(node.parameter?.bitPattern ?? 1)
        hash.add(node.builtIn == .constant ? node.data.bitPattern : 1)
        keys.append(hash.value)
      }
      (self.operations, self.labels, self.groups, self.keys) = (operations, labels, groups, keys)
      mates = Array(repeating: -1, count: count)
      unmatchedCount = count
    }

    /// Whether a node is known by its place alone: a number without a name.
    func isNameless(_ place: Int) -> Bool {
      inputs.count(place) == 0 && labels[place] == 0
    }
  }

  /// A hash that is the same in every run and on both sides, unlike the library's.
  ///
  /// Should two things have one hash, a match is wrong, and is told as changes; never is a difference
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
