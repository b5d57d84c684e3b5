/// An order of a graph's nodes in which inputs stand before users.
enum TopologicalOrder {
  case order([Int])
  /// There is none, since these nodes form a cycle; the first stands again at the end.
  case cycle([Int])

  /// Finds an order: that of the list itself where it is one.
  ///
  /// O(nodes + edges), without recursion.
  ///
  /// - Parameter inputs: For each node, the nodes that must stand before it.
  static func of(_ inputs: Adjacency) -> TopologicalOrder {
    let nodes = 0..<inputs.count
    let isOrdered = nodes.allSatisfy { node in inputs[node].allSatisfy { $0 < node } }
    if isOrdered { return .order(Array(nodes)) }

    enum Mark { case new, open, done }
    var marks = [Mark](repeating: .new, count: inputs.count)
    var order: [Int] = []
    var path: [(node: Int, next: Int)] = []
    for start in nodes where marks[start] == .new {
      path.append((start, 0))
      marks[start] = .open
      while let (node, next) = path.last {
        guard next < inputs.count(of: node) else {
          marks[node] = .done
          order.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let input = Int(inputs.targets[inputs.range(of: node).lowerBound + next])
        switch marks[input] {
        case .done: break
        case .new:
          marks[input] = .open
          path.append((input, 0))
        case .open:
          let cycle = path.drop { $0.node != input }.map(\.node)
          return .cycle(cycle + [input])
        }
      }
    }
    return .order(order)
  }
}
