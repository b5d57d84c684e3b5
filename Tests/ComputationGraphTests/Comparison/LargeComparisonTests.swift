import Autograd
import ComputationGraph
import Testing

/// Graphs of a hundred thousand nodes, which anything quadratic would take minutes for.
@Suite(.timeLimit(.minutes(1))) struct LargeComparisonTests {
  private typealias Node = GraphSnapshot.Node

  /// A chain, with or without one operation in its middle.
  private func chain(_ count: Int, middle: String?, isAllAlike: Bool) -> GraphSnapshot {
    let names = isAllAlike ? ["sin"] : ["sin", "exp", "tanh", "cos", "relu", "abs", "sqrt"]
    var nodes = [Node(id: 0, operation: .builtIn(.leaf), label: "x", data: 1)]
    for index in 1..<count {
      if index == count / 2, let middle {
        nodes.append(
          Node(
            id: nodes.count, operation: .init(name: middle, inputCount: 1), data: 1,
            inputs: [nodes.count - 1]))
      }
      nodes.append(
        Node(
          id: nodes.count,
          operation: .init(name: names[index * index % names.count], inputCount: 1), data: 1,
          inputs: [nodes.count - 1]))
    }
    return GraphSnapshot(stage: .before, root: nodes.count - 1, nodes: nodes)
  }

  @Test(arguments: [false, true])
  func aChain(isAllAlike: Bool) {
    let a = chain(100_000, middle: nil, isAllAlike: isAllAlike)
    let b = chain(100_000, middle: "gelu", isAllAlike: isAllAlike)
    let comparison = GraphComparison(a, b)
    #expect(comparison.onlyInA == [])
    #expect(comparison.onlyInB == [50_000])
    #expect(comparison.pairs.allSatisfy { $0.b == $0.a + ($0.a >= 50_000 ? 1 : 0) })
    #expect(comparison.counts.structuralChanges == 1)
  }

  /// One input with users by the ten thousand, and a sum of them all in the midst of what is
  /// nameless; one of them is another, and so is what becomes of the sum.
  @Test func aFan() {
    func fan(_ other: Int?) -> GraphSnapshot {
      var nodes = [Node(id: 0, operation: .builtIn(.leaf), label: "x", data: 1)]
      for index in 1...50_000 {
        nodes.append(Node(id: 2 * index, operation: .builtIn(.constant), data: Double(index)))
        nodes.append(
          Node(
            id: 2 * index + 1, operation: .builtIn(index == other ? .subtract : .multiply),
            data: Double(index),
            inputs: [0, nodes.count - 1]))
      }
      nodes.append(
        Node(id: 1, operation: .builtIn(.sum), data: 1, inputs: (1...50_000).map { 2 * $0 }))
      for name in [other == nil ? "tanh" : "sin", "exp"] {
        nodes.append(
          Node(
            id: -nodes.count, operation: .init(name: name, inputCount: 1), data: 1,
            inputs: [nodes.count - 1]))
      }
      return GraphSnapshot(stage: .before, root: nodes.count - 1, nodes: nodes)
    }
    let comparison = GraphComparison(fan(nil), fan(777))
    #expect(comparison.pairs.count == 100_004)
    #expect(comparison.pairs.allSatisfy { $0.a == $0.b })
    #expect(
      comparison.changes.map(\.aspect) == [
        .operation(.builtIn(.multiply), .builtIn(.subtract)),
        .operation(.builtIn(.tanh), .builtIn(.sin)),
      ])
    #expect(comparison.changes.map(\.pair.a) == [2 * 777, 100_002])
  }

  /// Rungs that are all alike, each with two nodes in the same position; a chain is put in halfway.
  @Test func aLadder() {
    func ladder(_ middle: Int?) -> GraphSnapshot {
      var nodes = [Node(id: 0, operation: .builtIn(.leaf), label: "x", data: 1)]
      func add(_ operation: String, _ inputs: [Int], data: Double = 1) -> Int {
        nodes.append(
          Node(
            id: nodes.count, operation: .init(name: operation, inputCount: inputs.count),
            data: data,
            inputs: inputs))
        return nodes.count - 1
      }
      var last = 0
      for rung in 0..<2000 {
        let products = [2.0, 3].map { add("*", [last, add("constant", [], data: $0)]) }
        last = add("+", products)
        if rung == middle { for _ in 0..<7 { last = add("abs", [last]) } }
      }
      return GraphSnapshot(stage: .before, root: last, nodes: nodes)
    }
    let comparison = GraphComparison(ladder(nil), ladder(1000))
    #expect(comparison.onlyInA == [])
    #expect(comparison.onlyInB == Array(5006..<5013))
    // Both products of the next rung are of another node now.
    #expect(comparison.changes.count == 2)
  }

  /// Nothing is alike, and everything is looked at.
  @Test func nothingInCommon() {
    let a = chain(50_000, middle: nil, isAllAlike: false)
    var b = chain(50_000, middle: nil, isAllAlike: false)
    for index in b.nodes.indices {
      b.nodes[index].operation = .custom("\(b.nodes[index].operation)2")
    }
    b.nodes[0].label = "y"
    let comparison = GraphComparison(a, b)
    #expect(comparison.pairs.count + comparison.onlyInB.count == 50_000)
  }

  @Test func manyEdits() {
    var random = RandomEdits(seed: 5)
    let a = random.graph(count: 20_000, leaves: 100, named: 1000)
    var b = a
    for index in stride(from: 200, to: b.count, by: 100) {
      random.apply(.changeOperation, at: index, to: &b, newTag: 0)
    }
    let comparison = GraphComparison(RandomEdits.snapshot(a), RandomEdits.snapshot(b))
    let wrong = comparison.pairs.count { $0.a != $0.b }
    #expect(wrong < 20)
    #expect(comparison.pairs.count > 19_960)
  }
}
