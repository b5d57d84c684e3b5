import Autograd
import ExpressionPrograms
import Testing

/// What a name may be meant for.
@Suite struct NameTests {
  @Test(
    arguments: [
      ("y = x.tanhh()", .unknownAttribute(type: "Value", name: "tanhh"), "tanh", 7),
      ("y = tahn(x)", .unknownFunction("tahn"), "tanh", 5),
      ("y = Tanh(x)", .unknownFunction("Tanh"), "tanh", 5),
      ("y = ln(x)", .unknownFunction("ln"), "log", 5),
      ("y = maximum(x, x)", .unknownFunction("maximum"), "max", 5),
      ("y = value(2)", .unknownFunction("value"), "Value", 5),
      ("pritn(x)", .unknownFunction("pritn"), "print", 1),
      ("y = LeakyReLU(x)", .unknownFunction("LeakyReLU"), "leaky_relu", 5),
      ("y = leaky_rleu(x)", .unknownFunction("leaky_rleu"), "leaky_relu", 5),
      ("y = frobnicate(x)", .unknownFunction("frobnicate"), nil, 5),
      ("y = x.backwrad()", .unknownAttribute(type: "Value", name: "backwrad"), "backward", 7),
      ("x.backwards()", .unknownAttribute(type: "Value", name: "backwards"), "backward", 3),
      ("y = weigth * 2", .unknownName("weigth"), "weight", 5),
      ("y = Weight * 2", .unknownName("Weight"), "weight", 5),
      ("y = q * 2", .unknownName("q"), nil, 5), ("y = X * 2", .unknownName("X"), "x", 5),
      ("y = y * 2", .unboundName("y"), nil, 5), ("q.backward()", .unknownName("q"), nil, 1),
      ("y = x.sqr", .unknownAttribute(type: "Value", name: "sqr"), "sqrt", 7),
      ("y = x.dat", .unknownAttribute(type: "Value", name: "dat"), "data", 7),
      ("y = x.gradient", .unknownAttribute(type: "Value", name: "gradient"), "grad", 7),
      ("x.labl = 'a'", .settingAttribute(type: "Value", name: "labl"), "label", 1),
      ("x.dta = 2", .settingAttribute(type: "Value", name: "dta"), "data", 1),
      ("y = x.T", .unknownAttribute(type: "Value", name: "T"), nil, 7),
      ("y = [1].apend(2)", .unknownAttribute(type: "list", name: "apend"), "append", 9),
      ("y = 'a'.uper()", .unknownAttribute(type: "str", name: "uper"), "upper", 9),
      ("y = {}.itmes()", .unknownAttribute(type: "dict", name: "itmes"), "items", 8),
      ("y = {}.get_all()", .unknownAttribute(type: "dict", name: "get_all"), nil, 8),
      (
        "y = MLP(2, [1]).parameter()", .unknownAttribute(type: "MLP", name: "parameter"),
        "parameters", 17
      ),
      ("y = Neuron(2).weights", .unknownAttribute(type: "Neuron", name: "weights"), nil, 15),
      ("y = (2).tanh()", .unknownAttribute(type: "int", name: "tanh"), nil, 9),
      ("improt math", .unknownName("improt"), "import", 1),
      ("asert x", .unknownName("asert"), "assert", 1),
      ("frm a import b", .unknownName("frm"), "from", 1),
      ("retrun x", .unknownName("retrun"), "return", 1),
      ("whlie x: pass", .unknownName("whlie"), "while", 1),
      ("y = x(2)", .notCallable("Value"), nil, 5), ("y = 2(x)", .notCallable("int"), nil, 5),
      ("x._backward = x", .settingAttribute(type: "Value", name: "_backward"), nil, 1),
      ("x.w = x", .settingAttribute(type: "Value", name: "w"), nil, 1),
      ("[1].w = x", .settingAttribute(type: "list", name: "w"), nil, 1),
    ] as [(String, ProgramError.Kind, String?, Int)])
  func aCloseNameIsSuggested(
    text: String, kind: ProgramError.Kind, suggestion: String?, column: Int
  ) throws {
    let error = try #require(failure("x = Value(2); weight = 3\n" + text))
    #expect(error.first.kind == kind)
    #expect(error.first.suggestion == suggestion)
    #expect(error.first.location?.column == column)
    #expect(error.faults.count == 1, "\(error)")
    if let suggestion { #expect(error.description.contains("did you mean '\(suggestion)'?")) }
  }

  /// A name that other tools have is no typing error of another one.
  @Test(arguments: [
    "floor", "sign", "clamp", "cbrt", "sinc", "asinh", "acosh", "atanh", "atan2", "selu", "mish",
    "prelu", "hypot", "exp2", "erfc", "mean", "rsqrt", "log_softmax", "relu6",
    "ReLU6", "SELU", "mod", "sort",
  ])
  func aWellKnownNameIsNoTypingError(name: String) {
    let error = fault("x = 2; y = \(name)(x)")
    #expect(error?.kind == .unknownFunction(name))
    #expect(error?.suggestion == nil)
    #expect(
      error?.sentence.hasPrefix("the function '\(name)' is not known here; there are: ") == true)
    let method = fault("x = 2; y = x.\(name)()")
    #expect(method?.kind == .unknownAttribute(type: "Value", name: name))
    #expect(method?.suggestion == nil)
    if name == "floor" { return }
    #expect(fault("x = 2; y = np.\(name)(x)")?.suggestion == nil)
  }

  @Test(arguments: [
    ("arcsin", "asin"), ("arctan", "atan"), ("swish", "silu"), ("sinhh", "sinh"),
    ("log01", "log10"), ("expml", "expm1"), ("logistic", "sigmoid"), ("absolute", "abs"),
  ])
  func anotherSpellingIsSuggested(name: String, wanted: String) throws {
    if ["arcsin", "arctan"].contains(name) {
      // NumPy's spelling is known.
      #expect(try Run("x = 0.3; y = \(name)(x)").graph.last == "\(wanted)(0) 'y'")
    } else {
      #expect(fault("x = 2; y = \(name)(x)")?.suggestion == wanted)
    }
  }

  @Test(arguments: [("SiLU", "silu"), ("ELU", "elu"), ("GELU", "gelu"), ("Sigmoid", "sigmoid")])
  func upperCaseIsNoOtherName(name: String, wanted: String) {
    #expect(fault("x = 2; y = \(name)(x)")?.suggestion == wanted)
    #expect(fault("x = 2; y = x.\(name)()")?.suggestion == wanted)
  }

  /// What begins a line is meant for a word only where another follows at once.
  @Test(arguments: ["form(2) x", "form.data x", "form + 2 x", "form = 2 x"])
  func aLineThatBeginsLikeAWordIsNone(line: String) {
    let fault = fault("form = Value(2); x = 3\n" + line)
    #expect(fault?.kind == .expected(.statementEnd, found: "'x'"))
    #expect(fault?.suggestion == nil)
  }

  @Test func theNamesOfAFunctionAreSuggestedInIt() {
    let text = "def f(weight, bias):\n  return wieght * bias\nx = Value(2)\nf(x, x)"
    #expect(fault(text)?.suggestion == "weight")
    #expect(fault(text)?.location?.line == 2)
  }

  @Test(arguments: [
    ("y = z\nz = 2", "z", 2, 5), ("def f():\n  a = b\n  b = 2\nf()", "b", 3, 7),
    ("def f(): return later\nf()\nlater = 3", "later", 2, 17),
    ("for i in []: pass\nprint(i)", "i", 3, 7), ("if x.data > 9: w = 2\nw", "w", 3, 1),
    ("def f():\n  def g(): return late\n  g()\n  late = 2\nf()", "late", 3, 19),
  ])
  func whatIsBoundTooLateIsAFault(text: String, name: String, line: Int, column: Int) {
    let fault = fault("x = Value(2)\n" + text)
    #expect(fault?.kind == .unboundName(name))
    #expect(fault?.location?.line == line)
    #expect(fault?.location?.column == column)
  }
}
