import Autograd
import ComputationGraph
import Testing

/// Of a graph file, its own numbers are checked.
@Suite struct FileCheckTests {
  /// The graph of L = tanh(a·b + 10) at a = 2, b = -3, after backward.
  ///
  /// The slope is 1 - tanh(4)².
  static func graph() -> GraphSnapshot {
    let slope = 0.0013409506830258655
    return GraphSnapshot(
      stage: .after, root: 5,
      nodes: [
        .init(
          id: 10, operation: .builtIn(.leaf), label: "a", data: 2, gradient: -3 * slope, passes: 1),
        .init(
          id: 11, operation: .builtIn(.leaf), label: "b", data: -3, gradient: 2 * slope, passes: 1),
        .init(
          id: 12, operation: .builtIn(.multiply), data: -6, gradient: slope, inputs: [0, 1],
          localDerivatives: [-3, 2]),
        .init(id: 13, operation: .builtIn(.constant), data: 10),
        .init(
          id: 14, operation: .builtIn(.add), data: 4, gradient: slope, inputs: [2, 3],
          localDerivatives: [1, 1]),
        .init(
          id: 15, operation: .builtIn(.tanh), label: "L", data: 0.999329299739067, gradient: 1,
          inputs: [4], localDerivatives: [slope]),
      ])
  }

  @Test func aRightFilePasses() {
    let report = GradientCheck().report(on: FileCheckTests.graph())
    #expect(report.verdict == .good)
    #expect(report.operations.map(\.node) == [2, 2, 4, 4, 5])
    #expect(report.operations.map(\.input) == [0, 1, 0, 1, 0])
    #expect(report.leaves.map(\.node) == [0, 1])
    #expect(report.marks.map(\.node) == [0, 1, 2, 4, 5])
    #expect(report.marks.allSatisfy { $0.verdict == .good })
    #expect(report.description == "verdict: good")
  }

  @Test func aWrongLocalIsNamed() {
    var graph = FileCheckTests.graph()
    graph.nodes[2].localDerivatives[1] = 2.5
    let report = GradientCheck().report(on: graph)
    #expect(report.verdict == .wrong)
    #expect(report.sentences(from: .kink) == ["wrong: `*` at node 12: ∂/∂b is 2.5, numerically 2"])
    // The gradients of the file are right for all that.
    #expect(report.leaves.allSatisfy { $0.verdict == .good })
    #expect(report.marks.map(\.verdict) == [.good, .good, .wrong, .good, .good])
  }

  @Test(arguments: [0, 1])
  func aWrongGradientOfALeafIsNamed(_ index: Int) {
    var graph = FileCheckTests.graph()
    graph.nodes[index].gradient? *= 2
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.filter { $0.verdict == .wrong }.map(\.node) == [index])
    #expect(report.operations.allSatisfy { $0.verdict == .good })
  }

  @Test(arguments: [2, 4, 5])
  func aWrongGradientOfAResultIsNamed(_ index: Int) {
    var graph = FileCheckTests.graph()
    graph.nodes[index].gradient? += 0.5
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.filter { $0.verdict == .wrong }.map(\.node) == [index])
    #expect(!report.hasPassed)
  }

  @Test(arguments: [(0, 2), (2, 2), (4, 4), (5, 5)])
  func dataThatDoesNotFitIsFound(_ index: Int, _ first: Int) throws {
    var graph = FileCheckTests.graph()
    graph.nodes[index].data += 0.25
    let report = GradientCheck().report(on: graph)
    #expect(!report.hasPassed)
    #expect(report.verdict == .wrong)
    let fault = try #require(report.dataFaults.first)
    #expect(fault.node == first)
    if index == 2 {
      #expect(
        report.sentence(of: fault) == "`*` at node 12: the data is -5.75, its inputs give -6")
      // A gradient is judged at the numbers that are there: -5.75 goes into +, whose data is 4.
      #expect(report.operations.allSatisfy { $0.verdict == .good })
    }
  }

  /// Numbers of single precision fit.
  @Test func singlePrecisionIsNoFault() {
    var graph = FileCheckTests.graph()
    for index in graph.nodes.indices {
      graph.nodes[index].data = Double(Float(graph.nodes[index].data))
      graph.nodes[index].gradient = graph.nodes[index].gradient.map { Double(Float($0)) }
    }
    let report = GradientCheck().report(on: graph)
    #expect(report.hasPassed && report.verdict <= .loose, "\(report)")
  }

  /// Before backward there are no gradients: those of a pass over the locals are checked.
  @Test func beforeBackward() {
    var graph = FileCheckTests.graph().beforeBackward()
    #expect(GradientCheck().report(on: graph).leaves.map(\.verdict) == [.good, .good])
    graph.nodes[5].localDerivatives = [0.5]
    let report = GradientCheck().report(on: graph)
    #expect(report.operations.filter { $0.verdict == .wrong }.map(\.node) == [5])
    #expect(report.leaves.map(\.verdict) == [.wrong, .wrong])
  }

  /// Of several passes the sum is held; what one of them gives is checked.
  @Test func severalPasses() {
    var graph = FileCheckTests.graph()
    graph.nodes[0].gradient? *= 3
    graph.nodes[0].passes = 3
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.map(\.verdict) == [.good, .good])
    #expect(report.leaves[0].remarks.contains(.severalPasses))
  }

  @Test func leavesWithoutGradientOrOfAnotherRoot() {
    var graph = FileCheckTests.graph()
    graph.nodes[1].gradient = nil
    graph.nodes.append(.init(id: 20, operation: .builtIn(.leaf), data: 1, gradient: 7, passes: 1))
    graph.nodes.append(.init(id: 21, operation: .builtIn(.leaf), data: 1))
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.map(\.node) == [0, 1, 6])
    #expect(report.leaves.map(\.verdict) == [.good, .wrong, .unchecked])
    #expect(report.leaves[1].remarks == .noGradient)
    #expect(report.leaves[2].remarks == .otherRoot)
    #expect(!report.hasPassed)
  }

  @Test(arguments: [Double.nan, .infinity])
  func aGradientThatIsNotFiniteIsCalledThat(_ gradient: Double) {
    var graph = FileCheckTests.graph()
    graph.nodes[1].gradient = gradient
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.map(\.node) == [1, 0])
    #expect(report.leaves.map(\.verdict) == [.notFinite, .good])
    #expect(report.verdict == .notFinite && !report.hasPassed)
  }

  // MARK: - Where gradients stop following from what is above

  /// The gradient of a result that does not follow comes first, before the leaves that follow from it.
  @Test func theOriginComesFirst() {
    var graph = FileCheckTests.graph()
    graph.nodes[4].gradient? *= 1.5
    // What lies below hands on what it was given.
    for node in [2, 0, 1] { graph.nodes[node].gradient? *= 1.5 }
    let report = GradientCheck().report(on: graph)
    #expect(report.leaves.first?.node == 4)
    #expect(report.leaves.filter { $0.remarks.contains(.doesNotFollow) }.map(\.node) == [4])
    #expect(report.sentences(from: .wrong).first?.contains("does not follow") == true)
    // No node whose gradient is wrong is called good.
    let wrong = Set(
      graph.nodes.indices.filter {
        graph.nodes[$0].gradient != FileCheckTests.graph().nodes[$0].gradient
      })
    #expect(report.marks.allSatisfy { !wrong.contains($0.node) || $0.verdict == .wrong })
    #expect(Set(report.marks.filter(\.isInherited).map(\.node)) == wrong.subtracting([4]))
  }

  @Test func gradientsThatAreAll0() {
    var graph = FileCheckTests.graph()
    for index in graph.nodes.indices where graph.nodes[index].gradient != nil {
      graph.nodes[index].gradient = 0
    }
    #expect(GradientCheck().report(on: graph).gradientFault == .allZero)
  }

  @Test(arguments: [2.5, -1, 0.5]) func aRootThatIsNotOne(_ seed: Double) {
    var graph = FileCheckTests.graph()
    for index in graph.nodes.indices { graph.nodes[index].gradient? *= seed }
    #expect(GradientCheck().report(on: graph).gradientFault == .rootNotOne(seed))
  }

  /// Two passes that only leaves remember, and three where results do, too, as in micrograd.
  @Test func passesWithoutZeroing() {
    var graph = FileCheckTests.graph()
    #expect(GradientCheck().report(on: graph).gradientFault == nil)
    for index in graph.nodes.indices where graph.nodes[index].builtIn == .leaf {
      graph.nodes[index].gradient? *= 2
    }
    #expect(GradientCheck().report(on: graph).gradientFault == .notZeroed(passes: 2))

    var kept = FileCheckTests.graph().nodes.map { $0.gradient ?? 0 }
    let graphOfOne = FileCheckTests.graph()
    for _ in 1..<3 {
      kept[graphOfOne.root] = 1
      for (index, node) in graphOfOne.nodes.enumerated().reversed() {
        for (input, local) in zip(node.inputs, node.localDerivatives) {
          kept[input] += kept[index] * local
        }
      }
    }
    graph = graphOfOne
    for index in graph.nodes.indices where graph.nodes[index].gradient != nil {
      graph.nodes[index].gradient = kept[index]
    }
    #expect(GradientCheck().report(on: graph).gradientFault == .notZeroed(passes: 3))
  }

  /// Of a file without local derivatives none is called good.
  @Test func localsThatTheFileDoesNotHold() throws {
    let text = """
      {"format": "multigrad-graph", "version": 1, "stage": "after", "root": 1, "nodes": [
        {"id": 0, "op": "leaf", "label": "x", "data": 3, "grad": 6, "inputs": [], "group": null},
        {"id": 1, "op": "*", "label": "L", "data": 9, "grad": 1, "inputs": [0, 0], "group": null}]}
      """
    let graph = try GraphFile.graph(from: Array(text.utf8), file: "f.json")
    let report = GradientCheck().report(on: graph)
    #expect(report.operations.isEmpty)
    #expect(report.leaves.map(\.verdict) == [.good])
    #expect(report.verdict == .good)
  }

  /// L = swish(a·b) + b, with an operation that the file alone knows.
  static func graphOfTheUsers() -> GraphSnapshot {
    GraphSnapshot(
      stage: .after, root: 4,
      nodes: [
        .init(id: 0, operation: .builtIn(.leaf), label: "a", data: 2, gradient: 0.5 * 3, passes: 1),
        .init(
          id: 1, operation: .builtIn(.leaf), label: "b", data: 3, gradient: 0.5 * 2 + 1, passes: 1),
        .init(
          id: 2, operation: .builtIn(.multiply), data: 6, gradient: 0.5, inputs: [0, 1],
          localDerivatives: [3, 2]),
        .init(
          id: 3, operation: .custom("swish"), data: 5.9, gradient: 1, inputs: [2],
          localDerivatives: [0.5]),
        .init(
          id: 4, operation: .builtIn(.add), label: "L", data: 8.9, gradient: 1, inputs: [3, 1],
          localDerivatives: [1, 1]),
      ])
  }

  @Test func whatCannotBeEvaluatedBlocksNothingElse() throws {
    let report = GradientCheck().report(on: FileCheckTests.graphOfTheUsers())
    let row = try #require(report.operations.first { $0.node == 3 })
    #expect(row.verdict == .unchecked && row.remarks == .notEvaluable)
    #expect(report.operations.filter { $0.node != 3 }.allSatisfy { $0.verdict == .good })
    #expect(report.leaves.map(\.verdict) == [.good, .good])
    #expect(report.leaves.allSatisfy { $0.remarks.contains(.linearized) })
    #expect(report.dataFaults.isEmpty && report.hasPassed)
  }

  @Test func whatIsWrongBelowIsFoundAllTheSame() {
    var graph = FileCheckTests.graphOfTheUsers()
    graph.nodes[0].gradient = 1
    graph.nodes[2].localDerivatives[0] = 4
    let report = GradientCheck().report(on: graph)
    #expect(report.operations.filter { $0.verdict == .wrong }.map(\.node) == [2])
    #expect(report.leaves.map(\.verdict) == [.wrong, .good])
  }

  /// Of a sum of great terms, the rounding of these is allowed, up to the tolerance of 1e-4 of the
  /// greatest; of a product, nothing but the tolerance.
  @Test(arguments: [(1.0, true), (0.9e12, true), (1.1e12, false)])
  func sumsAreAllowedTheRoundingOfTheirTerms(held: Double, isSound: Bool) {
    let terms: [GraphSnapshot.Node] = [1e16, 1, -1e16].enumerated().map {
      .init(id: $0, operation: .builtIn(.leaf), data: $1)
    }
    let graph = GraphSnapshot(
      stage: .before, root: 3,
      nodes: terms + [
        .init(
          id: 3, operation: .builtIn(.sum), data: held, inputs: [0, 1, 2],
          localDerivatives: [1, 1, 1])
      ])
    #expect(GradientCheck().report(on: graph).dataFaults.isEmpty == isSound)
  }

  @Test(arguments: [Value.Operation.add, .subtract])
  func sumsOfTwoAreAllowedTheRoundingOfTheirTerms(operation: Value.Operation) {
    func faults(held: Double) -> Int {
      let other = operation == .add ? -1e16 : 1e16
      let graph = GraphSnapshot(
        stage: .before, root: 2,
        nodes: [
          .init(id: 0, operation: .builtIn(.leaf), data: 1e16),
          .init(id: 1, operation: .builtIn(.leaf), data: other),
          .init(
            id: 2, operation: .builtIn(operation), data: held, inputs: [0, 1],
            localDerivatives: [1, operation == .add ? 1 : -1]),
        ])
      return GradientCheck().report(on: graph).dataFaults.count
    }
    #expect(faults(held: 0.9e12) == 0)
    #expect(faults(held: 1.1e12) == 1)
  }
}
