import Autograd
import ComputationGraph
import Testing

@Suite struct ComparisonTests {
  /// Structure: every expectation is worked out by hand.
  static let structure: [GraphPair] = [
    GraphPair(
      name: "equal",
      a: { chain($0).tanh().named("L") },
      b: { chain($0).tanh().named("L") },
      expected: []),
    GraphPair(
      name: "another operation of a name",
      a: { (Value(1, label: "x", on: $0) * 0).tanh().named("L") },
      b: { (Value(1, label: "x", on: $0) * 0).sin().named("L") },
      expected: ["L operation tanh sin"]),
    GraphPair(
      name: "another operation in the middle, without a name",
      a: { (Value(0, label: "x", on: $0).tanh() * 2).exp().named("L") },
      b: { (Value(0, label: "x", on: $0).sin() * 2).exp().named("L") },
      expected: ["sin operation tanh sin"]),
    GraphPair(
      name: "put into a chain",
      a: { Value(0, label: "x", on: $0).sin().tanh().named("L") },
      b: { Value(0, label: "x", on: $0).sin().relu().tanh().named("L") },
      expected: ["+ relu", "L inputs (sin) (relu)"]),
    GraphPair(
      name: "taken out of a chain",
      a: { Value(0, label: "x", on: $0).sin().abs().tanh().named("L") },
      b: { Value(0, label: "x", on: $0).sin().tanh().named("L") },
      expected: ["- abs", "L inputs (abs) (sin)"]),
    GraphPair(
      name: "put in near both ends of a chain without names",
      a: {
        ends(Value(0, label: "x", on: $0)) {
          $0
        } bottom: {
          $0
        }
      },
      b: {
        ends(Value(0, label: "x", on: $0)) {
          $0.abs()
        } bottom: {
          $0.relu()
        }
      },
      expected: ["+ abs", "+ relu", "sin inputs (x) (relu)", "L inputs (sin) (abs)"]),
    GraphPair(
      name: "two put in after each other",
      a: { Value(0, label: "x", on: $0).sin().tanh().sin().named("L") },
      b: { Value(0, label: "x", on: $0).sin().abs().relu().tanh().sin().named("L") },
      expected: ["+ abs", "+ relu", "tanh inputs (sin) (relu)"]),
    GraphPair(
      name: "x + x and x + y",
      a: { tape in
        let (x, y) = (Value(2, label: "x", on: tape), Value(2, label: "y", on: tape))
        return (x + x).named("L") + y
      },
      b: { tape in
        let (x, y) = (Value(2, label: "x", on: tape), Value(2, label: "y", on: tape))
        return (x + y).named("L") + y
      },
      expected: ["L inputs (x, x) (x, y)"]),
    GraphPair(
      name: "operands the other way round",
      a: { (Value(2, label: "x", on: $0) - Value(2, label: "y", on: $0)).named("L") },
      b: { tape in
        let (x, y) = (Value(2, label: "x", on: tape), Value(2, label: "y", on: tape))
        return (y - x).named("L")
      },
      expected: ["L inputs (x, y) (y, x)"]),
    GraphPair(
      name: "all names new",
      a: { (Value(2, label: "a", on: $0) * Value(3, label: "b", on: $0)).named("c").tanh() },
      b: { (Value(2, label: "u", on: $0) * Value(3, label: "v", on: $0)).named("w").tanh() },
      expected: ["u label a u", "v label b v", "w label c w"]),
    GraphPair(
      name: "a name less",
      a: { (Value(2, label: "a", on: $0) * Value(3, label: "b", on: $0)).named("c").tanh() },
      b: { (Value(2, label: "a", on: $0) * Value(3, label: "b", on: $0)).tanh() },
      expected: ["* label c –"]),
    GraphPair(
      name: "a name that is bound again and again, and once more",
      a: { tape in
        let x = Value(0, label: "x", on: tape).sin().named("x")
        return x.exp().named("x").tanh().named("L")
      },
      b: { tape in
        let x = Value(0, label: "x", on: tape).sin().named("x").abs().named("x")
        return x.exp().named("x").tanh().named("L")
      },
      expected: ["+ x", "x inputs (x) (x)"]),
    GraphPair(
      name: "names that changed places",
      a: { tape in
        let (x, y) = (Value(2, label: "x", on: tape), Value(2, label: "y", on: tape))
        return (x / y).named("L")
      },
      b: { tape in
        let (y, x) = (Value(2, label: "y", on: tape), Value(2, label: "x", on: tape))
        return (x / y).named("L")
      },
      expected: []),
    GraphPair(
      name: "another exponent",
      a: { (Value(1, label: "x", on: $0).pow(2) * 0).named("L") },
      b: { (Value(1, label: "x", on: $0).pow(3) * 0).named("L") },
      expected: ["** parameter 2.0 3.0", "** local0 2.0 3.0"]),
    GraphPair(
      name: "a leaf where a constant was",
      a: { Value(1, label: "x", on: $0) * 2 },
      b: { Value(1, label: "x", on: $0) * Value(2, on: $0) },
      expected: ["leaf operation constant leaf"]),
    GraphPair(
      name: "another group and role",
      a: { Value(1, label: "w", role: .parameter, on: $0).tanh() },
      b: { tape in tape.group("layer 1") { Value(1, label: "w", role: .input, on: tape) }.tanh() },
      expected: ["w group – layer 1", "w role parameter input"]),
    GraphPair(
      name: "another root",
      a: { tape in
        let y = Value(0, label: "x", on: tape).sin().named("y")
        _ = y.exp().named("z")
        return y
      },
      b: { Value(0, label: "x", on: $0).sin().named("y").exp().named("z") },
      expected: ["y root true false", "z root false true"]),
    GraphPair(
      name: "one of three equal constants less",
      a: { ((Value(0, label: "x", on: $0) + 1).sin() + 1).sin() + 1 },
      b: { (Value(0, label: "x", on: $0) + 1).sin() + 1 },
      expected: ["- sin", "- +", "- constant", "+ inputs (sin, constant) (sin, constant)"]),
    GraphPair(
      name: "a sum with a term more in the middle",
      a: { tape in
        let x = (1...4).map { Value(0, label: "x\($0)", on: tape).sin() }
        return Value.sum([x[0], x[1], x[3]]).named("L")
      },
      b: { tape in
        let x = (1...4).map { Value(0, label: "x\($0)", on: tape).sin() }
        return Value.sum(x).named("L")
      },
      expected: ["L inputs (sin, sin, sin) (sin, sin, sin, sin)"]),
    GraphPair(
      name: "names that changed what they stand for",
      a: { tape in
        let x = Value(0, label: "x", on: tape)
        return (x.sin().named("p") - x.tanh().named("q")).named("L")
      },
      b: { tape in
        let x = Value(0, label: "x", on: tape)
        return (x.tanh().named("p") - x.sin().named("q")).named("L")
      },
      expected: ["p operation sin tanh", "q operation tanh sin"]),
    GraphPair(
      name: "names of groups that changed what they stand for",
      a: { tape in
        let x = Value(0, label: "x", on: tape)
        let p = tape.group("p") { x.sin().named("h") }
        return (p - tape.group("q") { x.tanh().named("h") }).named("L")
      },
      b: { tape in
        let x = Value(0, label: "x", on: tape)
        let p = tape.group("p") { x.tanh().named("h") }
        return (p - tape.group("q") { x.sin().named("h") }).named("L")
      },
      expected: ["h operation sin tanh", "h operation tanh sin"]),
    GraphPair(
      name: "a sum with a term more before its last",
      a: { tape in
        let (x, two) = (Value(0, label: "x", on: tape), Value.constant(2, on: tape))
        return Value.sum([x, two]).named("L")
      },
      b: { tape in
        let (x, y) = (Value(0, label: "x", on: tape), Value(0, label: "y", on: tape))
        return Value.sum([x, y, Value.constant(3, on: tape)]).named("L")
      },
      expected: ["+ y", "L inputs (x, constant) (x, y, constant)"]),
    GraphPair(
      name: "equal nodes that nothing uses",
      a: { tape in
        let x = Value(0, label: "x", on: tape)
        _ = (x.sin(), x.sin(), Value(1, on: tape), Value(1, on: tape))
        return x.tanh().named("L")
      },
      b: { tape in
        let x = Value(0, label: "x", on: tape)
        _ = (Value(1, on: tape), x.sin(), Value(1, on: tape), x.sin())
        return x.exp().named("L")
      },
      expected: ["L operation tanh exp"]),
    GraphPair(
      name: "a term less of many that are alike but for their constants",
      a: { tape in
        let x = Value(0, label: "x", on: tape)
        return Value.sum([x * 2, x * 3, x * 5]).named("L")
      },
      b: { tape in
        let x = Value(0, label: "x", on: tape)
        return Value.sum([x * 5, x * 2]).named("L")
      },
      expected: ["- *", "- constant", "L inputs (*, *, *) (*, *)"]),
    GraphPair(
      name: "nothing in common",
      a: { Value(1, label: "x", on: $0).tanh() },
      b: { Value(1, label: "p", on: $0) * Value(3, label: "q", on: $0) },
      expected: ["- x", "- tanh", "+ p", "+ q", "+ *"]),
  ]

  @Test(arguments: structure)
  func structureChanges(_ pair: GraphPair) {
    let found = words(for: pair.comparison()).filter { !$0.contains(" data ") }
    #expect(found.sorted() == pair.expected.sorted())
  }

  /// Numbers: x = 2 and y = 3 became 2 and 4, so that of z = x·y and w = z + 1 all that depends on y
  /// is another; all by hand.
  @Test func numberChanges() {
    func graph(_ y: Double) -> @Sendable (Tape) -> Value {
      { tape in
        let (x, y) = (Value(2, label: "x", on: tape), Value(y, label: "y", on: tape))
        return ((x * y).named("z") + 1).named("w")
      }
    }
    let pair = GraphPair(
      name: "numbers", a: graph(3), b: graph(4), expected: [], isAfterBackward: true)
    // By relative change: z 6 → 8 and y, x's gradient and the local derivative 3 → 4 by 1/4, then w
    // 7 → 9 by 2/9.
    #expect(
      words(for: pair.comparison()) == [
        "x gradient 3.0 4.0", "y data 3.0 4.0", "z data 6.0 8.0", "z local0 3.0 4.0",
        "w data 7.0 9.0",
      ])
    #expect(
      pair.comparison().counts
        == .init(
          matched: 5, removed: 0, added: 0, structuralChanges: 0, numericChanges: 5))
    #expect(words(for: pair.comparison(tolerance: 0.23)).count == 4)
    #expect(pair.comparison(tolerance: 0.25).isEqual)
  }

  /// The first number, the second, and how far they are apart.
  static let numbers: [(Double, Double, Double)] = [
    (1, 1, 0), (1, 1 + 1e-12, 1e-12), (0, -0.0, 0), (0, 1e-300, 1), (1, -1, 2),
    (.nan, .nan, 0), (.nan, -.nan, 0), (.nan, 1, .infinity), (.infinity, .infinity, 0),
    (.infinity, -.infinity, .infinity), (.infinity, 1e308, .infinity),
    (1.5e308, -1.5e308, 2), (.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude, 0.5), (8, 10, 0.2),
  ]

  @Test(arguments: numbers)
  func relativeChanges(_ first: Double, _ second: Double, _ relative: Double) {
    func graph(_ data: Double) -> GraphSnapshot {
      GraphSnapshot(
        stage: .before, root: 0, nodes: [.init(id: 0, operation: .builtIn(.leaf), data: data)])
    }
    let found = GraphComparison(graph(first), graph(second), tolerance: 0).changes
    #expect(found.count == (relative == 0 ? 0 : 1))
    if let change = found.first {
      let error = abs(change.relativeChange - relative)
      #expect(change.relativeChange == relative || error <= 1e-3 * relative)
    }
    let isEqual = GraphComparison(graph(first), graph(second)).isEqual
    #expect(isEqual == (relative <= 1e-9))
  }

  @Test func anAbsentGradientIsNotZero() {
    func graph(_ gradient: Double?) -> GraphSnapshot {
      GraphSnapshot(
        stage: .after, root: 0,
        nodes: [.init(id: 0, operation: .builtIn(.leaf), data: 1, gradient: gradient)])
    }
    let comparison = GraphComparison(graph(nil), graph(0), tolerance: 1)
    #expect(comparison.changes.map(\.aspect) == [.gradient(nil, 0)])
    #expect(comparison.changes[0].relativeChange == .infinity)
    #expect(GraphComparison(graph(nil), graph(nil)).isEqual)
  }

  /// The other way round, everything is mirrored.
  @Test(arguments: structure)
  func isSymmetric(_ pair: GraphPair) {
    let (one, other) = (
      pair.comparison(),
      GraphPair(
        name: "", a: pair.b, b: pair.a, expected: []
      ).comparison()
    )
    #expect(one.pairs == other.pairs.map { .init(a: $0.b, b: $0.a) }.sorted { $0.a < $1.a })
    #expect(one.onlyInA == other.onlyInB)
    #expect(one.onlyInB == other.onlyInA)
    #expect(one.changes.count == other.changes.count)
    #expect(one.counts.numericChanges == other.counts.numericChanges)
  }

  @Test(arguments: structure)
  func aGraphIsEqualToItself(_ pair: GraphPair) {
    for body in [pair.a, pair.b] {
      let comparison = GraphPair(
        name: "", a: body, b: body, expected: [], isAfterBackward: true
      ).comparison(tolerance: 0)
      #expect(comparison.isEqual)
      #expect(comparison.pairs.allSatisfy { $0.a == $0.b })
    }
  }
}

extension Value {
  /// The same value with a name.
  func named(_ name: String) -> Value {
    label = name
    return self
  }
}

/// x·2 + y, without names but of the leaves.
private func chain(_ tape: Tape) -> Value {
  Value(1, label: "x", on: tape) * 2 + Value(3, label: "y", on: tape)
}

/// A chain of many operations that are all alike, with something near each end.
private func ends(
  _ x: Value, top: (Value) -> Value, bottom: (Value) -> Value
) -> Value {
  var value = bottom(x).sin()
  for _ in 0..<5 { value = value.tanh().sin() }
  return top(value).exp().named("L")
}

/// What was changed, and what follows from that.
@Suite struct ConsequenceTests {
  private func graph(_ x: Double, _ make: (Value, Value) -> Value) -> GraphSnapshot {
    let tape = Tape()
    let (a, b) = (Value(x, label: "a", on: tape), Value(3, label: "b", on: tape))
    let root = make(a, b)
    root.label = "L"
    root.backward()
    let graph = GraphSnapshot(root: root, extent: .wholeTape)
    withExtendedLifetime(tape) {}
    return graph
  }

  private func causes(_ comparison: GraphComparison) -> [GraphChange.Aspect] {
    zip(comparison.changes, comparison.consequences()).filter { !$1 }.map(\.0.aspect)
  }

  @Test func aLeafIsACauseAndWhatItReachesIsNot() {
    let comparison = GraphComparison(graph(2) { ($0 * $1).tanh() }, graph(2.5) { ($0 * $1).tanh() })
    #expect(causes(comparison) == [.data(2, 2.5)])
    #expect(comparison.changes.count > 4)
  }

  @Test func anOperationIsACause() {
    let comparison = GraphComparison(graph(2) { $0 * $1 }, graph(2) { $0 / $1 })
    #expect(causes(comparison).allSatisfy { !$0.isNumeric })
    #expect(comparison.changes.contains { $0.aspect.isNumeric })
  }

  /// A number that nothing around it explains was written by somebody.
  @Test func aNumberInAFileIsACause() {
    let whole = graph(2) { ($0 * $1).tanh() }
    var other = whole
    other.nodes[1].gradient = 7
    other.nodes[2].data = 5
    #expect(causes(GraphComparison(whole, other)).count == 2)
    #expect(GraphComparison(whole, other).changes.count == 2)
  }
}
