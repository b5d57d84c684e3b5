import Autograd
import ExpressionPrograms
import Testing

@Suite struct ExpressionTests {
  /// The nodes behind three leaves a = 2, b = 3 and c = 5.
  private func nodes(_ expression: String) throws -> [String] {
    Array(try Run("a = 2; b = 3; c = 5\ny = \(expression)").graph.dropFirst(3))
  }

  @Test(arguments: [
    ("-a ** 2", ["**(0) [2.0]", "neg(3) 'y'"]),
    ("(-a) ** 2", ["neg(0)", "**(3) [2.0] 'y'"]),
    ("a ** -b", ["neg(1)", "**(0,3) 'y'"]),
    ("a ** b ** c", ["**(1,2)", "**(0,3) 'y'"]),
    ("(a ** b) ** c", ["**(0,1)", "**(3,2) 'y'"]),
    ("a ** -b ** 2", ["**(1) [2.0]", "neg(3)", "**(0,4) 'y'"]),
    ("a - b - c", ["-(0,1)", "-(3,2) 'y'"]), ("a / b / c", ["/(0,1)", "/(3,2) 'y'"]),
    ("a - (b - c)", ["-(1,2)", "-(0,3) 'y'"]), ("a + b * c", ["*(1,2)", "+(0,3) 'y'"]),
    ("a * b + c", ["*(0,1)", "+(3,2) 'y'"]), ("a * b / c", ["*(0,1)", "/(3,2) 'y'"]),
    ("a / b * c", ["/(0,1)", "*(3,2) 'y'"]), ("-a * b", ["neg(0)", "*(3,1) 'y'"]),
    ("a * -b", ["neg(1)", "*(0,3) 'y'"]), ("- - a", ["neg(0)", "neg(3) 'y'"]),
    ("a - -b", ["neg(1)", "-(0,3) 'y'"]), ("a * b ** 2", ["**(1) [2.0]", "*(0,3) 'y'"]),
    ("-a.tanh()", ["tanh(0)", "neg(3) 'y'"]), ("a ** b.tanh()", ["tanh(1)", "**(0,3) 'y'"]),
    ("a.exp().tanh()", ["exp(0)", "tanh(3) 'y'"]), ("(a + b).exp()", ["+(0,1)", "exp(3) 'y'"]),
    ("a + +b", ["+(0,1) 'y'"]), ("-(a + b)", ["+(0,1)", "neg(3) 'y'"]), ("a + a", ["+(0,0) 'y'"]),
    ("((((a)))) * (b)", ["*(0,1) 'y'"]), ("a ** -1 * b", ["**(0) [-1.0]", "*(3,1) 'y'"]),
    ("a ** -b * c", ["neg(1)", "**(0,3)", "*(4,2) 'y'"]),
  ])
  func precedenceIsThatOfPython(expression: String, graph: [String]) throws {
    #expect(try nodes(expression) == graph)
  }

  @Test(arguments: [
    ("2 * a", ["constant 2.0", "*(3,0) 'y'"]), ("a * 2", ["constant 2.0", "*(0,3) 'y'"]),
    ("a * -3", ["constant -3.0", "*(0,3) 'y'"]),
    ("-3 * a", ["constant -3.0", "*(3,0) 'y'"]), ("a - 3", ["constant 3.0", "-(0,3) 'y'"]),
    ("a - -3", ["constant -3.0", "-(0,3) 'y'"]), ("--3 + a", ["constant 3.0", "+(3,0) 'y'"]),
    ("-(3) + a", ["constant -3.0", "+(3,0) 'y'"]), ("+3 + a", ["constant 3.0", "+(3,0) 'y'"]),
    ("2 ** a", ["constant 2.0", "**(3,0) 'y'"]),
    (
      "1 / (1 + exp(-a))",
      ["constant 1.0", "constant 1.0", "neg(0)", "exp(5)", "+(4,6)", "/(3,7) 'y'"]
    ),
    (
      "a * 0 + 1 * b",
      ["constant 0.0", "*(0,3)", "constant 1.0", "*(5,1)", "+(4,6) 'y'"]
    ),
    ("(2 + a) * (3 + b)", ["constant 2.0", "+(3,0)", "constant 3.0", "+(5,1)", "*(4,6) 'y'"]),
    ("2 * a.exp().tanh()", ["constant 2.0", "exp(0)", "tanh(4)", "*(3,5) 'y'"]),
    ("2 * a.max(b.exp())", ["constant 2.0", "exp(1)", "max(0,4)", "*(3,5) 'y'"]),
    ("2 - sum(a)", ["constant 2.0", "sum(0)", "-(3,4) 'y'"]),
    ("2 - sum(a, b)", ["constant 2.0", "sum(0,1)", "-(3,4) 'y'"]),
    ("2 ** a ** b", ["constant 2.0", "**(0,1)", "**(3,4) 'y'"]),
    ("2 ** 3 ** a", ["constant 2.0", "constant 3.0", "**(4,0)", "**(3,5) 'y'"]),
    ("pow(2, a.exp())", ["constant 2.0", "exp(0)", "**(3,4) 'y'"]),
    ("2 * np.exp(a)", ["constant 2.0", "exp(0)", "*(3,4) 'y'"]),
    ("2 * -a.exp()", ["constant 2.0", "exp(0)", "neg(4)", "*(3,5) 'y'"]),
  ])
  func aNumberBesideAValueIsAConstantWhereItStands(expression: String, graph: [String]) throws {
    #expect(try nodes(expression) == graph)
  }

  /// What no Value takes part in is computed at once, and only the result is a constant.
  @Test(arguments: [
    ("2 * 3 * a", ["constant 6.0", "*(3,0) 'y'"]), ("a + 2 * 3", ["constant 6.0", "+(0,3) 'y'"]),
    ("tanh(0) + a", ["constant 0.0", "+(3,0) 'y'"]),
    ("a * math.sqrt(4)", ["constant 2.0", "*(0,3) 'y'"]),
    ("a ** 2 ** 3", ["**(0) [8.0] 'y'"]), ("a ** (1 + 1)", ["**(0) [2.0] 'y'"]),
    ("a ** abs(-2)", ["**(0) [2.0] 'y'"]), ("pow(a, 2 - 4)", ["**(0) [-2.0] 'y'"]),
    ("max(2, 3) * a", ["constant 3.0", "*(3,0) 'y'"]), ("2 + 3", []), ("2 ** -1", []),
    ("-2 ** 2", []), ("tanh(2)", []),
  ])
  func plainNumbersMakeNoNode(expression: String, graph: [String]) throws {
    #expect(try nodes(expression) == graph)
  }

  /// A name may stand for a number where it stood for a Value before.
  @Test(arguments: [
    ("print([2 * x for x in [3, 4]])", "[6, 8]"), ("for x in [3]: pass\nprint(2 * x)", "6"),
    ("n = 2; n += 3; print(2 * n)", "10"), ("x = 3; print(2 * x)", "6"),
    ("if 2: x = 3\nprint(2 * x)", "6"), ("x, n = 3, 4; print(2 * x)", "6"),
    ("while x is not 3: x = 3\nprint(2 * x)", "6"), ("f = lambda x: 2 * x; print(f(3))", "6"),
    ("def f(x):\n  return 2 * x\nprint(f(3))", "6"), ("def x(): return 3\nprint(2 * x())", "6"),
    ("x = x.data; print(3 * x)", "6.0"), ("print(2 * sum([3, 4]), 2 * max(3, 4))", "14 8"),
  ])
  func aNumberBesideANumberStaysOne(statements: String, printed: String) throws {
    let run = try Run("x = Value(2)\n" + statements)
    #expect(run.printed == printed + "\n")
    #expect(run.graph == ["leaf 2.0 'x'"])
  }

  /// Only the top level of a program without Values makes leaves of numbers.
  @Test(arguments: ["if x: w = 3", "for i in [1]: w = 3", "w = 2 + 1", "w = [3][0]"])
  func otherNumbersAreNoLeaves(statement: String) throws {
    #expect(
      try Run("x = 2\n\(statement)\ny = x * w").graph == [
        "leaf 2.0 'x'", "constant 3.0", "*(0,1) 'y'",
      ])
  }

  @Test(arguments: [
    ("Value(2.0) * Value(-1)", ["leaf 2.0", "leaf -1.0", "*(0,1) 'y'"]),
    ("-Value(2.0)", ["leaf 2.0", "neg(0) 'y'"]),
    ("Value(2) ** 2", ["leaf 2.0", "**(0) [2.0] 'y'"]),
    ("2 * Value(3)", ["constant 2.0", "leaf 3.0", "*(0,1) 'y'"]),
    ("Value(3) ** Value(2)", ["leaf 3.0", "leaf 2.0", "**(0,1) 'y'"]),
    ("2 ** Value(2)", ["constant 2.0", "leaf 2.0", "**(0,1) 'y'"]),
  ])
  func valuesAreMadeWhereTheyStand(expression: String, graph: [String]) throws {
    #expect(try Run("y = \(expression)").graph == graph)
  }

  @Test(arguments: [
    "a ** 3", "a ** +3", "a ** (3)", "pow(a, 3)", "a.pow(3)", "pow(a, --3)", "a.pow((3))",
    "math.pow(a, 3)", "pow(a, 3,)", "a ** (1 + 2)", "a ** len('abc')",
  ])
  func aPlainNumberAsAnExponentIsTheParameter(expression: String) throws {
    #expect(try nodes(expression) == ["**(0) [3.0] 'y'"])
  }

  @Test(arguments: ["a ** -3", "a ** (-3)", "a ** -(3)", "pow(a, -3)", "a.pow(-3)", "a ** - 3"])
  func aSignedLiteralExponentIsTheParameter(expression: String) throws {
    #expect(try nodes(expression) == ["**(0) [-3.0] 'y'"])
  }

  /// In a program without Values such a name is one; beside Values it is a number.
  @Test(arguments: ["a ** b", "pow(a, b)", "a.pow(b)", "a ** (b)", "a ** +b"])
  func aNameAsAnExponentIsASecondInput(expression: String) throws {
    #expect(try nodes(expression) == ["**(0,1) 'y'"])
    #expect(
      try Run("a = Value(2); b = 3\ny = \(expression)").graph == [
        "leaf 2.0 'a'", "**(0) [3.0] 'y'",
      ])
  }

  @Test(arguments: [
    ("x = 3", 3.0), ("x = -3", -3), ("x = +3", 3), ("x = (3)", 3), ("x = -(3)", -3),
    ("x = Value(3)", 3),
    ("x = Value(-3)", -3), ("x = Value(data=-3.0)", -3), ("x = Value(+3)", 3), ("x = Value(3,)", 3),
    ("x = Value(1 + 2)", 3), ("n = 3; x = Value(n)", 3), ("x = Value((3))", 3),
  ])
  func aNumberBoundToANameIsALeaf(statement: String, number: Double) throws {
    let run = try Run(statement)
    #expect(run.graph == ["leaf \(number) 'x'"])
    #expect(run.root.gradient == 1)
  }

  @Test func valuesAreThoseOfTheMathematics() throws {
    #expect(try Run("y = Value(2) ** 3 ** 2").root.data == 512)
    #expect(try Run("y = -Value(2) ** 2").root.data == -4)
    #expect(try Run("y = Value(2) ** -1").root.data == 0.5)
    #expect(try Run("y = Value(7) - 2 - 1").root.data == 4)
    #expect(try Run("y = Value(1) / 0").root.data == .infinity)
    #expect(try Run("y = Value(100) / 10 / 2 * 3").root.data == 15)
  }

  /// Expected: what CPython prints.
  @Test(arguments: [
    ("2 ** 3 ** 2", "512"), ("-2 ** 2", "-4"), ("2 ** -1", "0.5"), ("7 - 2 - 1", "4"),
    ("100 / 10 / 2 * 3", "15.0"), ("7 // 2, -7 // 2, 7 % -3", "3 -4 -2"), ("1_0 * 2.5", "25.0"),
    ("-0.0, 0.0 * -1, -0", "-0.0 -0.0 0"),
    ("2 * 3, 2.0 * 3", "6 6.0"), ("1 < 2 < 3, 1 < 2 > 3", "True False"),
    ("0.1 + 0.2", "0.30000000000000004"),
  ])
  func plainNumbersAreThoseOfPython(expressions: String, printed: String) throws {
    #expect(try Run("x = Value(1)\nprint(\(expressions))").printed == printed + "\n")
  }
}
