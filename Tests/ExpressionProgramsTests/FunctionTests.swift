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
    ("leaky_relu", 0.3), ("elu", 0.3), ("silu", 0.3 / (1 + exp(-0.3))),
    ("expm1", expm1(0.3)), ("log2", log2(0.3)), ("log10", log10(0.3)), ("log1p", log1p(0.3)),
    ("tan", tan(0.3)), ("asin", asin(0.3)), ("acos", acos(0.3)), ("atan", atan(0.3)),
    ("sinh", sinh(0.3)), ("cosh", cosh(0.3)), ("erf", erf(0.3)),
  ]

  @Test(arguments: FunctionTests.unary)
  func aFunctionIsCalledInEveryWay(name: String, value: Double) throws {
    for call in [
      "\(name)(x)", "x.\(name)()", "\(name)(x,)", "\(name) ( x )", "(x).\(name)( )",
      "math.\(name)(x)", "np.\(name)(x)", "\(name)(\nx\n)", "x . \(name)()",
    ] {
      let run = try Run("x = 0.3; y = \(call)")
      #expect(run.tape.count == 2)
      #expect(run.tape[1].operationName == name)
      #expect(abs(run.root.data - value) < 1e-15)
      // Of a plain number it is a number.
      if call.hasPrefix("x") || call.hasPrefix("(") { continue }
      let plain = try Run("v = Value(1); x = 0.3; y = \(call); v.data = y")
      #expect(plain.tape.count == 1)
      #expect(abs(plain.root.data - value) < 1e-15)
    }
    for call in ["\(name)()", "x.\(name)(x, x)"] {
      guard case .arguments(let sentence, _)? = fault("x = Value(2); y = \(call)")?.kind else {
        Issue.record("\(call) was read")
        continue
      }
      #expect(sentence.hasPrefix("'\(name)' takes "), "\(sentence)")
    }
  }

  /// Python's own functions raise where those of NumPy, and Values, go on.
  @Test(arguments: [("log", "0", "-inf"), ("sqrt", "-1", "nan"), ("exp", "1000", "inf")])
  func whereAFunctionHasNoValue(name: String, argument: String, value: String) throws {
    for call in ["np.\(name)(\(argument))", "Value(\(argument)).\(name)().data"] {
      let printed = try Run("x = Value(1); print(\(call))").printed
      #expect(printed.hasSuffix("\(value)\n"), "\(call): \(printed)")
    }
    for call in ["math.\(name)(\(argument))", "\(name)(\(argument))"] {
      let fault = fault("x = Value(1); print(\(call))")
      #expect(fault?.location?.column == 21)
      switch fault?.kind {
      case .domain(name, _), .overflow: break
      default: Issue.record("\(call): \(String(describing: fault?.kind))")
      }
    }
  }

  @Test func aNameThatIsBoundHidesTheFunction() throws {
    #expect(try Run("exp = 2; y = exp.exp() + exp").graph.last == "+(1,0) 'y'")
    let error = fault("exp = 2; y = exp(exp)")
    #expect(error?.kind == .notCallable("Value"))
    #expect(error?.location?.column == 14)
  }

  @Test(arguments: [
    ("leaky_relu(x)", 0.01), ("x.leaky_relu()", 0.01), ("leaky_relu(x, 0.2)", 0.2),
    ("leaky_relu(x, slope=0.2)", 0.2), ("x.leaky_relu(0.2)", 0.2),
    ("x.leaky_relu(slope=-.2)", -0.2),
    ("leaky_relu(x, slope = 1,)", 1), ("leaky_relu(x, 1 + 1)", 2), ("math.leaky_relu(x, 3)", 3),
    ("np.leaky_relu(x, slope=3)", 3),
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
  }

  @Test(arguments: [
    "leaky_relu(x, x)", "leaky_relu(x, slope=x)", "elu(x, x)", "elu(x, 'a')", "x.elu(alpha=[1])",
  ])
  func theParameterMustBeANumber(call: String) {
    let kind = fault("x = Value(2); y = \(call)")?.kind
    guard case .arguments(let sentence, _)? = kind else {
      Issue.record("\(call): \(String(describing: kind))")
      return
    }
    #expect(sentence.contains(" needs a plain number, not "), "\(sentence)")
  }

  @Test(arguments: [
    ("leaky_relu(x, alpha=1)", "leaky_relu", "alpha"), ("elu(x, slope=1)", "elu", "slope"),
    ("tanh(x=2)", "tanh", "x"), ("pow(x, exp=2)", "pow", "exp"),
    ("Value(2, names='x')", "Value", "names"),
  ])
  func noOtherArgumentHasAName(call: String, function: String, name: String) {
    guard case .arguments(let sentence, let usage)? = fault("x = Value(2); y = \(call)")?.kind
    else {
      Issue.record("\(call) was read")
      return
    }
    #expect(sentence == "'\(function)' has no argument '\(name)'")
    #expect(usage.hasPrefix(function))
  }

  @Test func argumentsWithNamesComeLast() {
    let error = fault("x = 2; y = leaky_relu(slope=1, x)")
    #expect(error?.kind == .positionBehindName)
    #expect(error?.location?.column == 32)
    #expect(
      fault("x = 2; y = leaky_relu(x, slope=1, slope=2)")?.sentence
        == "the argument 'slope' is given twice")
  }

  @Test func maxAndMinFoldFromTheLeft() throws {
    let run = try Run("a = 1; b = 5; c = 3; y = max(a, b, c); z = min(a, b, c); w = a.max(b, c)")
    #expect(
      run.graph.dropFirst(3) == [
        "max(0,1)", "max(3,2) 'y'", "min(0,1)", "min(5,2) 'z'", "max(0,1)", "max(7,2) 'w'",
      ])
    #expect(try run.node("y").data == 5)
    #expect(try run.node("z").data == 1)
    #expect(try Run("a = 1; b = 2; y = max([a, b])").graph.last == "max(0,1) 'y'")
  }

  /// Arguments come before the calls that use them, as in Python.
  @Test(arguments: [
    ("max(0, m)", ["constant 0.0", "max(1,0) 'y'"]),
    ("max(0, m.exp())", ["constant 0.0", "exp(0)", "max(1,2) 'y'"]),
    ("math.max(m, 2, m.exp())", ["constant 2.0", "exp(0)", "max(0,1)", "max(3,2) 'y'"]),
    ("max(m, 2, 3)", ["constant 2.0", "constant 3.0", "max(0,1)", "max(3,2) 'y'"]),
    ("m.min(2, m.exp())", ["constant 2.0", "exp(0)", "min(0,1)", "min(3,2) 'y'"]),
    ("max(2, 3, m)", ["constant 3.0", "max(1,0) 'y'"]),
    ("min(m, 2, m.exp())", ["constant 2.0", "exp(0)", "min(0,1)", "min(3,2) 'y'"]),
    ("sum(m, 2, m.exp())", ["constant 2.0", "exp(0)", "sum(0,1,2) 'y'"]),
    ("sum(2, m)", ["constant 2.0", "sum(1,0) 'y'"]),
  ])
  func numbersAmongArgumentsAreConstantsWhereTheyStand(call: String, graph: [String]) throws {
    #expect(try Run("m = -1; y = \(call)").graph == ["leaf -1.0 'm'"] + graph)
  }

  @Test func aSumOfArgumentsIsOneNode() throws {
    #expect(
      try Run("a = 1; y = sum(a, 2, a)").graph == [
        "leaf 1.0 'a'", "constant 2.0", "sum(0,1,0) 'y'",
      ])
    #expect(try Run("a = 1; y = sum(a, 2, a)").root.data == 4)
  }

  @Test func aSumOfAListAddsFromTheLeft() throws {
    // Python begins with 0, which is a plain number beside the first Value.
    #expect(
      try Run("a = 1; b = 2; y = sum([a, b])").graph.dropFirst(2) == [
        "constant 0.0", "+(2,0)", "+(3,1) 'y'",
      ])
    #expect(
      try Run("a = 1; b = 2; y = sum([a], b)").graph.dropFirst(2) == ["+(1,0) 'y'"])
  }

  @Test(arguments: [
    ("pow(x)", "'pow' takes 2 arguments, not 1"),
    ("pow(x, 2, 3)", "'pow' takes 2 arguments, not 3"),
    ("tanh(x, 2)", "'tanh' takes 1 argument, not 2"), ("tanh()", "'tanh' takes 1 argument, not 0"),
    ("x.tanh(2)", "'tanh' takes 1 argument, not 2"),
    ("sum()", "'sum' takes at least 1 argument, not 0"),
    ("max()", "'max' takes at least 1 argument, not 0"),
    ("leaky_relu(x, 1, 2)", "'leaky_relu' takes 1 to 2 arguments, not 3"),
    ("Value()", "'Value' takes 1 to 4 arguments, not 0"),
    ("Value(label='x')", "'Value' takes 1 to 4 arguments, not 0"),
    ("x.pow()", "'pow' takes 2 arguments, not 1"), ("len()", "'len' takes 1 argument, not 0"),
  ])
  func theNumberOfArgumentsIsChecked(call: String, sentence: String) {
    let fault = fault("x = Value(2); y = \(call)")
    guard case .arguments(sentence, let usage)? = fault?.kind else {
      Issue.record("\(call): \(fault?.sentence ?? "")")
      return
    }
    #expect(fault?.sentence == "\(sentence); write it as \(usage)")
  }

  @Test(arguments: [
    ("max(x)", "a Value cannot be looped over or unpacked"),
    ("x.min()", "a Value cannot be looped over or unpacked"),
    ("max([])", "'max' of nothing has no value"),
    ("Value('2')", "'Value' needs a number, not str"),
    ("Value([2])", "'Value' needs a number, not list"),
    ("tanh('2')", "'tanh' needs a number or a Value, not str"),
    ("tanh([x])", "'tanh' needs a number or a Value, not list"),
  ])
  func whatAFunctionCannotTakeIsAnError(call: String, fact: String) {
    #expect(fault("x = Value(2); y = \(call)")?.fact == fact)
  }
}
