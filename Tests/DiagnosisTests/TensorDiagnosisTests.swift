import Autograd
import ComputationGraph
import Diagnosis
import Testing

/// What is found in graphs of tensors, by what is known of them.
@Suite struct TensorDiagnosisTests {
  /// mean(log(h)), where h reaches down to a least number.
  private func graph(least: Double, mean: Double, gradient: Double) -> GraphSnapshot {
    GraphSnapshot(
      stage: .after, root: 2,
      nodes: [
        .init(
          id: 0, operation: .builtIn(.leaf), label: "h", data: 1, gradient: gradient,
          role: .parameter,
          tensor: Tensor(shape: [4], summary: .init(mean: 1, norm: 2, min: least, max: 3))),
        .init(
          id: 1, operation: .custom("log"), data: mean, gradient: 0.5, inputs: [0],
          localDerivatives: [.nan],
          tensor: Tensor(shape: [4], summary: .init(mean: mean, norm: mean, min: mean, max: 1))),
        .init(
          id: 2, operation: .custom("mean"), label: "m", data: mean, gradient: 1, inputs: [1],
          localDerivatives: [.nan]),
      ])
  }

  @Test func nothingIsFoundInAHealthyOne() {
    #expect(graph(least: 0.5, mean: 0.25, gradient: 0.5).diagnose().isEmpty)
    #expect(graph(least: 0.5, mean: 0.25, gradient: 0.5).beforeBackward().diagnose().isEmpty)
  }

  /// The cause is in the least number, of which the mean says nothing.
  @Test(arguments: [(-1, "the logarithm of a negative number"), (0, "the logarithm of zero")])
  func theBirthOfNaNIsNamed(_ least: Double, _ cause: String) throws {
    let findings = graph(least: least, mean: .nan, gradient: 0.5).diagnose()
    let finding = try #require(findings.first)
    #expect(findings.count == 1 && finding.name == .notFiniteForward && finding.node == 1)
    #expect(finding.evidence == "log(h) is NaN: \(cause)")
  }

  @Test func theBirthOfAnInfiniteGradientIsNamed() throws {
    let findings = graph(least: 0.5, mean: 0.25, gradient: .infinity).diagnose()
    let finding = try #require(findings.first)
    #expect(finding.name == .notFiniteBackward && finding.node == 1)
    #expect(finding.evidence.contains("from log(h) to h"))
    #expect(finding.evidence.hasSuffix("becomes one of the norm ∞"))
  }
}
