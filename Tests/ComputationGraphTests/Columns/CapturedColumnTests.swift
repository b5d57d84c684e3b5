import Autograd
import Mathematics
import Testing

@testable import ComputationGraph

/// What is captured is what the tape says of each node.
@Suite struct CapturedColumnTests {
  private static let swish = CustomOperation("swish") { x in
    x * x
  } derivative: { x, _ in
    2 * x
  }

  private static func expectSame(_ graph: GraphSnapshot, _ tape: Tape, _ indices: [Int]) {
    #expect(graph.nodes.map(\.id) == indices)
    let places = Dictionary(uniqueKeysWithValues: zip(indices, 0...))
    for (index, node) in zip(indices, graph.nodes) {
      let entry = tape[index]
      let operation: NodeOperation =
        entry.operation == .custom ? .custom(entry.operationName) : .builtIn(entry.operation)
      #expect(node.operation == operation)
      #expect(node.data.bitPattern == entry.data.bitPattern)
      #expect(node.gradient?.bitPattern == entry.gradient?.bitPattern)
      #expect(node.parameter == entry.parameter && node.passes == entry.passes)
      #expect(node.label == entry.label && node.group == entry.group)
      #expect(node.role == entry.role && node.isDropped == entry.isDropped)
      #expect(Array(node.inputs) == entry.inputs.map { places[$0] })
      #expect(
        node.localDerivatives.map(\.bitPattern) == entry.localDerivatives.map(\.bitPattern))
    }
  }

  /// Any expressions in any groups and steps, captured whole and in parts, before backward and after it.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func isWhatTheTapeSays(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let tape = Tape()
    var pool = [Value(0.5, label: "x", role: .input, on: tape)]
    func record(_ depth: Int) {
      for _ in 0..<12 {
        let (a, b) = (pool.randomElement(using: &random)!, pool.randomElement(using: &random)!)
        switch Int.random(in: 0..<16, using: &random) {
        case 0: pool.append(Value(Double.random(in: -1...1, using: &random), on: tape))
        case 1: pool.append(Value(0.25, label: "w", role: .parameter, on: tape))
        case 2: pool.append(a + b)
        case 3: pool.append(a * 2)
        case 4: pool.append(a.pow(2))
        case 5: pool.append((a - b).leakyReLU(slope: 0.1))
        case 6: pool.append(Value.sum([a, b, a]))
        case 7: pool.append(Self.swish(a))
        case 8: pool.append(a.tanh())
        case 9: pool[pool.count - 1].label = ["y", "z", ""].randomElement(using: &random)!
        case 10: a.isDropped = true
        case 11: a.backward()
        case 12: a.zeroGradient()
        // Two groups of one path.
        case 13 where depth < 3: tape.group("a/b") { record(depth + 1) }
        case 14 where depth < 3: tape.group("a") { tape.group("b") { record(depth + 1) } }
        default: if depth < 3 { tape.group("sample \(depth)") { record(depth + 1) } }
        }
      }
    }
    func check() {
      let root = pool.randomElement(using: &random)!
      var needed: Set = [root.index]
      for index in (0...root.index).reversed() where needed.contains(index) {
        needed.formUnion(tape[index].inputs)
      }
      Self.expectSame(GraphSnapshot(root: root), tape, needed.sorted())
      Self.expectSame(GraphSnapshot(root: root, extent: .wholeTape), tape, Array(0..<tape.count))
      Self.expectSame(
        GraphSnapshot(root: root, extent: .nodes(needed.sorted())), tape, needed.sorted())
      let captured = GraphSnapshot(root: root)
      #expect(captured.nodes[captured.root].id == root.index)
      #expect(captured.stage == (root.gradient == nil ? .before : .after))
    }
    record(0)
    check()
    let outer = pool
    tape.step {
      record(1)
      tape.step {
        record(2)
        check()
      }
    }
    pool = outer
    record(0)
    pool[pool.count - 1].backward()
    check()
  }
}
