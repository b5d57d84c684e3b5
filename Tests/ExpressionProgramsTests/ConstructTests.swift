import Autograd
import ExpressionPrograms
import Testing

/// What Python has and programs do not is named, with what to do instead.
@Suite struct ConstructTests {
  @Test(
    arguments: [
      ("a.data = 3", .settingData, 3), ("a.data += 3", .settingData, 3),
      ("y = a.data", .readingData, 7),
      ("y = 2 * a.data + 1", .readingData, 11), ("a.data", .readingData, 3),
      ("y = a.grad", .readingGradient, 7), ("y = tanh(a.grad)", .readingGradient, 12),
      ("a.grad", .readingGradient, 3), ("y = a.label", .readingLabel, 7),
      ("def f(x):\n  return x", .keyword("def"), 1), ("class A:", .keyword("class"), 1),
      ("for i in range(3):", .keyword("for"), 1), ("while True:", .keyword("while"), 1),
      ("if a > 2:", .keyword("if"), 1), ("with a:", .keyword("with"), 1),
      ("return a", .keyword("return"), 1),
      ("lambda x: x", .keyword("lambda"), 1), ("f = lambda x: x", .keyword("lambda"), 5),
      ("y = a if a else 2", .keyword("if"), 7), ("y = not a", .keyword("not"), 5),
      ("y = a and a", .keyword("and"), 7), ("y = a or a", .keyword("or"), 7),
      ("y = a in a", .keyword("in"), 7),
      ("y = a is a", .keyword("is"), 7), ("y = True", .keyword("True"), 5),
      ("y = None", .keyword("None"), 5),
      ("try:", .keyword("try"), 1), ("lambda = 3", .keyword("lambda"), 1),
      ("del a", .keyword("del"), 1),
      ("y = tanh(a for a in a)", .keyword("for"), 12), ("y = not(a)", .keyword("not"), 5),
      ("pass", .keyword("pass"), 1), ("y = a +\\\n if", .keyword("if"), 2),
      ("y = [a, a]", .list, 5), ("[a]", .list, 1), ("y = max([a, a])", .list, 9),
      ("y = sum([a])", .list, 9),
      ("y = (a, a)", .tuple, 7), ("y = a, a", .tuple, 6), ("x, y = a, a", .tuple, 2),
      ("y = ()", .tuple, 5),
      ("(x, y) = a", .tuple, 3), ("y = a,", .tuple, 6),
      ("y = {a: 1}", .dictionary, 5), ("y = {a}", .dictionary, 5),
      ("y = a[0]", .indexing, 6), ("a[0] = 1", .indexing, 2), ("y = a.tanh()[0]", .indexing, 13),
      ("y = a < 2", .comparison, 7), ("y = a == a", .comparison, 7), ("a == a", .comparison, 3),
      ("y = (a != a)", .comparison, 8), ("y = a >= 2", .comparison, 7),
      ("y = a // 2", .floorDivision, 7), ("y = a % 2", .remainder, 7),
      ("y = a @ a", .matrixProduct, 7),
      ("@name", .decorator, 1), ("y = a & a", .bitOperation, 7), ("y = ~a", .bitOperation, 5),
      ("y = a ^ 2", .bitOperation, 7), ("y = a << 2", .bitOperation, 7),
      ("y = 'text'", .string, 5), ("y = a + 'text'", .string, 9), ("y = tanh(f'{a}')", .string, 10),
      ("'text' + a", .string, 1), ("'a'.join(a)", .string, 1),
      ("a //= 2", .assignment("//="), 3), ("a %= 2", .assignment("%="), 3),
      ("a @= a", .assignment("@="), 3),
      ("y := 3", .assignment(":="), 3), ("y = (x := 3)", .assignment(":="), 8),
      ("x = y = 3", .chainedAssignment, 7), ("x = a = a", .chainedAssignment, 7),
      ("y = a.backward()", .statementInExpression("backward"), 7),
      ("(a * a).backward()", .statementInExpression("backward"), 9),
      ("y = print(a)", .statementInExpression("print"), 5),
      ("dot = draw_dot(a)", .statementInExpression("draw_dot"), 7),
    ] as [(String, Construct, Int)])
  func aConstructIsNamed(text: String, construct: Construct, column: Int) throws {
    let error = try #require(fault("a = 2\n" + text))
    #expect(error.kind == .unsupported(construct))
    #expect(error.location?.column == column)
    #expect(
      error.sentence == "\(construct.name) is not part of expression programs; \(construct.advice)")
  }

  @Test(arguments: [
    Construct.keyword("def"), .keyword("class"), .keyword("for"), .list, .tuple, .settingData,
    .indexing, .dictionary,
  ])
  func whatNeedsMorePowerPointsToTheCommandAndTheLibrary(construct: Construct) {
    #expect(construct.advice.contains("multigrad mlp"))
    #expect(construct.advice.contains("Swift library"))
  }

  @Test(arguments: [
    ("np.tanh(a)", "np", "tanh", true, nil), ("torch.relu(a)", "torch", "relu", true, nil),
    ("np.tahn(a)", "np", "tahn", false, "tanh"),
    ("random.uniform(-1, 1)", "random", "uniform", false, nil),
    ("np.pi", "np", "pi", false, nil), ("math.floor(a)", "math", "floor", false, nil),
    ("math.tanh", "math", "tanh", true, nil), ("numpy.exp(a)", "numpy", "exp", true, nil),
    ("math.fabs(a)", "math", "fabs", false, "abs"),
  ])
  func functionsOfModulesAreErrorsThatSayWhatToDo(
    call: String, module: String, name: String, isKnown: Bool, suggestion: String?
  ) throws {
    let error = try #require(fault("a = 2\ny = \(call)"))
    #expect(error.kind == .moduleFunction(module: module, name: name, isKnown: isKnown))
    #expect(error.suggestion == suggestion)
    #expect(error.location?.column == 5)
    #expect(error.location?.length == "\(module).\(name)".count)
    if isKnown { #expect(error.sentence.contains("write \(name)(x) or x.\(name)()")) }
  }

  @Test func aVariableMayHaveTheNameOfAModule() throws {
    #expect(try Run("np = 2; y = np.tanh() + np").tape.count == 3)
  }

  @Test(
    arguments: [
      ("y = x.tanhh()", .unknownFunction("tanhh"), "tanh", 7),
      ("y = tahn(x)", .unknownFunction("tahn"), "tanh", 5),
      ("y = Tanh(x)", .unknownFunction("Tanh"), "tanh", 5),
      ("y = ln(x)", .unknownFunction("ln"), "log", 5),
      ("y = maximum(x, x)", .unknownFunction("maximum"), "max", 5),
      ("y = value(2)", .unknownFunction("value"), "Value", 5),
      ("pritn(x)", .unknownFunction("pritn"), "print", 1),
      ("y = LeakyReLU(x)", .unknownFunction("LeakyReLU"), "leaky_relu", 5),
      ("y = leaky_rleu(x)", .unknownFunction("leaky_rleu"), "leaky_relu", 5),
      ("y = frobnicate(x)", .unknownFunction("frobnicate"), nil, 5),
      ("y = x.backwrad()", .unknownFunction("backwrad"), "backward", 7),
      ("x.backwards()", .unknownFunction("backwards"), "backward", 3),
      ("y = weigth * 2", .unknownName("weigth"), "weight", 5),
      ("y = Weight * 2", .unknownName("Weight"), "weight", 5),
      ("y = q * 2", .unknownName("q"), nil, 5), ("y = X * 2", .unknownName("X"), "x", 5),
      ("y = y * 2", .unknownName("y"), nil, 5), ("q.backward()", .unknownName("q"), nil, 1),
      ("y = tanh * 2", .unknownName("tanh"), nil, 5),
      ("y = (max)(x, x)", .unknownName("max"), nil, 6),
      ("y = x.sqr", .unknownAttribute("sqr"), "sqrt", 7),
      ("x.labl = 'a'", .unknownAttribute("labl"), "label", 3),
      ("y = x.T", .unknownAttribute("T"), nil, 7),
      ("improt math", .unknownStatement("improt"), "import", 1),
      ("asert x", .unknownStatement("asert"), "assert", 1),
      ("frm a import b", .unknownStatement("frm"), "from", 1),
      ("y = x(2)", .calledVariable("x"), nil, 5),
      ("x._backward = x", .unknownAttribute("_backward"), nil, 3),
    ] as [(String, ProgramError.Kind, String?, Int)])
  func aCloseNameIsSuggested(
    text: String, kind: ProgramError.Kind, suggestion: String?, column: Int
  ) throws {
    let error = try #require(fault("x = 2; weight = 3\n" + text))
    #expect(error.kind == kind)
    #expect(error.suggestion == suggestion)
    #expect(error.location?.column == column)
    if let suggestion { #expect(error.description.contains("did you mean '\(suggestion)'?")) }
  }

  /// A name that other tools have is no typing error of another one.
  @Test(arguments: [
    "floor", "sign", "clamp", "cbrt", "sinc", "asinh", "acosh", "atanh", "atan2", "selu", "mish",
    "prelu", "hypot", "exp2", "erfc", "mean", "round", "rsqrt", "softmax", "log_softmax", "relu6",
    "ReLU6", "SELU", "int", "len", "mod", "sort",
  ])
  func aWellKnownNameIsNoTypingError(name: String) {
    for call in ["\(name)(x)", "x.\(name)()"] {
      let error = fault("x = 2; y = \(call)")
      #expect(error?.kind == .unknownFunction(name))
      #expect(error?.suggestion == nil)
      #expect(
        error?.sentence.hasPrefix("the function '\(name)' is not known here; there are: ") == true)
    }
    #expect(fault("x = 2; y = np.\(name)(x)")?.suggestion == nil)
  }

  @Test(arguments: [
    ("arcsin", "asin"), ("arctan", "atan"), ("SiLU", "silu"), ("swish", "silu"), ("ELU", "elu"),
    ("log01", "log10"), ("sinhh", "sinh"), ("expml", "expm1"), ("GELU", "gelu"),
  ])
  func anotherSpellingIsSuggested(name: String, wanted: String) {
    #expect(fault("x = 2; y = \(name)(x)")?.suggestion == wanted)
  }

  @Test(
    arguments: [
      ("y = ", .operand, "the end of the program", 5),
      ("y = x +\nz = 2", .operand, "the end of the line", 8),
      ("y = * x", .operand, "'*'", 5), ("y = x + * x", .operand, "'*'", 9),
      ("y = (x + )", .operand, "')'", 10),
      ("y = x)", .operation, "')'", 6), ("y = x x", .operation, "'x'", 7),
      ("y = 2 x", .operation, "'x'", 7),
      ("y = (x)(x)", .operation, "'('", 8), ("y = x.2", .operation, "'.2'", 6),
      ("y = x.*2", .attribute, "'*'", 7),
      ("y = max(x,,x)", .operand, "','", 11), ("y = max(,x)", .operand, "','", 9),
      ("y = (x = 2)", .operation, "'='", 8),
      ("x.backward(x)", .mark(")"), "'x'", 12), ("x.backward() + 2", .statementEnd, "'+'", 14),
      ("y: float = 2", .operation, "':'", 2), ("x y", .operation, "'y'", 3),
      ("= 2", .operand, "'='", 1),
      ("y = ;", .operand, "';'", 5), (")", .operand, "')'", 1),
      ("y = x ** ", .operand, "the end of the program", 10),
    ] as [(String, ProgramError.Expectation, String, Int)])
  func whatCannotStandHereIsAnError(
    text: String, expectation: ProgramError.Expectation, found: String, column: Int
  ) throws {
    let error = try #require(fault("x = 2\n" + text))
    #expect(error.kind == .expected(expectation, found: found))
    #expect(error.location?.column == column)
  }

  @Test(arguments: [
    ("y = x − 2", "−", "-"), ("y = x × 2", "×", "*"), ("y = x $ 2", "$", nil),
    ("y = x ? 2", "?", nil),
    ("y = x \\ 2", "\\", nil), ("x.label = ‘x’", "‘", "'"),
    ("y = 🙂", "🙂", nil),
    ("?x", "?", nil), ("y = x\u{0}", "\u{0}", nil),
  ])
  func aCharacterThatMeansNothingIsAnError(text: String, character: String, instead: String?) {
    #expect(fault("x = 2\n" + text)?.kind == .unexpectedCharacter(character, instead: instead))
  }

  /// Blanks as pages and notebooks have them.
  @Test(arguments: ["\u{A0}", "\u{2003}", "\u{202F}", "\u{200B}", "\u{3000}"])
  func wideBlanksAreBlanks(_ blank: String) {
    let text = "x\(blank)=\(blank)2\(blank);\(blank)y = x\(blank)+ 2"
    #expect(throws: Never.self) { try ExpressionProgram(text, name: "blanks.mg") }
  }

  @Test func whatCannotBeSeenIsNamedByItsNumber() {
    #expect(fault("y = 2\u{1B}")?.sentence == "unexpected character U+001B; remove it")
    #expect(fault("y = 2 ? 3")?.sentence == "unexpected character '?'; remove it")
  }

  @Test(arguments: ["y = x.tanh", "x.backward"]) func aCallWithoutParentheses(_ text: String) {
    let sentence = fault("x = 2\n" + text)?.sentence
    #expect(sentence?.contains("it is called: write .") == true, "\(sentence ?? "")")
  }

  @Test func ofALongLineAnExcerptIsShown() throws {
    let line = "y = 1" + String(repeating: " + 1", count: 100_000) + " + z + 2"
    let error = try #require(fault(line))
    let lines = error.description.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].count < 150)
    #expect(lines[1].hasPrefix("…"))
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(lines[1].dropFirst(column).first == "z")
  }
}
