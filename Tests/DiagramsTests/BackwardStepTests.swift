import Autograd
import ComputationGraph
import Diagrams
import Testing

@Suite struct BackwardStepTests {
  /// A graph with sharing, a constant, a double edge and a node out of the root's reach.
  private func graph() -> GraphSnapshot {
    let tape = Tape()
    return withExtendedLifetime(tape) {
      let x = Value(2, label: "x", on: tape)
      let y = Value(-3, label: "y", on: tape)
      let square = x * x
      let sum = square + y * 0.5
      _ = y.exp()
      let root = (sum - x).tanh()
      return GraphSnapshot(root: root, extent: .wholeTape)
    }
  }

  @Test func theLastStepIsTheWholePass() {
    let graph = graph()
    let steps = graph.backwardSteps()
    #expect(graph.after(steps) == graph.afterBackward())
    #expect(steps.map(\.number) == Array(1...steps.count))
  }

  @Test func everyNodeHandsOnOnceAndHasItsWholeGradientThen() {
    let graph = graph()
    let after = graph.afterBackward()
    let steps = graph.backwardSteps()
    // tanh, -, +, y * 0.5 and x * x; exp is out of reach.
    #expect(steps.map { graph.nodes[$0.node].operation.name } == ["tanh", "-", "+", "*", "*"])
    for step in steps {
      #expect(step.gradient == after.nodes[step.node].gradient)
      for contribution in step.contributions {
        #expect(contribution.amount == step.gradient * contribution.slope)
      }
    }
    // What all steps hand to a leaf is its gradient.
    for leaf in [0, 1] {
      let amounts = steps.flatMap(\.contributions).filter { $0.input == leaf }.map(\.amount)
      #expect(abs(amounts.reduce(0, +) - (after.nodes[leaf].gradient ?? .nan)) < 1e-15)
    }
  }

  @Test func stepsGoOnFromEachOther() {
    let graph = graph()
    let steps = graph.backwardSteps()
    let start = graph.after(steps.prefix(0))
    #expect(start.nodes.indices.filter { start.nodes[$0].gradient != nil } == [graph.root])
    for count in 1...steps.count {
      let (old, new) = (graph.after(steps.prefix(count - 1)), graph.after(steps.prefix(count)))
      let changed = graph.nodes.indices.filter { old.nodes[$0].gradient != new.nodes[$0].gradient }
      #expect(Set(changed).isSubset(of: graph.nodes[steps[count - 1].node].inputs))
    }
  }

  @Test func aFoldedSumHandsOnAtOnce() {
    let tape = Tape()
    let graph = withExtendedLifetime(tape) {
      let x = (1...4).map { Value(Double($0), label: "x\($0)", on: tape) }
      let sum = x[0] * x[1] + x[1] + x[2] + x[3] + 2
      return GraphSnapshot(root: sum.tanh(), extent: .wholeTape)
    }
    let outline = GraphOutline(graph, folding: [.sums, .constants])
    let steps = graph.backwardSteps(in: outline)
    // tanh, Σ and the product; the sum has four terms beside its constant.
    #expect(steps.map(\.contributions.count) == [1, 4, 2])
    #expect(graph.after(steps) == graph.afterBackward())
  }

  @Test func constantsAndBareLeavesMakeNoSteps() {
    let tape = Tape()
    let leaf = withExtendedLifetime(tape) { GraphSnapshot(root: Value(1, on: tape)) }
    #expect(leaf.backwardSteps().isEmpty)
  }
}
