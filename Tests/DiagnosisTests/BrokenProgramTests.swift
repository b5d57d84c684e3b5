import Autograd
import ComputationGraph
import Diagnosis
import Testing

/// A program with one fault, and what must be said of it.
struct BrokenProgram: Sendable, CustomTestStringConvertible {
  let name: Finding.Name
  /// The label of the node that the finding must name.
  let node: String
  /// Words that the evidence must have: the numbers of the case, worked out by hand.
  let evidence: String
  let program: String
  var root: String?

  init(
    _ name: Finding.Name, at node: String, _ evidence: String, _ program: String,
    root: String? = nil
  ) {
    (self.name, self.node, self.evidence) = (name, node, evidence)
    (self.program, self.root) = (program, root)
  }

  var testDescription: String { "\(name.rawValue): \(program.prefix(60))" }
}

@Suite struct BrokenProgramTests {
  static let forward: [BrokenProgram] = [
    .init(.notFiniteForward, at: "y", "log(0) is -∞", "x = 0.0; y = log(x); L = y * 2"),
    .init(.notFiniteForward, at: "y", "log(-1) is NaN", "x = -1.0; y = x.log(); L = y + 1"),
    .init(.notFiniteForward, at: "y", "sqrt(-4) is NaN", "x = -4.0; y = x.sqrt(); L = y * y"),
    .init(.notFiniteForward, at: "y", "1 / 0 is ∞", "x = 0.0; y = 1 / x; L = y + x"),
    .init(.notFiniteForward, at: "y", "0 / 0 is NaN", "a = 0.0; b = 0.0; y = a / b; L = y + 1"),
    .init(
      .notFiniteForward, at: "y", "1e+200 / 1e-200 is ∞: an overflow",
      "a = 1e200; b = 1e-200; y = a / b"),
    .init(.notFiniteForward, at: "y", "exp(710) is ∞: an overflow", "x = 710.0; y = x.exp()"),
    .init(.notFiniteForward, at: "y", "0 ** -1 is ∞", "x = 0.0; y = x ** -1; L = 3 * y"),
    .init(
      .notFiniteForward, at: "y", "(-8) ** 0.3333 is NaN: a negative base",
      "x = -8.0; y = x ** 0.33333333"),
    .init(
      .notFiniteForward, at: "y", "0 ** -2 is ∞", "x = 0.0; n = -2.0; y = x ** n; L = y"),
    .init(
      .notFiniteForward, at: "y", "(-2) ** 0.5 is NaN", "x = -2.0; n = 0.5; y = x ** n; L = y"),
    .init(.notFiniteForward, at: "y", "1e+10 ** 40 is ∞", "x = 1e10; y = x ** 40"),
    .init(.notFiniteForward, at: "y", "1e+200 * 1e+200 is ∞", "a = 1e200; y = a * a; L = y"),
    .init(
      .notFiniteForward, at: "y", "1e+308 + 1e+308 is ∞", "a = 1e308; b = 1e308; y = a + b"),
    .init(
      .notFiniteForward, at: "y", "-1e+308 - 1e+308 is -∞", "a = -1e308; b = 1e308; y = a - b"),
    // The infinity is the birth; what becomes NaN because of it is only evidence.
    .init(
      .notFiniteForward, at: "y", "from there NaN at node 3: ∞ * 0",
      "x = 800.0; w = 0.0; y = exp(x); L = y * w"),
    .init(
      .notFiniteForward, at: "y", "from there NaN at node 2: ∞ - ∞",
      "x = 800.0; y = exp(x); L = y - y"),
    .init(
      .notFiniteForward, at: "e", "from there NaN at node 4: ∞ / ∞",
      "x = 800.0; e = exp(x); s = e + 1; p = e / s"),
  ]

  static let backward: [BrokenProgram] = [
    .init(.notFiniteBackward, at: "y", "gradient 1 · local derivative ∞", "x = 0.0; y = sqrt(x)"),
    .init(
      .notFiniteBackward, at: "y", "gradient 0 · local derivative ∞ is NaN",
      "x = 0.0; w = 0.0; y = sqrt(x); L = w * y"),
    .init(.notFiniteBackward, at: "y", "local derivative ∞", "x = 0.0; y = x ** 0.5; L = 2 * y"),
    // The logarithm of a negative base is NaN, and so is the slope by the exponent.
    .init(
      .notFiniteBackward, at: "y", "to n, gradient 1 · local derivative NaN",
      "x = -2.0; n = 2.0; y = x ** n"),
    .init(
      .notFiniteBackward, at: "y", "local derivative ∞",
      "x = 0.0; d = 4e-324; y = x / d; L = y"),
    .init(.notFiniteBackward, at: "y", "local derivative ∞", "x = 4e-324; y = log(x); L = y"),
    // 1e200 · 1e200 overflows on the way back, while 1e-200 keeps the way forward finite.
    .init(
      .notFiniteBackward, at: "y", "gradient 1e+200 · local derivative 1e+200 is ∞",
      "x = 1e-200; y = x * 1e200; L = y * 1e200"),
  ]

  static let units: [BrokenProgram] = [
    .init(
      .deadReLU, at: "y", "its input is -0.5, so that x, w and b get no gradient at all",
      "x = Value(-2.0); w = Value(1.0); b = Value(1.5); y = (w * x + b).relu(); L = y * 3"),
    .init(.deadReLU, at: "y", "its input is -1, so that x", "x = -1.0; y = x.relu()"),
    .init(.deadReLU, at: "y", "its input is 0, so that x", "x = 0.0; y = relu(x); L = y + 1"),
    .init(.deadReLU, at: "y", "its input is -3", "x = -3.0; y = max(0, x); L = y * 2"),
    .init(.deadReLU, at: "y", "its input is -3", "x = -3.0; y = max(x, 0.0); L = y * 2"),
    // Behind a penalty, which gives its weight a gradient for all that.
    .init(
      .deadReLU, at: "p", "so that w, x and c get no gradient",
      "w = 0.5; x = 2.0; c = -3.0; y = 4.0; p = (w * x + c).relu(); L = (p - y)**2 + 0.01 * w**2"),
    // All units of a layer, one of which would be ordinary.
    .init(
      .deadReLU, at: "h1", "and 1 more like it",
      """
      x = 0.4; w1 = 0.5; c1 = -5.0; w2 = 0.2; c2 = -6.0; v1 = 0.3; v2 = -0.8; d = 0.1
      h1 = relu(w1*x + c1); h2 = relu(w2*x + c2)
      L = (v1*h1 + v2*h2 + d - 1)**2
      """),
    // A unit in all rows, beside one that is active in one.
    .init(
      .deadReLU, at: "g1", "inactive in all 2 evaluations",
      """
      w = 0.5; c = -5.0; u = 1.0; d = 0.1; v = 0.3; t = 0.7
      g1 = relu(w*1.0 + c); g2 = relu(w*2.0 + c); h1 = relu(u*1.0 + d); h2 = relu(u*-2.0 + d)
      L = (v*g1 + t*h1 - 1)**2 + (v*g2 + t*h2 - 1)**2
      """),
    // Flat places that are no ReLU.
    .init(
      .zeroGradient, at: "h", "min(12.5, 6) is flat there, so that w, x and c",
      "w = 4.0; x = 3.0; c = 0.5; z = w * x + c; h = min(max(z, 0), 6); L = (h - 2)**2"),
    .init(
      .zeroGradient, at: "h", "so that w and x get no gradient",
      "w = 4.0; x = 3.0; z = w * x; h = max(0, min(1, 0.2 * z + 0.5)); L = (h - 0.2)**2"),
    .init(
      .zeroGradient, at: "p", "exp(-90000) is flat there",
      "w = 30.0; x = 10.0; p = exp(-(w * x)**2); L = (p - 2)**2"),
    // A softmax that is sure, and wrong.
    .init(
      .zeroGradient, at: "b", "exp(-800)",
      "z1 = 0.0; z2 = -800.0; a = exp(z1); b = exp(z2); p = b / (a + b); L = (p - 1)**2"),
    .init(.saturated, at: "y", "tanh(20) has a local derivative of 0", "x = 20.0; y = x.tanh()"),
    // 1 - tanh² is below 1e-4 from 5.3 on.
    .init(.saturated, at: "y", "tanh(-5.4)", "x = -5.4; y = tanh(x); L = y * 2"),
    .init(.saturated, at: "y", "sigmoid(-12)", "x = -12.0; y = sigmoid(x); L = y + 1"),
    .init(
      .saturated, at: "p", "and 1 more like it",
      "a = 20.0; b = -30.0; p = tanh(a); q = sigmoid(b); L = (p + q * 2)**2"),
    .init(
      .saturated, at: "o", "tanh(60)",
      "x = Value(20.0); w = Value(3.0); n = x * w; o = n.tanh()"),
  ]

  static let flow: [BrokenProgram] = [
    .init(
      .explodingGradient, at: "s", "its gradient is -4e+27",
      "x = 3.0; mu = 1.0; s = 1e-9; z = (x - mu) / s; L = 0.5 * z**2 + log(s)"),
    // Ten layers, each with a weight: 0.25 · 0.5 at most from one to the next.
    .init(
      .vanishingGradient, at: "x", "behind 10 activations",
      "x = Value(0.5); a0 = x * 1.0\n"
        + (1...10).map {
          "w\($0) = Value(0.6); b\($0) = Value(0.1); a\($0) = (w\($0) * a\($0 - 1) + b\($0)).sigmoid()"
        }.joined(separator: "\n") + "\nL = (a10 - 1.0)**2"),
    // 3³⁰ is 2.059e14.
    .init(
      .explodingGradient, at: "h0", "its gradient is 2.059e+14 after 30 nodes",
      chain(30) { "\($0) * 3.0" }),
    .init(
      .vanishingGradient, at: "h0", "its gradient is 1e-30 after 30 nodes",
      chain(30) { "\($0) * 0.1" }),
    // 2⁴⁰ is 1.1e12, by sums alone.
    .init(
      .explodingGradient, at: "h0", "its gradient is 1.1e+12 after 40 nodes",
      chain(40, from: "h0 = Value(1e-9)") { "\($0) + \($0)" }),
    // Every sigmoid passes a quarter on at most.
    .init(.vanishingGradient, at: "h0", "after 30 nodes", chain(30) { "\($0).sigmoid()" }),
    .init(
      .explodingGradient, at: "h0", "after 60 nodes",
      chain(30, from: "h0 = Value(1e-20)") { "(\($0) * 4.0).tanh()" }),
    // 1e-324 is no number: the gradient of h0 is 0, and the last that is not is named.
    .init(
      .vanishingGradient, at: "h77", "its gradient is 1e-323 after 323 nodes",
      chain(400, from: "h0 = Value(0.0)") { "\($0) * 0.1" }),
    .init(
      .vanishingGradient, at: "h0", "after 100 nodes",
      chain(100) { "\($0) / 2.0" }),
  ]

  static let parameters: [BrokenProgram] = [
    .init(.unreachedParameter, at: "b", "no node uses it", "a = 2.0; b = 3.0; L = a * a"),
    .init(
      .unreachedParameter, at: "b", "does not lead to the root",
      "a = 2.0; b = 3.0; c = a * b; L = a * 5", root: "L"),
    .init(
      .unreachedParameter, at: "b", "a power of 0", "a = 2.0; b = 3.0; c = b ** 0; L = a * c"),
    .init(
      .unreachedParameter, at: "b", "a product with 0", "a = 2.0; b = 3.0; L = a + b * 0"),
    .init(
      .unreachedParameter, at: "a", "does not lead to the root",
      "a = 2.0; b = 3.0; c = a * b; L = b * 5\nL.backward()"),
    .init(
      .accumulatedGradient, at: "a", "of 6 is the sum of 2 passes; one pass from the root gives 3",
      "a = 2.0; L = a * 3\nL.backward()\nL.backward()"),
    .init(
      .accumulatedGradient, at: "a", "of 9 is the sum of 3 passes",
      "a = 2.0; L = a * 3\nL.backward()\nL.backward(); L.backward()"),
    .init(
      .accumulatedGradient, at: "a", "of 7 is the sum of 2 passes; one pass from the root gives 6",
      "a = 2.0; b = a + 1; b.backward(); L = b * 6; L.backward()"),
  ]

  static let others: [BrokenProgram] = [
    .init(
      .identicalNeurons, at: "h1", "2 units (h1 and h2) have the same inputs",
      """
      x1 = 0.4; x2 = -0.3; w11 = 0.5; w12 = 0.5; c1 = 0.0; w21 = 0.5; w22 = 0.5; c2 = 0.0
      v1 = 0.5; v2 = 0.5
      h1 = tanh(w11*x1 + w12*x2 + c1); h2 = tanh(w21*x1 + w22*x2 + c2)
      L = (v1*h1 + v2*h2 - 1)**2
      """),
    .init(
      .unreachableTarget, at: "p", "its target is 5, and it gives only from -1 to 1",
      "w = 0.7; x = 1.0; p = tanh(w * x); L = (p - 5)**2"),
    .init(
      .unreachableTarget, at: "p", "its target is -2, and it gives nothing below 0",
      "w = 0.7; x = 1.0; y = -2.0; p = relu(w * x); L = abs(y - p)"),
    .init(
      .unreachableTarget, at: "p", "its target is -1, and it gives only from 0 to 1",
      "w = 0.7; x = 1.0; p = sigmoid(w * x); L = (p + 1)**2"),
  ]

  /// What was lost on the way forward comes before what became of it.
  @Test(arguments: [
    (Finding.Name.notFiniteForward, "x = 1e-200; y = x * x; L = log(y)", ["y", "L"], "underflow"),
    (
      .notFiniteForward, "x = 1.0; e = 1e-17; y = x + e; b = y - 1; L = 1 / b", ["y", "L"],
      "term is lost"
    ),
    (.notFiniteForward, "x = -800.0; y = exp(x); s = y * 3; L = log(s)", ["y", "L"], "underflow"),
    (.notFiniteBackward, "x = 1e-200; y = x * x; L = sqrt(y)", ["y", "L"], "underflow"),
    // Numbers that are equal leave a true 0.
    (.notFiniteForward, "x = 4.0; y = 4.0; d = x - y; L = log(d)", ["L"], "log(0)"),
  ])
  func theOriginOfAZero(
    _ name: Finding.Name, _ program: String, _ labels: [String], _ evidence: String
  ) throws {
    let findings = try graph(program).diagnose()
    #expect(findings.map(\.name) == labels.map { _ in name })
    #expect(findings.map(\.label) == labels)
    #expect(findings.first?.evidence.contains(evidence) == true, "\(findings)")
  }

  @Test(arguments: forward + backward + units + flow + parameters + others)
  func isFound(broken: BrokenProgram) throws {
    let graph = try graph(broken.program, root: broken.root)
    let findings = graph.diagnose()
    let finding = try #require(findings.first { $0.name == broken.name }, "\(findings)")
    #expect(finding.label == broken.node)
    #expect(finding.evidence.contains(broken.evidence), "\(finding.evidence)")
    #expect(finding.node == finding.nodes.first.map { graph.nodes[$0].id })
    #expect(graph.nodes[finding.nodes[0]].label == broken.node)
    #expect(finding.advice.hasSuffix("."))
    // One fault, one finding: nothing that merely comes of it.
    #expect(findings.count == 1, "\(findings.map { "\($0.name.rawValue) \($0.location)" })")
    // Whether backward has run makes no difference, except to how often it has.
    if broken.name != .accumulatedGradient {
      #expect(graph.beforeBackward().diagnose() == findings)
    }
  }

  @Test func thereAreFortyAtLeast() {
    let all = Self.forward + Self.backward + Self.units + Self.flow + Self.parameters
    #expect(all.count >= 40)
  }

  @Test func thePathLeadsFromBirthToRoot() throws {
    let graph = try graph("x = 0.0; a = 2.0; y = log(x); z = y * a; L = z + 1")
    let finding = try #require(graph.diagnose().first)
    #expect(finding.path.map { graph.nodes[$0].label } == ["y", "z", "L"])
    #expect(finding.pathWords == "y → z → L")
  }

  @Test func everyBirthIsFoundButNothingElse() throws {
    let findings = try graph(
      "x = 0.0; y = log(x); z = sqrt(x - 1); L = y + z; M = L * 2"
    ).diagnose()
    #expect(findings.map(\.label) == ["y", "z"])
    #expect(findings.allSatisfy { $0.name == .notFiniteForward })
  }

  /// A graph file may hold what no program can: leaves and constants that are not finite.
  @Test(arguments: ["leaf", "constant"])
  func aNumberThatIsGivenSoIsABirth(operation: String) throws {
    var graph = try graph("a = 2.0; L = a * 3")
    let index = try #require(graph.nodes.firstIndex { $0.operation.name == operation })
    graph.nodes[index].data = .infinity
    let product = try #require(graph.nodes.firstIndex { $0.builtIn == .multiply })
    graph.nodes[product].data = .infinity
    let findings = graph.diagnose()
    #expect(findings.map(\.name) == [.notFiniteForward])
    #expect(findings.first?.nodes == [index])
  }

  /// What an operation of the user's returns is found like anything else.
  @Test func operationsOfTheUsers() throws {
    let tape = Tape()
    let x = Value(2, label: "x", on: tape)
    let broken = CustomOperation("broken") { _ in
      .nan
    } derivative: { _, _ in
      1
    }
    let steep = CustomOperation("steep") {
      $0
    } derivative: { _, _ in
      .infinity
    }
    let y = steep(x) * 0
    y.backward()
    let backward = try #require(GraphSnapshot(root: y).diagnose().first)
    #expect(backward.name == .notFiniteBackward)
    #expect(backward.location.contains("(steep)"))
    let forward = try #require(GraphSnapshot(root: broken(x) + 1).diagnose().first)
    #expect(forward.name == .notFiniteForward)
    #expect(forward.evidence.hasPrefix("broken(2) is NaN"))
  }

  /// Two finite gradients whose sum is not.
  @Test func sumsOfGradientsOverflow() throws {
    let findings = try graph("x = 1e-10; L = x * 1e308 + x * 1e308").diagnose()
    #expect(findings.map(\.name) == [.notFiniteBackward])
    #expect(findings.first?.label == "x")
  }
}
