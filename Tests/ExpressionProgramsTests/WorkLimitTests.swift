import Autograd
import Testing

@testable import ExpressionPrograms

/// What bounds a program: both sides of each bound, and never a crash or a hang.
@Suite struct WorkLimitTests {
  private func kind(_ text: String, _ limit: Int = 10_000_000) -> ProgramError.Kind? {
    error(of: text, limits: ProgramLimits(limit))?.first.kind
  }

  @Test(arguments: [
    "while True: pass", "while True:\n  x = 1", "while n >= 0:\n  n += 1",
    "for i in range(10 ** 12): pass", "while f(): pass",
    "g = lambda n: 0 if n == 0 else g(n - 1) + g(n - 1)\ng(60)",
    "def g(n): return 0 if n == 0 else g(n - 1) + g(n - 1)\ng(60)",
  ])
  func endlessLoops(_ loop: String) {
    let text = "def f(): return True\nn = 0 + 0\n\(loop)\n"
    #expect(kind(text, 10_000) == .tooManyStatements(10_000))
  }

  /// Rounds that hold no statement are counted as what they read.
  @Test(arguments: [
    "[0 for a in range(10 ** 6) for b in range(10 ** 6) if a < 0]",
    "any(a < 0 for a in range(10 ** 12))", "{a: 0 for a in range(10 ** 6) if a < 0}",
    "list(map(lambda n: 0, range(10 ** 6)))", "sum(range(10 ** 12))", "max(range(10 ** 12))",
    "all(zip(range(10 ** 12), range(10 ** 12)))", "list(filter(None, [0] * 10 ** 6))",
  ])
  func endlessExpressions(_ expression: String) {
    let kind = kind("y = \(expression)\nx = Value(1.0)\n", 10_000)
    #expect(kind == .tooMuchData || kind == .tooManyStatements(10_000))
  }

  /// A run of exactly as many statements as are allowed ends well.
  @Test func statementsAreCounted() {
    let text = String(repeating: "n = 1\n", count: 99) + "x = Value(1.0)\n"
    #expect(kind(text, 100) == nil)
    #expect(kind(text, 99) == .tooManyStatements(99))
  }

  @Test func nodesAreCounted() {
    let text = "x = Value(1.0)\nfor i in range(10): x = x + x + x + x + x + x\n"
    #expect(kind(text, 60) == nil)
    #expect(kind(text, 40) == .tooManyNodes(40))
    let list = "x = Value(1.0)\nxs = [x + x + x + x for i in range(20)]\n"
    #expect(kind(list, 61) == nil)
    #expect(kind(list, 50) == .tooManyNodes(50))
    #expect(kind("n = MLP(30, [30, 30])\n", 1000) == .tooManyNodes(1000))
  }

  /// 1000 calls inside of each other are allowed, however they come about.
  @Test(arguments: [
    "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(%))",
    "f = lambda n: 0 if n == 0 else 1 + f(n - 1)\nprint(f(%))",
    "def f(n):\n  for i in [0]:\n    return n if n == 0 else f(n - 1)\nprint(f(%))",
  ])
  func callsNest(_ template: String) {
    func text(_ depth: Int) -> String {
      template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\(depth)")
        + "\nx = Value(1.0)\n"
    }
    #expect(kind(text(990)) == nil)
    #expect(kind(text(1001)) == .callsTooDeep(1000))
  }

  @Test(arguments: [
    "def f(n): return f(n)\nf(0)",
    "def f(n): return [f(n) for i in range(2)]\nf(0)",
    "def f(n): return g(n)\ndef g(n): return f(n)\nf(0)",
  ])
  func endlessCalls(_ text: String) throws {
    let found = try #require(error(of: text + "\n"))
    #expect(found.first.kind == .callsTooDeep(1000))
    #expect(found.first.location?.line ?? 9 <= 2)
  }

  /// Functions of ours that call back take stack, and nest less.
  @Test(arguments: [
    "list(map(f, [n + 1]))", "sorted([1, 2], key=f)", "max([1, 2], key=f)", "list(filter(f, [1]))",
  ])
  func callsThroughOursNestLess(_ call: String) throws {
    let found = try #require(error(of: "def f(n):\n  return \(call)\nf(0)\n"))
    guard case .callsTooDeep = found.first.kind else {
      Issue.record("\(found)")
      return
    }
    #expect(found.first.location?.line == 2)
  }

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("f(", ")"), ("lambda: ", ""), ("{1: ", "}"), ("(1 + ", ")"),
    ("[0][", "]"),
    ("(1 if 1 else ", ")"),
  ])
  func expressionsNest(_ opening: String, _ closing: String) {
    func text(_ depth: Int) -> String {
      "def f(x): return x\nx = Value(1.0)\ny = " + String(repeating: opening, count: depth) + "1"
        + String(repeating: closing, count: depth) + "\n"
    }
    for depth in [2000, 200_000] {
      #expect(kind(text(depth)) == .nestsTooDeep(1000), "\(opening) \(depth)")
    }
    #expect(kind(text(300)) != .nestsTooDeep(1000), "\(opening)")
  }

  /// What only stands in a row, as signs do, is read without nesting, however much of it there is.
  @Test(arguments: ["-", "not ", "1 if 1 else ", "1 or ", "1 + ", "1 ** "])
  func rowsOfOperatorsDoNotNest(_ opening: String) {
    let row = String(repeating: opening, count: 50_000)
    #expect(kind("x = Value(1.0)\ny = \(row)1\n") == nil)
  }

  @Test func blocksNest() {
    func text(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0) + "if 1:\n" }.joined()
        + String(repeating: " ", count: depth) + "x = Value(1.0)\n"
    }
    #expect(kind(text(90)) == nil)
    #expect(kind(text(2000)) == .nestsTooDeep(1000))
  }

  /// Long chains are no nesting.
  @Test func longChainsAreNotDeep() throws {
    let sum = "x = Value(1.0)\ny = x" + String(repeating: " + x", count: 20_000) + "\n"
    let run = try LanguageRun(sum)
    #expect(run.root.data == 20_001)
    #expect(try run.node("x").gradient == 20_001)
    let calls = "x = Value(1.0)\ny = x" + String(repeating: ".tanh()", count: 5000) + "\n"
    #expect(try LanguageRun(calls).tape.count == 5001)
    let branches = (0..<5000).map { "elif n == \($0): pass\n" }.joined()
    let choice = "n = 1\nif n < 0: pass\n\(branches)\nx = Value(1.0)\n"
    #expect(try LanguageRun(choice).tape.count == 1)
  }

  @Test(arguments: [
    "xs = [0]\nwhile True: xs += xs", "s = 'ab'\nwhile True: s += s", "xs = [0] * 10 ** 12",
    "s = 'ab' * 10 ** 15", "xs = list(range(10 ** 15))", "s = 'x'.ljust(10 ** 12)",
    "xs = [0]\nfor x in xs: xs.append(x)", "d = {}\nfor i in range(10 ** 9): d[i] = [i] * 1000",
    "s = ','.join(['a' * 10 ** 6] * 10 ** 6)", "t = 'a' * 10 ** 5\ns = t.replace('a', t)",
    "xs = [[0] * 10 ** 4 for i in range(10 ** 6)]", "s = f'{1:1000000000}'",
    "s = '%1000000000d' % 1", "xs = []\nfor i in range(10 ** 8): xs = [xs, xs, [0] * 1000]",
  ])
  func memoryIsBounded(_ text: String) throws {
    let found = try #require(error(of: text + "\n", limits: ProgramLimits(100_000)))
    #expect(found.first.location != nil)
  }

  @Test(arguments: [
    "n = 3\nwhile n: n = n * n", "n = 2 ** 10 ** 10", "n = 10 ** 10 ** 10 % 7",
    "n = math.factorial(10 ** 9)", "n = math.comb(10 ** 15, 10 ** 14)", "n = int('9' * 10 ** 6)",
  ])
  func numbersAreBounded(_ text: String) throws {
    #expect(error(of: text + "\n", limits: ProgramLimits(100_000))?.first.location != nil)
  }

  /// A list that holds itself can be built, printed, and is not compared for ever.
  @Test func whatHoldsItself() throws {
    let run = try LanguageRun(
      "a = [1]\na.append(a)\nd = {}\nd['d'] = d\nprint(a, d)\nx = Value(1.0)\n")
    #expect(run.printed == "[1, [...]] {'d': {...}}\n")
    let compared = error(of: "a = [1]\na.append(a)\nb = [1]\nb.append(b)\nprint(a == b)\n")
    #expect(compared?.first.location?.line == 5)
  }

  /// A structure as deep as memory allows is freed, printed up to the bound, and compared up to it.
  @Test func deepLists() {
    let deep = "a = []\nfor i in range(200000): a = [a]\n"
    #expect(kind(deep + "x = Value(1.0)\n") == nil)
    #expect(kind(deep + "print(a)\n") == .nestsTooDeep(200))
    #expect(kind(deep + "b = []\nfor i in range(200000): b = [b]\nprint(a == b)\n") != nil)
  }

  /// What reads or compares much is charged for it, so that an endless loop over it ends in good time,
  /// long before its statements are counted up.
  @Test(arguments: [
    "a < b", "a == b", "-1 in a", "t < u", "{t: 1}", "k = sum(a)", "k = max(a)", "k = a[:]",
    "k = a + b",
    "k = sorted(a)", "k = str(a)", "s < r", "s == r", "'b' in s", "s.count('ab')", "s.split('b')",
    "s.replace('b', 'c')", "k = s + r", "k = f'{s}'", "k = s.upper()", "k = list(zip(a, b))",
    "k = [x for x in a if x < 0]", "random.shuffle(a)", "k = set(a)", "k = a.count(1)",
  ])
  func whatReadsMuchIsCharged(_ statement: String) {
    let text = """
      x = Value(2.0)
      a = list(range(2000)); b = list(range(2000)); t = tuple(a); u = tuple(b)
      s = 'a' * 100000; r = 'a' * 100000 + 'b'; r = r[:100000]
      while True:
        \(statement)
      """
    let kinds = error(of: text, limits: ProgramLimits(50_000))?.faults.map(\.kind)
    #expect(kinds == [.tooMuchData])
  }

  /// What is skipped counts as a statement in a loop, which would not end otherwise.
  @Test(arguments: [
    "plt.plot([1])", "draw_dot(x)", "import math", "class Value: pass", "'text'", "def f(): pass",
    "display(x)", "pass",
  ])
  func aLoopOverWhatIsSkippedEnds(_ statement: String) {
    let text = "x = Value(2.0)\nwhile True:\n    \(statement)\n"
    let kinds = error(of: text, limits: ProgramLimits(1000))?.faults.map(\.kind)
    #expect(kinds == [.tooManyStatements(1000)])
  }
}
