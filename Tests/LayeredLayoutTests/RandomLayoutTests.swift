import Drawings
import LayeredLayout
import Testing

/// Five hundred graphs, in all directions: nothing that one could trip over.
@Suite struct RandomLayoutTests {
  @Test(arguments: 0..<10)
  func hasNoFaults(part: UInt64) {
    for seed in part * 50..<(part + 1) * 50 {
      var random = RandomLayeredGraphs(seed: seed)
      let graph = random.graph()
      let faults = LayoutFaults(of: graph.layout(), for: graph).faults
      #expect(faults.isEmpty, "seed \(seed), \(graph.direction): \(faults.prefix(3))")
    }
  }

  /// Wires: right angles, and no two boxes' lines upon each other.
  @Test(arguments: 0..<10)
  func squareLinesHaveNoFaults(part: UInt64) {
    for seed in part * 30..<(part + 1) * 30 {
      var random = RandomLayeredGraphs(seed: seed)
      let graph = random.wires()
      let layout = graph.layout()
      let faults =
        LayoutFaults(of: layout, for: graph).faults + SquareFaults(of: layout, graph).faults
      #expect(faults.isEmpty, "seed \(seed), \(graph.direction): \(faults.prefix(3))")
    }
  }

  @Test func sameGraphSameLayout() {
    for seed in UInt64(0)..<40 {
      var (first, second) = (RandomLayeredGraphs(seed: seed), RandomLayeredGraphs(seed: seed))
      #expect(first.graph().layout() == second.graph().layout())
    }
  }
}
