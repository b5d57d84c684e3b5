import Autograd
import ComputationGraph
import Testing

@testable import Diagrams

/// Cards of tensors.
@Suite struct TensorDiagramTests {
  private static let graph = GraphSnapshot(
    stage: .after, root: 3,
    nodes: [
      .init(
        id: 0, operation: .builtIn(.constant), data: 0.5,
        tensor: Tensor(shape: [32, 10], summary: .init(mean: 0.5, norm: 17.5, min: -3, max: 2))),
      .init(
        id: 1, operation: .builtIn(.leaf), label: "W", data: 0.25, gradient: 0.125,
        tensor: Tensor(shape: [10, 4], summary: .init(mean: 0.25, norm: .nan, min: -0.5, max: 1))),
      .init(
        id: 2, operation: .custom("matmul"), data: 0, gradient: 3, inputs: [0, 1],
        localDerivatives: [.nan, .nan], tensor: Tensor(shape: [32, 4])),
      .init(
        id: 3, operation: .custom("mean"), label: "m", data: 2, gradient: 1, inputs: [2],
        localDerivatives: [.nan]),
    ])

  private func rows(_ style: DiagramOptions.Style, _ card: Int) -> [String] {
    let diagram = DiagramBuilder(
      stages: [Self.graph],
      options: DiagramOptions(style: style, folding: .constants, edges: .local)
    ).diagram(at: 0)
    let node = diagram.nodes.first { $0.name == "n\(card)" }
    return node?.rows.map { $0.cells.map(\.text).filter { !$0.isEmpty }.joined(separator: " ") }
      ?? []
  }

  @Test func cardsShowShapeNormAndMean() {
    // A constant that is a tensor is no number to be written on another card.
    #expect(rows(.cards, 0) == ["constant", "shape 32×10", "norm 17.5", "mean 0.5"])
    #expect(rows(.cards, 1) == ["W leaf", "shape 10×4", "norm NaN", "mean 0.25", "‖grad‖ 0.125"])
    #expect(rows(.cards, 2) == ["matmul", "shape 32×4", "‖grad‖ 3"])
    #expect(rows(.cards, 3) == ["m mean", "data 2", "grad +1"])
  }

  @Test func recordsShowThemInARow() {
    #expect(rows(.micrograd, 1) == ["W shape 10×4 norm NaN mean 0.25 ‖grad‖ 0.125"])
    #expect(rows(.micrograd, 0) == ["shape 32×10 norm 17.5 mean 0.5"])
  }

  /// There is no derivative that would be a number.
  @Test func arrowsHaveNoNumbers() {
    let diagram = DiagramBuilder(stages: [Self.graph], options: DiagramOptions(edges: .local))
      .diagram(at: 0)
    #expect(diagram.edges.count == 3)
    #expect(diagram.edges.allSatisfy { $0.label.map { $0.text == "–" } ?? true })
    #expect(!diagram.nodes.contains { $0.tooltip.contains("∂") })
  }

  @Test func tooltipsHaveTheRange() {
    let diagram = DiagramBuilder(stages: [Self.graph], options: DiagramOptions()).diagram(at: 0)
    #expect(
      diagram.nodes[0].tooltip
        == "constant\nshape 32×10\nmean 0.5\nnorm 17.5\nmin -3.0\nmax 2.0")
  }

  @Test func stepsAreRefused() {
    #expect(throws: BackwardStepError.tensors) { try DiagramBuilder(backwardOf: Self.graph) }
  }
}
