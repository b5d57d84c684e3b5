import Autograd
import ComputationGraph
import Synchronization
import Testing

/// Where a branch changes between the points of a difference, that is said, and is no fault.
@Suite struct KinkRecognitionTests {
  typealias Make = @Sendable (Value) -> Value

  /// Each kinked operation, its kink at 0, and its slopes there.
  static let kinks: [(name: String, make: Make, left: Double, right: Double)] = [
    ("relu", { $0.relu() }, 0, 1), ("leaky_relu", { $0.leakyReLU(slope: 0.1) }, 0.1, 1),
    ("abs", { $0.abs() }, -1, 1), ("max", { max($0, Value(0, on: $0.tape)) }, 0, 1),
    ("max, second", { max(Value(0, on: $0.tape), $0) }, 0, 1),
    ("min", { min($0, Value(0, on: $0.tape)) }, 1, 0),
    ("min, second", { min(Value(0, on: $0.tape), $0) }, 1, 0),
    ("hinge", { max(0, 1 - ($0 + 1)) }, -1, 0),
  ]

  @Test(arguments: kinks.indices, [0, 4e-6, -4e-6])
  func isAKink(_ index: Int, _ distance: Double) throws {
    let (name, make, left, right) = KinkRecognitionTests.kinks[index]
    let tape = Tape()
    let x = Value(distance, label: "x", on: tape)
    let report = (make(x) * 3).check()
    #expect(report.verdict == .kink, "\(name)")
    #expect(report.hasPassed)
    let row = try #require(report.leaves.first { $0.node == 0 })
    #expect(row.verdict == .kink)
    let sides = try #require(row.oneSided)
    // A one-sided difference over a kink is a mixture of both slopes; on it, it is one of them.
    let range = 3 * min(left, right) - 1e-6...3 * max(left, right) + 1e-6
    #expect(range.contains(sides.left) && range.contains(sides.right))
    if distance == 0 {
      #expect(abs(sides.left - 3 * left) < 1e-6 && abs(sides.right - 3 * right) < 1e-6)
    }
    #expect(report.operations.contains { $0.verdict == .kink })
    withExtendedLifetime(tape) {}
  }

  @Test(arguments: kinks.indices, [-0.5, 0.3])
  func isNoneElsewhere(_ index: Int, _ distance: Double) {
    let tape = Tape()
    let root = KinkRecognitionTests.kinks[index].make(Value(distance, on: tape)) * 3
    #expect(root.check().verdict == .good)
    withExtendedLifetime(tape) {}
  }

  /// Far above the leaf, where only the sum of two products is near the kink.
  @Test func deepInTheGraph() throws {
    let tape = Tape()
    let x = Value(0.5, label: "x", on: tape)
    let y = Value(-1, label: "y", on: tape)
    let root = ((x * 2 + y).relu() + x * y).tanh()
    let report = root.check()
    #expect(report.leaves.map(\.verdict) == [.kink, .kink])
    #expect(report.hasPassed)
    withExtendedLifetime(tape) {}
  }

  /// Where nothing moves, as in a unit that was dropped, there is no kink.
  @Test func aUnitAtRestIsNone() {
    let tape = Tape()
    let x = Value(0.5, on: tape)
    let zero = Value.constant(0, on: tape)
    let root = (x * zero).relu() + x * x
    #expect(root.check().leaves.map(\.verdict) == [.good])
    withExtendedLifetime(tape) {}
  }

  @Test func touchingIsNone() {
    let tape = Tape()
    let x = Value(0, on: tape)
    #expect((x * x).relu().check().leaves.map(\.verdict) == [.good])
    withExtendedLifetime(tape) {}
  }

  /// A kink explains a derivative between the one-sided ones, and no other.
  @Test(arguments: [(0.0, 5.0), (0, -1), (4e-6, 0), (4e-6, 0.7), (-4e-6, 1)])
  func doesNotExcuseAWrongRule(_ x: Double, _ local: Double) {
    let graph = GraphSnapshot(
      stage: .before, root: 1,
      nodes: [
        .init(id: 0, operation: .builtIn(.leaf), data: x),
        .init(
          id: 1, operation: .builtIn(.relu), data: max(0, x), inputs: [0], localDerivatives: [local]
        ),
      ])
    let report = GradientCheck().report(on: graph)
    #expect(report.operations.map(\.verdict) == [.wrong])
    #expect(report.leaves.map(\.verdict) == [.wrong])
  }

  /// An operation of the user's has no branches that are known; its slope jumps all the same.
  @Test(arguments: [0.0, 0.5, 1])
  func ofTheUser(_ slope: Double) {
    let tape = Tape()
    let x = Value(1, on: tape)
    let clip = CustomOperation("clip", evaluate: { min($0, 1) }, derivative: { _, _ in slope })
    #expect(clip(x).check().operations.map(\.verdict) == [slope == 0.5 ? .good : .kink])
    let wrong = CustomOperation("wrong", evaluate: { min($0, 1) }, derivative: { _, _ in 2 })
    #expect(wrong(x).check().operations.map(\.verdict) == [.wrong])
    withExtendedLifetime(tape) {}
  }

  // MARK: - Kinks that cancel

  /// Both sides have one derivative, and the rules come to another: a kink does not explain that.
  @Test(arguments: [-1.0, 1, 3]) func kinksThatCancelExcuseNothing(_ factor: Double) throws {
    let tape = Tape()
    let x = Value(0, label: "x", on: tape)
    // The same on both sides of 0: factor · x.
    let report = ((x.relu() - (-x).relu()) * factor).check()
    #expect(report.verdict == .wrong && !report.hasPassed)
    let leaf = try #require(report.leaves.first)
    #expect(abs(leaf.numeric - factor) < 1e-6 && leaf.analytic == 0)
    withExtendedLifetime(tape) {}
  }

  /// Sides that differ by less than a thousandth are one.
  @Test(arguments: [(5e-4, GradientVerdict.wrong), (2e-3, .kink)])
  func sidesThatHardlyDiffer(_ difference: Double, _ verdict: GradientVerdict) {
    let tape = Tape()
    let x = Value(0, on: tape)
    let report = (x.relu() - (-x).relu() * (1 + difference)).check()
    #expect(report.leaves.map(\.verdict) == [verdict])
    withExtendedLifetime(tape) {}
  }

  /// The tie of a maximum that logsumexp subtracts and adds again.
  @Test func aTieThatCancelsIsGood() {
    let tape = Tape()
    let (a, b) = (Value(5, on: tape), Value(5, on: tape))
    let m = max(a, b)
    let report = (m + ((a - m).exp() + (b - m).exp()).log() - a).check()
    #expect(report.verdict <= .loose && report.verdict != .unchecked)
    #expect(report.operations.contains { $0.remarks.contains(.cancelledKink) })
    withExtendedLifetime(tape) {}
  }

  /// Where the slope is continuous and the curvature jumps, differences agree only in the limit.
  @Test(arguments: [1.0, 1e3, 1e-3]) func aSquaredHingeAtItsMargin(_ scale: Double) {
    let tape = Tape()
    let x = Value(0, on: tape)
    let report = (x.relu().pow(2) * scale).check()
    #expect(report.hasPassed && report.verdict <= .loose, "\(report)")
    #expect(report.leaves[0].verdict != .unchecked)
    withExtendedLifetime(tape) {}
  }

  // MARK: - Noise

  @Test func anOperationThatIsNoise() {
    final class Count: @unchecked Sendable { var calls = 0.0 }
    let tape = Tape()
    let count = Count()
    let noise = CustomOperation("noise") { x in
      count.calls += 1
      return x + count.calls * 1e-3
    } derivative: { _, _ in
      1
    }
    let (x, y) = (Value(1, on: tape), Value(2, on: tape))
    let report = (noise(x) * y).check()
    #expect(report.verdict == .notDeterministic && !report.hasPassed)
    #expect(report.verdict.name == "not-deterministic")
    #expect(report.leaves.first { $0.node == x.index }?.verdict == .notDeterministic)
    withExtendedLifetime(tape) {}
  }

  /// Noise somewhere in a random graph of all operations is named at its node, and below it.
  @Test(arguments: 0..<20) func randomGraphsWithNoise(_ seed: Int) {
    let tape = Tape()
    let root = RandomGraph.root(seed: seed, on: tape)
    let generator = Mutex(SystemRandomNumberGenerator())
    let noise = CustomOperation("noise") { x in
      x + generator.withLock { Double.random(in: -1e-3...1e-3, using: &$0) }
    } derivative: { _, _ in
      1
    }
    let noisy = noise(root)
    let report = (noisy * 2 + 1).check()
    let found = report.operations.filter { $0.verdict == .notDeterministic }
    #expect(!report.hasPassed)
    #expect(
      found.map { report.graph.nodes[$0.node].id } == [noisy.index])
    #expect(
      report.leaves.allSatisfy { [.notDeterministic, .notFinite, .unchecked].contains($0.verdict) })
    withExtendedLifetime(tape) {}
  }

  /// With kinks in the graph, an error that would be loose is fine.
  @Test func looseIsFine() {
    func verdict(_ operation: String, _ local: Double) -> GradientVerdict {
      let graph = GraphSnapshot(
        stage: .before, root: 1,
        nodes: [
          .init(id: 0, operation: .builtIn(.leaf), data: 0.5),
          .init(
            id: 1, operation: NodeOperation(name: operation, inputCount: 1),
            data: operation == "neg" ? -0.5 : 0.5, inputs: [0], localDerivatives: [local]),
        ])
      return GradientCheck().report(on: graph).verdict
    }
    #expect(verdict("abs", 1.00001) == .fine)
    #expect(verdict("neg", -1.00001) == .loose)
  }

  /// Uncomfortable, but with a kink within ten steps: that passes.
  @Test func uncomfortableNearAKinkPasses() throws {
    func report(_ x: Double) -> GradientCheckReport {
      GradientCheck().report(
        on: GraphSnapshot(
          stage: .before, root: 1,
          nodes: [
            .init(id: 0, operation: .builtIn(.leaf), data: x),
            .init(
              id: 1, operation: .builtIn(.abs), data: x, inputs: [0], localDerivatives: [1.001]),
          ]))
    }
    #expect(report(5e-5).verdict == .uncomfortable)
    #expect(report(5e-5).hasPassed)
    #expect(report(5e-2).verdict == .uncomfortable)
    #expect(!report(5e-2).hasPassed)
  }
}
