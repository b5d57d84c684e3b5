/// For each node of a graph a list of others, its inputs or its users, all in one array.
///
/// In 32 bits, which halves what a check of a large graph reads and writes.
package struct Adjacency: Sendable, Equatable {
  /// Where the list of each node begins in ``targets``; one more than there are nodes.
  private let starts: [Int32]
  /// The lists, one behind another.
  package let targets: [Int32]

  /// The lists of some pairs, each in the order of the pairs.
  ///
  /// - Parameters:
  ///   - count: The number of nodes.
  ///   - forEachPair: Calls its argument with every node and one of its targets; it runs twice.
  package init(count: Int, forEachPair: ((_ node: Int, _ target: Int) -> Void) -> Void) {
    var starts = [Int32](repeating: 0, count: count + 1)
    forEachPair { node, _ in starts[node + 1] += 1 }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var targets = [Int32](repeating: 0, count: Int(starts[count]))
    forEachPair { node, target in
      targets[Int(next[node])] = Int32(target)
      next[node] += 1
    }
    (self.starts, self.targets) = (starts, targets)
  }

  /// Lists that are known: where each begins, with the end of the last, and what they hold.
  init(starts: [Int32], targets: [Int32]) {
    (self.starts, self.targets) = (starts, targets)
  }

  /// How many nodes there are.
  package var count: Int { starts.count - 1 }

  /// The list of a node.
  package subscript(node: Int) -> LazyMapSequence<ArraySlice<Int32>, Int> {
    targets[range(of: node)].lazy.map { Int($0) }
  }

  /// How long the list of a node is.
  package func count(of node: Int) -> Int { range(of: node).count }

  /// Where the list of a node is in ``targets``.
  @inline(__always)
  package func range(of node: Int) -> Range<Int> {
    Int(starts[node])..<Int(starts[node + 1])
  }

  /// The other way round, of inputs the users: ascending, and each once, even if it uses a node twice.
  ///
  /// - Parameter isCounted: Which of the users are wanted.
  package func reversed(where isCounted: (Int) -> Bool = { _ in true }) -> Adjacency {
    Adjacency(count: count) { add in
      var last = [Int](repeating: -1, count: count)
      for user in 0..<count where isCounted(user) {
        for input in self[user] where last[input] != user {
          last[input] = user
          add(input, user)
        }
      }
    }
  }

  /// For each node, whether a root depends on it; the root does on itself.
  ///
  /// O(nodes + edges).
  ///
  /// - Parameters:
  ///   - root: A node, all of whose inputs come before it, as do those of its inputs.
  ///   - count: The number of nodes.
  ///   - forEachInput: Calls its second argument with the inputs of a node, as far as they count.
  package static func nodes(
    reachedFrom root: Int, count: Int, forEachInput: (_ node: Int, (Int) -> Void) -> Void
  ) -> [Bool] {
    var isReached = [Bool](repeating: false, count: count)
    isReached[root] = true
    for node in stride(from: root, through: 0, by: -1) where isReached[node] {
      forEachInput(node) { isReached[$0] = true }
    }
    return isReached
  }
}
