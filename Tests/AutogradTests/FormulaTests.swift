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
