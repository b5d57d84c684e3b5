import TestSupport
import Testing

/// What a picture says that its root was computed as: read by Python, each of these texts has the value
/// of the root.
///
/// They were drawn at random, with labels that Python itself wrote (`ast.unparse`), out of some hundreds
/// that were evaluated.
@Suite struct SpellingTests {
  @Test(arguments: [
    (
      "t = a + b; t.label = 'a + b'; out = t * c", "(a + b) * c"
    ),
    (
      "t = sum(a, 1000.0) ** (-w_1); t.label = 'sum(a, 1000.0) ** (-w_1)'; out = t ** a",
      "(sum(a, 1000.0) ** (-w_1)) ** a"
    ),
    ("t1 = c ** a; t1.label = 'c ** a'; out = tanh(t1 - tanh(w_1))", "tanh(c ** a - tanh(w_1))"),
    (
      "t = c ** 0.5; t.label = 'c ** 0.5'; out = leaky_relu(w_1, -0.2) / t",
      "leaky_relu(w_1, -0.2) / c ** 0.5"
    ),
    (
      "t = -3 - x1e - (c + a); t.label = '-3 - x1e - (c + a)'; u = a + b + max(a, a); "
        + "u.label = 'a + b + max(a, a)'; out = t / u", "(-3 - x1e - (c + a)) / (a + b + max(a, a))"
    ),
    (
      "t = -0.5 / b; t.label = '-0.5 / b'; u = x1e * w_1; u.label = 'x1e * w_1'; out = u / t",
      "x1e * w_1 / (-0.5 / b)"
    ),
    ("out = ((c ** 2) ** (a * b)) - b", "((c ** 2) ** (a * b)) - b"),
    ("out = a ** (2 ** b)", "a ** (2 ** b)"), ("out = (-2) ** b", "(-2) ** b"),
    ("out = a - (b - c)", "a - (b - c)"), ("out = a / (b * c)", "a / (b * c)"),
    ("out = -(a + b)", "-(a + b)"), ("out = (-a) ** 2", "(-a) ** 2"),
    (
      "t = b ** a; t.label = 'b ** a'; u = -3 * t; u.label = '-3 * b ** a'; out = u * (-t)",
      "-3 * b ** a * (-b ** a)"
    ),
    ("t = -a; t.label = '-a'; out = (c - 1e-5) * t * 2", "((c - 1e-5) * -a) * 2"),
    (
      "t = 0.5 + w_1; t.label = '0.5 + w_1'; u = t / x1e; u.label = '(0.5 + w_1) / x1e'; "
        + "out = abs(u)", "abs((0.5 + w_1) / x1e)"
    ),
  ])
  func hasItsParentheses(_ program: String, _ spelled: String) throws {
    let leaves =
      "a = Value(-1.5); b = Value(2.0); c = Value(0.75); w_1 = Value(-0.25); x1e = Value(3.0)"
    let result = try Command.multigrad(
      "render", "-e", "\(leaves); \(program)", "-f", "text", "--stage", "before", "-o", "-",
      in: TemporaryFolder())
    #expect(result.text.contains("computed as \(spelled).\n"), "\(result.text)\(result.errors)")
  }

  /// -0 is not 0: through a file and in a picture.
  @Test func minusZeroAndBareNaN() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "g.json",
      """
      {"format": "multigrad-graph", "version": 1, "stage": "after", "root": 1, "nodes": [
        {"id": 0, "op": "leaf", "label": "x", "data": -0.0, "grad": NaN, "inputs": []},
        {"id": 1, "op": "sqrt", "label": "L", "data": -0.0, "grad": 1, "inputs": [0],
         "local": [-Infinity]}]}
      """)
    let file = try Command.multigrad("render", "g.json", "-f", "json", "-o", "-", in: folder)
    #expect(file.text.contains("\"data\": -0.0, \"grad\": \"NaN\""), "\(file.errors)")
    #expect(file.text.contains("\"local\": [\"-Infinity\"]"))
    let text = try Command.multigrad("render", "g.json", "-f", "text", "-o", "-", in: folder)
    #expect(text.text.contains("Output L = -0, computed as sqrt(x)."))
    #expect(text.text.contains("data -0  grad NaN"))
  }
}
