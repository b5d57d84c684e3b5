import Autograd
import ExpressionPrograms
import Foundation
import Testing

@Suite struct FunctionTests {
  static let unary: [(String, Double)] = [
    ("tanh", tanh(0.3)), ("sigmoid", 1 / (1 + exp(-0.3))), ("relu", 0.3), ("exp", exp(0.3)),
    ("log", log(0.3)), ("sqrt", 0.3.squareRoot()), ("sin", sin(0.3)), ("cos", cos(0.3)),
    ("abs", 0.3),
    ("softplus", log(1 + exp(0.3))), ("gelu", 0.15 * (1 + erf(0.3 / 2.0.squareRoot()))),
    ("leaky_relu", 0.3), ("sum", 0.3), ("elu", 0.3), ("silu", 0.3 / (1 + exp(-0.3))),
    ("expm1", expm1(0.3)), ("log2", log2(0.3)), ("log10", log10(0.3)), ("log1p", log1p(0.3)),
    ("tan", tan(0.3)), ("asin", asin(0.3)), ("acos", acos(0.3)), ("atan", atan(0.3)),
    ("sinh", sinh(0.3)), ("cosh", cosh(0.3)), ("erf", erf(0.3)),
  ]

  @Test(arguments: FunctionTests.unary)
  func aFunctionIsCalledInBothWays(name: String, value: Double) throws {
    for call in [
      "\(name)(x)", "x.\(name)()", "\(name)(x,)", "\(name) ( x )", "(x).\(name)( )",
      "math.\(name)(x)", "\(name)(\nx\n)", "x . \(name)()",
    ] {
      let run = try Run("x = 0.3; y = \(call)")
      #expect(run.tape.count == 2)
      #expect(run.tape[1].operationName == name)
      #expect(abs(run.root.data - value) < 1e-15)
    }
    for call in ["\(name)()", "x.\(name)(x, x)"] where name != "sum" {
      guard case .wrongArgumentCount(name, _, _)? = fault("x = 2; y = \(call)")?.kind else {
        Issue.record("\(call) was read")
        continue
      }
    }
  }

  @Test func functionsHaveANameSpaceOfTheirOwn() throws {
    let run = try Run("exp = 2; tanh = exp(exp); max = max(exp, tanh); y = max.exp() + exp")
    #expect(
      run.graph == [
        "leaf 2.0 'exp'", "exp(0) 'tanh'", "max(0,1) 'max'", "exp(2)", "+(3,0) 'y'",
      ])
  }

  @Test(arguments: [
    ("leaky_relu(x)", 0.01), ("x.leaky_relu()", 0.01), ("leaky_relu(x, 0.2)", 0.2),
    ("leaky_relu(x, slope=0.2)", 0.2), ("x.leaky_relu(0.2)", 0.2),
    ("x.leaky_relu(slope=-.2)", -0.2),
    ("leaky_relu(x, slope = 1,)", 1),
  ])
  func theSlopeOfALeakyReLUIsItsParameter(call: String, slope: Double) throws {
    let run = try Run("x = -3; y = \(call)")
    #expect(run.graph == ["leaf -3.0 'x'", "leaky_relu(0) [\(slope)] 'y'"])
    #expect(run.root.data == slope * -3)
    #expect(try run.gradient("x") == slope)
  }

  @Test(arguments: [
    ("elu(x)", 1.0), ("x.elu()", 1), ("elu(x, 0.2)", 0.2), ("elu(x, alpha=0.2)", 0.2),
    ("x.elu(alpha=-.2)", -0.2), ("math.elu(x, 3)", 3),
  ])
  func theAlphaOfAnELUIsItsParameter(call: String, alpha: Double) throws {
    let run = try Run("x = -3; y = \(call)")
    #expect(run.graph == ["leaf -3.0 'x'", "elu(0) [\(alpha)] 'y'"])
    #expect(run.root.data == alpha * expm1(-3))
    #expect(try run.gradient("x") == alpha * exp(-3))
    #expect(fault("x = 2; y = elu(x, x)")?.kind == .needsNumber(function: "elu"))
    #expect(
      fault("x = 2; y = elu(x, slope=1)")?.kind == .unknownArgument(function: "elu", name: "slope"))
  }

  @Test(arguments: ["leaky_relu(x, x)", "leaky_relu(x, slope=x)", "leaky_relu(x, 1 + 1)"])
  func theSlopeMustBeANumber(call: String) {
    #expect(fault("x = 2; y = \(call)")?.kind == .needsNumber(function: "leaky_relu"))
  }

  @Test(arguments: [
    ("leaky_relu(x, alpha=1)", "leaky_relu", "alpha"),
    ("leaky_relu(slope=1, x)", "leaky_relu", "slope"),
    ("tanh(x=2)", "tanh", "x"), ("pow(x, exp=2)", "pow", "exp"),
    ("Value(2, name='x')", "Value", "name"),
    ("Value(2, _op='+')", "Value", "_op"),
  ])
  func noOtherArgumentHasAName(call: String, function: String, name: String) {
    #expect(
      fault("x = 2; y = \(call)")?.kind == .unknownArgument(function: function, name: name))
  }

  @Test func maxAndMinFoldFromTheLeft() throws {
    let run = try Run("a = 1; b = 5; c = 3; y = max(a, b, c); z = min(a, b, c); w = a.max(b, c)")
    #expect(
      run.graph.dropFirst(3) == [
        "max(0,1)", "max(3,2) 'y'", "min(0,1)", "min(5,2) 'z'", "max(0,1)", "max(7,2) 'w'",
      ])
    #expect(try run.node("y").data == 5)
    #expect(try run.node("z").data == 1)
    #expect(
      try Run("m = -1; y = max(0, m)").graph == [
        "leaf -1.0 'm'", "constant 0.0", "max(1,0) 'y'",
      ])
    // Arguments come before the calls that use them, as in Python.
    #expect(
      try Run("a = 1; y = max(a, 2, 3)").graph == [
        "leaf 1.0 'a'", "constant 2.0", "constant 3.0", "max(0,1)", "max(3,2) 'y'",
      ])
  }

  @Test func aSumIsOneNode() throws {
    #expect(
      try Run("a = 1; y = sum(a, 2, a)").graph == [
        "leaf 1.0 'a'", "constant 2.0", "sum(0,1,0) 'y'",
      ])
    #expect(try Run("a = 1; y = sum(a, 2, a)").root.data == 4)
  }

  @Test(arguments: [
    ("pow(x)", "pow", 2...2, 1), ("pow(x, 2, 3)", "pow", 2...2, 3),
    ("max(x)", "max", 2...Int.max, 1),
    ("x.min()", "min", 2...Int.max, 1), ("tanh(x, 2)", "tanh", 1...1, 2),
    ("tanh()", "tanh", 1...1, 0),
    ("sum()", "sum", 1...Int.max, 0), ("leaky_relu(x, 1, 2)", "leaky_relu", 1...2, 3),
    ("Value()", "Value", 1...1, 0), ("Value(1, 2)", "Value", 1...1, 2),
    ("x.pow()", "pow", 2...2, 1),
    ("Value(label='x')", "Value", 1...1, 0),
  ])
  func theNumberOfArgumentsIsChecked(
    call: String, function: String, expected: ClosedRange<Int>, found: Int
  ) {
    #expect(
      fault("x = 2; y = \(call)")?.kind
        == .wrongArgumentCount(function: function, expected: expected, found: found))
  }

  @Test(arguments: [
    "Value(x)", "Value(2 + 3)", "Value('2')", "Value((2))", "Value(x=x)", "Value(,)",
  ])
  func aLeafNeedsANumber(call: String) {
    let kind = fault("x = 2; y = \(call)")?.kind
    #expect(
      kind == .needsNumber(function: "Value")
        || kind == .unknownArgument(function: "Value", name: "x"))
  }
}
