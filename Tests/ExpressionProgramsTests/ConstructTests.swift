import Autograd
import ExpressionPrograms
import Testing

/// What Python has and programs do not is named, with what to do instead.
@Suite struct ConstructTests {
  @Test(
    arguments: [
      ("class A: pass\nb = A()", .classDefinition("A"), 2, 1),
      ("class A(Value):\n  def f(self): return 1\nb = A(2)", .classDefinition("A"), 2, 1),
      ("try: y = a\nexcept: pass", .keyword("try"), 2, 1),
      ("try:\n  y = a\nexcept E as e:\n  pass\nfinally:\n  pass", .keyword("try"), 2, 1),
      ("raise a", .keyword("raise"), 2, 1), ("if a: raise E(a)", .keyword("raise"), 2, 7),
      ("def f():\n  yield a\nf()", .keyword("yield"), 3, 3),
      ("def f():\n  y = yield a\nf()", .keyword("yield"), 3, 7),
      ("def f():\n  return (yield a)\nf()", .keyword("yield"), 3, 11),
      ("def f():\n  yield from a\nf()", .keyword("yield"), 3, 3),
      ("def f():\n  global a\n  a = 2\nf()", .keyword("global"), 3, 3),
      ("def f():\n  def g():\n    nonlocal y\n  g()\nf()", .keyword("nonlocal"), 4, 5),
      ("del a", .keyword("del"), 2, 1), ("xs = [a]; del xs[0]", .keyword("del"), 2, 11),
      ("async def f(): return 2", .keyword("async"), 2, 1),
      ("y = await a", .keyword("await"), 2, 5),
      ("y = [b async for b in a]", .keyword("async"), 2, 8),
      ("match a:\n  case 2: y = 3", .keyword("match"), 2, 1),
      ("with open('f') as f:\n  y = a", .context("open('f')"), 2, 1),
      ("with a: y = a", .context("a"), 2, 1),
      ("with group('a'), a: y = a", .context("group('a')"), 2, 1),
      ("with no_grad():\n  y = a", .context("no_grad()"), 2, 1),
      ("@name\ndef f(): return a\nf()", .decorator, 2, 1),
      ("y = a & a", .bitOperation("&"), 2, 7), ("y = a | 2", .bitOperation("|"), 2, 7),
      ("y = a ^ 2", .bitOperation("^"), 2, 7), ("y = ~a", .bitOperation("~"), 2, 5),
      ("y = a << 2", .bitOperation("<<"), 2, 7), ("y = a >> 2", .bitOperation(">>"), 2, 7),
      ("y = -~a", .bitOperation("~"), 2, 6), ("y = f(a & 1)", .bitOperation("&"), 2, 9),
      ("y = a @ a", .matrixProduct, 2, 7), ("print(a.data @ a)", .matrixProduct, 2, 14),
      ("a @= a", .assignment("@="), 2, 3), ("a &= a", .assignment("&="), 2, 3),
      ("a <<= 2", .assignment("<<="), 2, 3), ("a |= a", .assignment("|="), 2, 3),
      ("y := 3", .walrus, 2, 3), ("y = (x := 3)", .walrus, 2, 8),
      ("if (n := 3) > 2: y = a", .walrus, 2, 7), ("y = [(b := a)]", .walrus, 2, 9),
      ("y = f(**a)", .keywordArguments, 2, 7),
      ("def f(**all): return a\nf()", .keywordArguments, 2, 7),
      ("f = lambda **all: a", .keywordArguments, 2, 12),
      ("y = max(a, **a)", .keywordArguments, 2, 12),
      ("y = {**a}", .mark("**"), 2, 6), ("y = {1: 2, **a}", .mark("**"), 2, 12),
      ("y = ...", .mark("..."), 2, 5), ("def f(): ...\nf()", .mark("..."), 2, 10),
    ] as [(String, Construct, Int, Int)])
  func aConstructIsNamed(text: String, construct: Construct, line: Int, column: Int) throws {
    let faults = try #require(failure("a = 2\n" + text)).faults
    let fault = try #require(faults.first { $0.kind == .unsupported(construct) })
    #expect(fault.location?.line == line)
    #expect(fault.location?.column == column)
    #expect(fault.sentence == "\(construct.name) is not part of programs; \(construct.advice)")
    // What it would have bound is not missed.
    #expect(faults.count == 1, "\(faults.map(\.sentence))")
  }

  @Test func whatNeedsMorePowerPointsToTheCommandAndToPython() {
    let advice = Construct.classDefinition("A").advice
    #expect(advice.contains("multigrad mlp"))
    #expect(advice.contains("from Python"))
  }

  @Test(arguments: [
    (Construct.keyword("try"), "if … else"), (.keyword("yield"), "append"),
    (.keyword("global"), "return"), (.keyword("del"), "leave it out"),
    (.context("a"), "group('name')"),
    (.decorator, "without"), (.bitOperation("&"), "'and'"), (.matrixProduct, "zip(ws, xs)"),
    (.walrus, "line of its own"), (.keywordArguments, "f(x, slope=0.1)"), (.assignment("@="), "+="),
    (.keyword("match"), "if, for"), (.mark("..."), "leave it out"),
    (.keyword("async"), "leave it out"),
  ])
  func theAdviceSaysWhatToDoInstead(construct: Construct, words: String) {
    #expect(construct.advice.contains(words), "\(construct.advice)")
  }

  @Test(
    arguments: [
      ("np.array([1, 2])", "numpy", "np.array", nil, "list"),
      ("numpy.zeros(3)", "numpy", "numpy.zeros", nil, "list"),
      ("np.tahn(a)", "numpy", "np.tahn", "np.tanh", nil),
      ("np.linalg.norm(a)", "numpy", "np.linalg", nil, "list"),
      ("torch.relu(a)", "torch", "torch.relu", nil, "from Python"),
      ("torch.nn.Linear(2, 3)", "torch", "torch.nn", nil, "from Python"),
      ("random.unifrom(-1, 1)", "random", "random.unifrom", "random.uniform", nil),
      ("random.betavariate(1, 1)", "random", "random.betavariate", nil, "uniform"),
      ("math.tnh(a)", "math", "math.tnh", "math.tanh", nil),
      ("math.erfc(a)", "math", "math.erfc", nil, "pi, e, tau"),
    ] as [(String, String, String, String?, String?)])
  func whatAModuleLacksIsAnErrorThatSaysWhatToDo(
    call: String, module: String, name: String, suggestion: String?, advice: String?
  ) throws {
    let fault = try #require(failure("a = 2\ny = \(call)")).first
    #expect(fault.kind == .moduleMember(module: module, name: name))
    #expect(fault.suggestion == suggestion)
    #expect(fault.location?.column == 5)
    #expect(fault.location?.length == name.count)
    if let advice { #expect(fault.sentence.contains(advice), "\(fault.sentence)") }
  }

  @Test(arguments: [
    ("import pandas as pd\ny = pd.read(2)", "pandas", "pd.read", 5),
    ("from torch import tensor\ny = tensor(2)", "torch", "tensor", 5),
    ("import torch.nn as nn\ny = nn.Linear(2)", "torch.nn", "nn.Linear", 5),
    ("from numpy import zeros\ny = 2 + zeros(2)", "numpy", "zeros", 9),
  ])
  func whatIsImportedFromElsewhereIsNamed(
    text: String, module: String, name: String, column: Int
  ) {
    let fault = fault(text)
    #expect(fault?.kind == .moduleMember(module: module, name: name))
    #expect(fault?.location?.line == 2)
    #expect(fault?.location?.column == column)
    // An import alone does no harm.
    #expect(throws: Never.self) { try Run(text.split(separator: "\n")[0] + "\ny = Value(2)") }
  }

  @Test(arguments: ["np", "math", "random", "torch", "plt"]) func aModuleIsNoValue(name: String) {
    #expect(fault("a = 2; y = \(name)")?.kind == .moduleAsValue(name))
    #expect(throws: Never.self) { try Run("\(name) = 2; y = \(name).tanh() + \(name)") }
  }

  @Test(arguments: ["2j", "1e3J"]) func complexNumbersAreRefused(number: String) {
    #expect(fault("a = 2\ny = \(number)")?.kind == .malformedNumber(number))
  }
}
