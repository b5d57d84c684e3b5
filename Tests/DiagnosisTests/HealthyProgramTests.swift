import Autograd
import ComputationGraph
import Diagnosis
import TestSupport
import Testing

@Suite struct HealthyProgramTests {
  static let programs: [String] = [
    // micrograd's README: its second relu is inactive, and leaves nothing without a gradient.
    Programs.microgradReadme,
    // The neuron of the lecture: w2 has a gradient of 0, since its input is 0.
    """
    x1 = Value(2.0, label='x1'); x2 = Value(0.0, label='x2')
    w1 = Value(-3.0, label='w1'); w2 = Value(1.0, label='w2')
    b = Value(6.8813735870195432, label='b')
    n = x1*w1 + x2*w2 + b
    o = n.tanh()
    o.backward()
    """,
    """
    x1 = Value(2.0); x2 = Value(0.0); w1 = Value(-3.0); w2 = Value(1.0)
    b = Value(6.8813735870195432)
    n = x1*w1 + x2*w2 + b
    e = (2*n).exp()
    o = (e - 1) / (e + 1)
    o.backward()
    """,
    """
    a = Value(2.0, label='a'); b = Value(-3.0, label='b'); c = Value(10.0, label='c')
    e = a*b; d = e + c; f = Value(-2.0, label='f')
    L = d * f
    L.backward()
    """,
    "a = Value(3.0); b = a + a; b.backward()",
    "a = Value(-2.0); b = Value(3.0); d = a * b; e = a + b; f = d * e; f.backward()",
    // The worked examples of CS231n.
    "x = -2.0; y = 5.0; z = -4.0; q = x + y; f = q * z",
    """
    w0 = 2.0; w1 = -3.0; w2 = -3.0; x0 = -1.0; x1 = -2.0
    f = 1.0 / (1 + (-(w0*x0 + w1*x1 + w2)).exp())
    """,
    "x = 3.0; y = -4.0; num = x + y.sigmoid(); den = x.sigmoid() + (x + y)**2; f = num / den",
    // The hinge of CS231n: the margin of s1 is met, and it has nothing to complain of.
    """
    s0 = 13.0; s1 = -7.0; s2 = 11.0
    L = max(0, s1 - s0 + 10) + max(0, s2 - s0 + 10)
    """,
    "s = 2.0; t = 1.0; L = max(0, 1 - t * s)",
    "s = 2.0; t = 1.0; L = relu(1 - t * s)",
    "s = 2.0; t = -1.0; L = (1 + t * s).relu()",
    "s = 2.0; t = -1.0; L = max(0, 1 + t * s)",
    "s = 0.3; t = 1.0; L = max(0, 1 - t * s)",
    // Softmax and cross-entropy, with large scores shifted.
    """
    a = 1.0; b = 2.0; c = 3.0
    ea = exp(a); eb = exp(b); ec = exp(c)
    L = -log(ec / (ea + eb + ec))
    """,
    """
    a = 1000.0; b = 1001.0; m = a - b
    L = log(exp(m) + 1) - m
    """,
    "p = 0.7; y = 1.0; L = -(y * log(p) + (1 - y) * log(1 - p))",
    // One inactive unit beside one at work, and a row in which a unit is not.
    "a = 2.0; b = -5.0; y = (a * 1.5).relu(); z = (a + b).relu(); L = y + z",
    """
    x = 0.4; w1 = 0.5; c1 = -5.0; w2 = 0.2; c2 = 6.0; v1 = 0.3; v2 = -0.8
    L = (v1*relu(w1*x + c1) + v2*relu(w2*x + c2) - 1)**2
    """,
    """
    w = 0.5; c = -1.0; v = 2.0; x1 = 1.0; x2 = 4.0
    L = (v*relu(w*x1 + c) - 1)**2 + (v*relu(w*x2 + c) - 1)**2
    """,
    // The data of a row in which no unit is active: without a bias it shows by its weight alone.
    "w = 0.5; v = 3.0; x1 = 1.0; x2 = -4.0; L = (v*relu(w*x1) - 1)**2 + (v*relu(w*x2) - 1)**2",
    // Sure and wrong, with a loss that makes up for it.
    "z = -40.0; L = -log(sigmoid(z))",
    // Far from what its loss minds, by a margin with a name.
    "a = 0.0; b = 5.0; m = 1.0; d = abs(a - b); L = max(m - d, 0)**2",
    "m = 1.0; p = 0.2; n = 3.0; L = relu(p - n + m)",
    // Units that differ in a weight, or in what they are given.
    "x = 0.4; w1 = 0.5; w2 = 0.50001; v1 = 1.0; v2 = 1.0; c1 = 0.1; c2 = 0.1; "
      + "L = v1*tanh(w1*x + c1) + v2*tanh(w2*x + c2)",
    "x = 0.4; y = 0.4; w1 = 0.5; w2 = 0.5; c1 = 0.1; c2 = 0.1; L = tanh(w1*x + c1) + tanh(w2*y + c2)",
    // Targets at the end of what tanh can give, as micrograd has them.
    "w = 0.7; x = 1.0; p = tanh(w * x); L = (p - 1)**2", "x = 0.3; p = sigmoid(x); L = (p - 0)**2",
    // Numbers beside Values are no parameters.
    "lr = 0.01; epochs = 20; w = Value(0.5); x = Value(2.0); loss = (w * x - 1)**2",
    // Large numbers in a shallow program are not depth.
    "price = 250000.0; w = 1200.0; area = 150.0; e = w * area - price; L = e ** 2",
    "c = 299792458.0; m = 2.0; E = m * c ** 2",
    "a = 1e-9; b = 1e-9; L = a * b",
    "x = 5.0; y = ((x ** 2) ** 2) ** 2",
    // A lone leaf, and chains that keep the size of their gradients.
    "a = Value(2.0)",
    chain(200) { "\($0) + 1.0" },
    chain(100) { "-\($0)" },
    chain(40) { "\($0).tanh()" },
    chain(40) { "\($0).sin()" },
    chain(30) { "\($0) * 1.1" },
    chain(30, from: "h0 = Value(0.5)") { "\($0) * 0.9 + 0.05" },
    chain(20) { "\($0).relu()" },
    // A reused name, and a value that only printing would see.
    "x = 2.0; x = x * x; x = x * x; x = x + 1",
    // Where max and min take the other operand, and abs is at its kink.
    "a = 2.0; b = 3.0; c = max(a, b); d = min(a, b); L = c * 2 + d",
    "a = 2.0; b = 3.0; L = max(a, b)",
    "a = 0.0; L = abs(a) + a",
    // Inactive, yet every leaf has another way.
    "a = -2.0; L = a.relu() + a * 3",
    "a = -2.0; L = leaky_relu(a)",
    // Sure of itself, but not saturated.
    "x = 4.0; L = tanh(x)",
    "x = -8.0; L = sigmoid(x)",
    // A factor that happens to be 0 is no fault of the graph.
    "w = 3.0; x = 0.0; b = 1.0; L = w * x + b",
    "L = Value(3.0) - Value(3.0)",
  ]

  /// Every operation at an ordinary point.
  static let operations: [String] = [
    "x + y", "x - y", "x * y", "x / y", "-x + y", "x ** 3 + y", "x ** y", "x ** -2 + y",
    "x ** 0.5 + y", "tanh(x) + y", "sigmoid(x) + y", "relu(x) + y", "leaky_relu(x, 0.1) + y",
    "exp(x) + y", "log(x) + y", "sqrt(x) + y", "sin(x) + y", "cos(x) + y", "abs(x) + y",
    "max(x, y)", "min(x, y)", "pow(x, 3) * y", "2 * x - y / 3",
  ].map { "x = 1.5; y = 0.7; z = \($0)" }

  @Test(arguments: programs + operations)
  func hasNoFinding(program: String) throws {
    let graph = try graph(program)
    #expect(graph.diagnose() == [])
    #expect(graph.beforeBackward().diagnose() == [])
  }

  /// A leaf that an earlier pass gave its gradient has had its use.
  @Test func aLeafOfAnEarlierPass() throws {
    let program = "b = 3.0; c = b * 2; c.backward(); a = 2.0; L = a * 5; L.backward()"
    #expect(try graph(program).diagnose() == [])
  }

  @Test func softplusAndSum() {
    let tape = Tape()
    let x = Value(0.5, on: tape)
    let y = Value.sum([x, x.softplus(), x * 2])
    y.backward()
    #expect(GraphSnapshot(root: y).diagnose() == [])
  }

  @Test func thereAreFortyAtLeast() {
    #expect(Self.programs.count + Self.operations.count >= 40)
  }

  /// A graph of tens of thousands of nodes takes no longer than a moment, whatever is wrong with it.
  @Test func bigGraphs() throws {
    let tape = Tape()
    var x = Value(0.5, label: "x", on: tape)
    for _ in 0..<20_000 { x = (x * 1.0).relu() }
    #expect(GraphSnapshot(root: x).diagnose() == [])
    var y = Value(-0.5, label: "y", on: tape)
    for _ in 0..<20_000 { y = (y * 1.0).relu() }
    #expect(GraphSnapshot(root: y).diagnose().first?.name == .deadReLU)
    tape.step {
      var z = Value(-1, label: "z", on: tape).log()
      for _ in 0..<20_000 { z = z + 1 }
      #expect(GraphSnapshot(root: z).diagnose().first?.path.count == 20_001)
    }
  }
}
