import Autograd
import Testing

@Suite struct FormulaTests {
  @Test(
    arguments: [
      (Value.Operation.add, ["a", "b"], nil, "a + b"),
      (.divide, ["a", "(b + c)"], nil, "a / (b + c)"),
      (.negate, ["x"], nil, "-x"),
      (.negate, ["-2"], nil, "-(-2)"),
      (.power, ["-2", "n"], nil, "(-2) ** n"),
      (.power, ["x", "-1"], nil, "x ** -1"),
      (.powerOfConstant, ["x"], "2", "x ** 2"),
      (.powerOfConstant, ["-8"], "0.5", "(-8) ** 0.5"),
      (.leakyReLU, ["x"], "0.01", "leaky_relu(x, 0.01)"),
      (.tanh, ["-x"], nil, "tanh(-x)"),
      (.sum, ["a", "b", "…"], nil, "sum(a, b, …)"),
      (.leaf, [], nil, "leaf"),
      (.multiply, ["a + b", "c"], nil, "(a + b) * c"),
      (.multiply, ["c", "a + b"], nil, "c * (a + b)"),
      (.multiply, ["a/b", "c/d"], nil, "a/b * (c/d)"),
      (.divide, ["a", "b*c"], nil, "a / (b*c)"),
      (.subtract, ["a", "b - c"], nil, "a - (b - c)"),
      (.subtract, ["a - b", "c"], nil, "a - b - c"),
      (.add, ["x1*w1", "x2*w2"], nil, "x1*w1 + x2*w2"),
      (.add, ["a", "b+c"], nil, "a + (b+c)"),
      (.negate, ["a + b"], nil, "-(a + b)"), (.negate, ["a*b"], nil, "-(a*b)"),
      (.negate, ["a**2"], nil, "-a**2"), (.negate, ["-a"], nil, "-(-a)"),
      (.power, ["a**b", "c"], nil, "(a**b) ** c"), (.power, ["a", "b**c"], nil, "a ** b**c"),
      (.power, ["a", "b*c"], nil, "a ** (b*c)"), (.powerOfConstant, ["-a"], "2", "(-a) ** 2"),
      (.powerOfConstant, ["1e-5"], "2", "1e-5 ** 2"),
      (.multiply, ["1e+20", "-3"], nil, "1e+20 * -3"),
      (.powerOfConstant, ["-0"], "2", "(-0) ** 2"), (.powerOfConstant, ["x²"], "3", "(x²) ** 3"),
      (.multiply, ["(a + b)*(c + d)", "tanh(a - b)"], nil, "(a + b)*(c + d) * tanh(a - b)"),
      (.multiply, ["(a) + (b)", "c"], nil, "((a) + (b)) * c"),
      (.multiply, ["x1e-5", "c"], nil, "(x1e-5) * c"), (.multiply, ["x1e", "c"], nil, "x1e * c"),
      (.add, ["a < b", "c"], nil, "(a < b) + c"), (.maximum, ["a, b", "c"], nil, "max((a, b), c)"),
      (.tanh, ["a + b"], nil, "tanh(a + b)"), (.multiply, ["f(a + b", "c"], nil, "(f(a + b) * c"),
      (.multiply, ["the loss", "c"], nil, "the loss * c"), (.add, ["+a", "b"], nil, "+a + b"),
      (.add, ["a", "-b"], nil, "a + -b"), (.subtract, ["a", "-3"], nil, "a - -3"),
    ] as [(Value.Operation, [String], String?, String)])
  func formulasAreThoseOfPython(
    operation: Value.Operation, operands: [String], parameter: String?, wanted: String
  ) {
    #expect(operation.formula(of: operands, parameter: parameter) == wanted)
  }

  @Test func ofManyNumbersFourAreShown() {
    #expect(Value.Operation.sum.formula(at: [1, 2, 3, 4], parameter: nil) == "sum(1, 2, 3, 4)")
    #expect(
      Value.Operation.sum.formula(at: [1, 2, 3, 4, 5], parameter: nil) == "sum(1, 2, 3, 4, …)")
    #expect(Value.Operation.custom.formula(at: [2], parameter: nil, name: "gelu") == "gelu(2)")
  }
}
