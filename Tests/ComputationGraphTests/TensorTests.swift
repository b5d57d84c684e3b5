import Autograd
import ComputationGraph
import Testing

/// Graphs of array libraries, of whose tensors there are a shape and a summary.
@Suite struct TensorTests {
  /// loss = k · mean(log(x · W)), with k a number.
  static let text = """
    { "format": "multigrad-graph", "version": 1, "stage": "after", "root": 6,
      "nodes": [
        { "id": 0, "op": "constant", "label": "x", "data": null, "grad": null, "inputs": [], "group": null, "shape": [32, 10], "summary": { "mean": 0.5, "norm": 17.5, "min": -3.0, "max": 2.0 } },
        { "id": 1, "op": "leaf", "label": "W", "data": null, "grad": 0.25, "inputs": [], "group": null, "role": "parameter", "shape": [10, 4], "summary": { "mean": 0.25, "norm": 2.5, "min": -0.5, "max": "Infinity" } },
        { "id": 2, "op": "*", "label": null, "data": null, "grad": 0.125, "inputs": [0, 1], "group": null, "shape": [32, 4], "summary": { "mean": 0.5, "norm": 11.5, "min": -1.5, "max": 1.5 } },
        { "id": 3, "op": "log", "label": null, "data": null, "grad": 0.75, "inputs": [2], "group": null, "shape": [32, 4] },
        { "id": 4, "op": "mean", "label": null, "data": 0.5, "grad": 2.0, "inputs": [3], "group": null },
        { "id": 5, "op": "leaf", "label": "k", "data": 2.0, "grad": 0.5, "inputs": [], "group": null, "shape": [1, 1] },
        { "id": 6, "op": "*", "label": "loss", "data": 1.0, "grad": 1.0, "inputs": [4, 5], "local": [2.0, 0.5], "group": null } ] }

    """

  static func graph(_ edit: (String) -> String = { $0 }) throws -> GraphSnapshot {
    try GraphFile.graph(from: Array(edit(text).utf8), file: "t.json")
  }

  @Test func comesBackByteForByte() throws {
    #expect(GraphFile.text(of: try Self.graph()) == Self.text)
  }

  @Test func tensorsAreNoNumbers() throws {
    let graph = try Self.graph()
    #expect(graph.nodes.map(\.isTensor) == [true, true, true, true, false, false, false])
    #expect(graph.nodes[5].tensor?.shape == [1, 1])
    #expect(graph.nodes[1].tensor?.summary?.max == .infinity)
    // Neither a product of tensors nor the logarithm of one is an operation of ours; that of numbers is.
    #expect(
      graph.nodes.map(\.builtIn) == [.constant, .leaf, .custom, .custom, .custom, .leaf, .multiply])
    #expect("\(try #require(graph.nodes[0].tensor))" == "32×10")
  }

  /// What was not kept may be one number, too.
  @Test func aNumberThatIsNotKnown() throws {
    let graph = try Self.graph {
      $0.replacing(
        "\"data\": 0.5, \"grad\": 2.0", with: "\"data\": null, \"shape\": [], \"grad\": 2.0")
    }
    #expect(graph.nodes[4].isTensor && graph.nodes[6].builtIn == .custom)
  }

  @Test(arguments: [
    ("[32, 10]", "[32, -1]", "a whole number"), ("[32, 10]", "32", "a list"),
    ("\"norm\": 17.5, ", "", "norm"),
    ("\"mean\": 0.5, \"norm\": 17.5", "\"mean\": true, \"norm\": 1", "number"),
    ("\"shape\": [1, 1]", "\"shape\": [1, 2]", "make its \"data\" null"),
    ("\"shape\": [32, 10], ", "", "\"data\""),
  ])
  func faultsAreNamed(_ old: String, _ new: String, _ words: String) {
    #expect {
      try Self.graph { $0.replacing(old, with: new) }
    } throws: { error in
      let sentence = "\(error)"
      return sentence.contains(words) && sentence.contains("node ") && error is GraphFileError
    }
  }

  @Test func whatGoesThroughTensorsIsUnchecked() throws {
    let report = GradientCheck().report(on: try Self.graph())
    let leaves = Dictionary(uniqueKeysWithValues: report.leaves.map { ($0.node, $0) })
    #expect(leaves[1]?.verdict == .unchecked && leaves[1]?.remarks == .tensor)
    #expect(leaves[5]?.verdict == .good)
    #expect(
      report.operations.map(\.verdict)
        == [.unchecked, .unchecked, .unchecked, .unchecked, .good, .good])
    #expect(report.dataFaults.isEmpty && report.gradientFault == nil)
    // Where a number is wrong, it is still found.
    let wrong = GradientCheck().report(
      on: try Self.graph {
        $0.replacing("\"data\": 2.0, \"grad\": 0.5", with: "\"data\": 2.0, \"grad\": 0.6")
      })
    #expect(wrong.verdict == .wrong)
  }

  @Test func aPassOfOursEndsAtTensors() throws {
    let after = try Self.graph().beforeBackward().afterBackward()
    #expect(after.nodes.map(\.gradient) == [nil, nil, nil, nil, 2, 0.5, 1])
  }

  @Test func shapesMeansAndNormsAreCompared() throws {
    let other = try Self.graph {
      $0.replacing(
        "\"shape\": [32, 10], \"summary\": { \"mean\": 0.5, \"norm\": 17.5",
        with:
          "\"shape\": [16, 10], \"summary\": { \"mean\": 0.75, \"norm\": 12.5")
    }
    let changes = GraphComparison(try Self.graph(), other).changes
    #expect(changes.count == 3)
    #expect(
      changes.first?.aspect
        == .shape(
          Tensor(shape: [32, 10], summary: .init(mean: 0.5, norm: 17.5, min: -3, max: 2)),
          Tensor(shape: [16, 10], summary: .init(mean: 0.75, norm: 12.5, min: -3, max: 2))))
    #expect(changes.contains { $0.aspect == .mean(0.5, 0.75) })
    #expect(changes.contains { $0.aspect == .norm(17.5, 12.5) })
    #expect(GraphComparison(try Self.graph(), try Self.graph()).changes.isEmpty)
  }
}
