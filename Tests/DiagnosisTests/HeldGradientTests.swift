import Autograd
import ComputationGraph
import Diagnosis
import Testing

/// A graph whose own numbers are not those of one pass over it.
@Suite struct HeldGradientTests {
  /// c = a·b, L = tanh(c), after backward.
  private func healthy() throws -> GraphSnapshot {
    try graph("a = 0.5; b = 0.25; c = a * b; L = c.tanh(); L.backward()")
  }

  private func index(_ label: String, in graph: GraphSnapshot) throws -> Int {
    try #require(graph.nodes.firstIndex { $0.label == label })
  }

  /// The birth alone is named, and not what comes of it.
  @Test(arguments: [Double.nan, .infinity])
  func aGradientThatIsNotFinite(_ gradient: Double) throws {
    var graph = try healthy()
    #expect(graph.diagnose() == [])
    for label in ["c", "a", "b"] { graph.nodes[try index(label, in: graph)].gradient = gradient }
    let findings = graph.diagnose()
    #expect(findings.map(\.name) == [.notFiniteBackward])
    #expect(findings.first?.label == "c")
    #expect(graph.beforeBackward().diagnose() == [])
  }

  @Test func aLocalDerivativeThatIsNotFinite() throws {
    var graph = try healthy()
    graph.nodes[try index("c", in: graph)].localDerivatives[1] = .nan
    graph.nodes[try index("b", in: graph)].gradient = .nan
    let findings = graph.diagnose()
    #expect(findings.map(\.label) == ["c"])
    #expect(findings[0].evidence.contains("its local derivative by b is NaN"))
    #expect(findings[0].evidence.contains("the rule of * gives 0.5"))
  }

  @Test func aParameterWithoutGradient() throws {
    var graph = try healthy()
    let a = try index("a", in: graph)
    graph.nodes[a].gradient = nil
    graph.nodes[a].role = .parameter
    let findings = graph.diagnose()
    #expect(findings.map(\.name) == [.unreachedParameter])
    #expect(findings.first?.label == "a")
  }

  /// Data that its inputs do not give is said so, and not explained away.
  @Test func dataThatItsInputsDoNotGive() throws {
    var graph = try healthy()
    let c = try index("c", in: graph)
    graph.nodes[c].data = .nan
    let finding = try #require(graph.diagnose().first { $0.label == "c" })
    #expect(finding.name == .notFiniteForward)
    #expect(finding.evidence.hasPrefix("0.5 * 0.25 is 0.125, but the graph holds NaN"))
  }
}
