import Autograd
import ComputationGraph
import Foundation
import Testing

/// What is right is found to be right.
@Suite struct HealthyGraphTests {
  typealias Make = @Sendable (Value, Value) -> Value

  static let operations: [(name: String, make: Make)] = [
    ("+", { $0 + $1 }), ("-", { $0 - $1 }), ("*", { $0 * $1 }), ("/", { $0 / $1 }),
    ("neg", { x, _ in -x }), ("** 3", { x, _ in x.pow(3) }), ("** -2", { x, _ in x.pow(-2) }),
    ("** 0", { x, _ in x.pow(0) }), ("**", { $0.abs().pow($1) }), ("tanh", { x, _ in x.tanh() }),
    ("sigmoid", { x, _ in x.sigmoid() }), ("relu", { x, _ in x.relu() }),
    ("leaky_relu", { x, _ in x.leakyReLU(slope: 0.2) }), ("softplus", { x, _ in x.softplus() }),
    ("gelu", { x, _ in x.gelu() }),
    ("exp", { x, _ in x.exp() }), ("log", { x, _ in x.abs().log() }),
    ("sqrt", { x, _ in x.abs().sqrt() }), ("sin", { x, _ in x.sin() }),
    ("cos", { x, _ in x.cos() }), ("abs", { x, _ in x.abs() }), ("max", { max($0, $1) }),
    ("min", { min($0, $1) }), ("sum", { Value.sum([$0, $1, $0]) }),
  ]

  @Test(
    arguments: operations.indices,
    [(0.7, 1.3), (-2.5, 0.4), (1e-3, -3), (-1e-6, 2), (40, 0.001), (1234.5, -0.25), (3, 1e-7)])
  func everyOperation(_ index: Int, _ point: (Double, Double)) {
    let tape = Tape()
    let (x, y) = (Value(point.0, on: tape), Value(point.1, on: tape))
    let root = HealthyGraphTests.operations[index].make(x, y)
    let report = root.check()
    let isFinite = root.data.isFinite
    #expect(report.hasPassed == isFinite, "\(HealthyGraphTests.operations[index].name): \(report)")
    #expect((report.verdict == .notFinite) == !isFinite)
    // Kinked operations are within a step of their kink at these points, others never are.
    if isFinite, abs(point.0) > 1e-5 { #expect(report.verdict <= .loose, "\(report)") }
    withExtendedLifetime(tape) {}
  }

  /// At the edge of a domain, or where a number is not finite, nothing is called wrong, and what is
  /// not finite is called that.
  @Test(arguments: [
    ("sqrt", 0.0), ("log", 0), ("log", 1e-5), ("log", 1e-9), ("log", 1e-300), ("sqrt", 1e-12),
    ("** 0.5", 0), ("** 1.5", 0), ("** 2.5", 0), ("** -1", 0), ("** 1.5", 1e-8), ("log", -1),
    ("exp", 709.78), ("exp", 800), ("** 0.5", -2), ("exp", .infinity), ("tanh", .nan),
    ("exp", -800), ("sqrt", 1e300), ("sin", 1e15), ("sin", 1e5), ("cos", 1e9),
  ])
  func theEdgeOfADomain(_ name: String, _ number: Double) {
    let tape = Tape()
    let x = Value(number, on: tape)
    let make: [String: (Value) -> Value] = [
      "sqrt": { $0.sqrt() }, "log": { $0.log() }, "exp": { $0.exp() }, "tanh": { $0.tanh() },
      "** 0.5": { $0.pow(0.5) }, "** 1.5": { $0.pow(1.5) }, "** 2.5": { $0.pow(2.5) },
      "** -1": { $0.pow(-1) }, "sin": { $0.sin() }, "cos": { $0.cos() },
    ]
    let root = make[name]!(x)
    let report = root.check()
    let slope = GraphSnapshot(root: root).nodes[1].localDerivatives[0]
    #expect(
      slope.isFinite ? report.verdict <= .loose : report.verdict == .notFinite, "\(report)")
    let isChecked = report.operations[0].verdict != .unchecked
    // Inside of the domain, however near its edge, the rule is checked.
    if number > 0, number < 1000, root.data.isFinite { #expect(isChecked, "\(report)") }
    withExtendedLifetime(tape) {}
  }

  /// From the inside of a domain, a wrong derivative at its edge is found, and a right one passes.
  @Test func oneSideOfAnEdge() {
    let tape = Tape()
    let x = Value(0, on: tape)
    func row(_ slope: Double) -> GradientCheckReport.Row {
      let operation = CustomOperation(
        "half line", evaluate: { $0 < 0 ? .nan : exp($0) }, derivative: { _, _ in slope })
      return operation(x).check().operations[0]
    }
    #expect(row(1).verdict <= .loose)
    #expect(row(1).remarks.contains(.oneSided))
    #expect(row(3).verdict == .wrong)
    withExtendedLifetime(tape) {}
  }

  /// What the root does not depend on has no gradient that could be wrong.
  @Test func besideTheRoot() {
    let tape = Tape()
    let x = Value(-1, on: tape)
    let root = x * x
    _ = x.sqrt()
    let report = GradientCheck().report(on: GraphSnapshot(root: root, extent: .wholeTape))
    #expect(report.hasPassed && report.verdict == .good)
    withExtendedLifetime(tape) {}
  }

  /// Nothing could be compared with the gradients, whatever can be said of the operations.
  @Test func anInfinityBesideAKink() {
    let tape = Tape()
    let (x, y) = (Value(2, on: tape), Value(0, on: tape))
    let report = (max(x, x) + y.log() * 0).check()
    #expect(!report.hasPassed)
    let infinite = (max(x, x) + Value(.infinity, on: tape)).check()
    #expect(infinite.verdict == .unchecked && !infinite.hasPassed)
    withExtendedLifetime(tape) {}
  }

  /// Random graphs of all operations: never a fault, unless a derivative is not finite.
  @Test(arguments: 0..<200)
  func randomGraphs(_ seed: Int) {
    let tape = Tape()
    let root = RandomGraph.root(seed: seed, on: tape)
    let report = root.check()
    let graph = GraphSnapshot(root: root).afterBackward()
    let isFinite = graph.nodes.allSatisfy { node in
      (node.gradient ?? 0).isFinite
        && zip(node.inputs, node.localDerivatives).allSatisfy {
          $1.isFinite || graph.nodes[$0].builtIn == .constant
        }
    }
    #expect(report.hasPassed == isFinite, "\(report)")
    #expect((report.verdict == .notFinite) == !isFinite, "\(report)")
    withExtendedLifetime(tape) {}
  }

  /// One local derivative of a random graph is spoilt: found where it is, and nowhere else.
  @Test(arguments: 0..<200)
  func randomGraphsWithOneFault(_ seed: Int) throws {
    let tape = Tape()
    var graph = GraphSnapshot(root: RandomGraph.root(seed: seed, on: tape))
    let healthy = GradientCheck().report(on: graph)
    let checked = healthy.operations.filter {
      $0.verdict <= .loose && $0.verdict != .unchecked && !$0.remarks.contains(.cancelledKink)
    }
    let chosen = checked[seed * 7919 % checked.count]
    let input = try #require(chosen.input)
    let local = graph.nodes[chosen.node].localDerivatives[input]
    // Far enough that rounding cannot explain it.
    let size = max(1, abs(graph.nodes[chosen.node].data))
    graph.nodes[chosen.node].localDerivatives[input] =
      local * 1.1 + (local < 0 ? -0.02 : 0.02) * size
    let report = GradientCheck().operationReport(on: graph)
    let wrong = report.operations.filter { $0.verdict == .wrong }
    #expect(wrong.map(\.node) == [chosen.node], "\(report)")
    #expect(wrong.map(\.input) == [input])
    withExtendedLifetime(tape) {}
  }
}

/// Graphs of all operations at random, with numbers that stay moderate.
enum RandomGraph {
  static func root(seed: Int, on tape: Tape) -> Value {
    var state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9 &+ 12345
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    var values = (0..<6).map { _ in Value(Double(next(4001)) / 1000 - 2, on: tape) }
    for _ in 0..<40 {
      let (x, y) = (values[next(values.count)], values[next(values.count)])
      let make = HealthyGraphTests.operations[next(HealthyGraphTests.operations.count)].make
      let made = make(x, y)
      // What explodes is tamed.
      values.append(abs(made.data) < 50 ? made : (made * 1e-3).tanh())
    }
    return Value.sum(Array(values.suffix(10))).tanh() + values[values.count - 1]
  }
}
