import Autograd
import ExpressionPrograms
import Testing

/// What a program may do while it runs is bounded, on a small stack too.
@Suite struct LimitTests {
  static let nest = "x = Value(1)\na = []\nfor i in range(100_000): a = "

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["[a]", "(a,)", "{1: a}", "[a, a]", "lambda a=a: a", "zip([a])", "[a].append"])
  func whatNestsDeepAtRunTimeIsMadeAndDropped(link: String) async {
    let text = LimitTests.nest + link + "\n"
    await onSmallStack {
      do throws(ProgramError) {
        #expect(try Run(text + "a = x * 2").root.data == 2)
        // What is left at the end is dropped with the program.
        #expect(try Run(text + "y = x * 2").root.data == 2)
      } catch {
        Issue.record("\(error.first.sentence)")
      }
    }
  }

  @Test(arguments: [
    "print(a)", "b = str(a)", "b = repr(a)", "b = f'{a}'", "b = '%s' % [a]", "b = '{}'.format(a)",
    "assert a == 2",
  ])
  func whatNestsTooDeepIsNotWritten(statement: String) async {
    let text = LimitTests.nest + "[a]\n" + statement
    await onSmallStack {
      let fault = fault(text)
      #expect(fault?.kind == .nestsTooDeep(200))
      #expect(fault?.location?.line == 4)
    }
  }

  @Test(arguments: ["b == a", "b != a", "b < a", "b in [a]", "[b].index(a)", "{tuple([b]): 1}"])
  func whatNestsTooDeepIsNotCompared(expression: String) async {
    let isKey = expression.hasPrefix("{")
    let link = isKey ? "(a,)" : "[a]"
    let text =
      LimitTests.nest + "\(link)\nb = []\nfor i in range(100_000): b = "
      + link.replacing("a", with: "b") + "\nc = \(expression)"
    await onSmallStack {
      let fault = fault(text)
      #expect(fault?.kind == .nestsTooDeep(isKey ? 100 : 200))
      #expect(fault?.location?.line == 6)
    }
  }

  @Test func aListThatHoldsItselfIsWrittenAsPythonDoes() throws {
    #expect(try Run("x = Value(1); a = [1]; a.append(a); print(a)").printed == "[1, [...]]\n")
    #expect(
      try Run("x = Value(1); d = {}; d[1] = (d,); print(d)").printed == "{1: ({...},)}\n")
  }

  @Test(arguments: [
    "def f(n):\n  return 0 if n == 1 else f(n - 1)",
    "def f(n, *rest, m=2):\n  if n > 1: return f(n - 1, n, m=n)\n  return 0",
    "f = lambda n: 0 if n == 1 else f(n - 1)",
  ])
  func aThousandCallsNestAndNoMore(definition: String) async {
    await onSmallStack {
      do throws(ProgramError) {
        let run = try Run(definition + "\nx = Value(f(1000))")
        #expect(run.root.data == 0)
      } catch {
        Issue.record("\(error.first.sentence)")
      }
      for depth in [1001, 100_000] {
        let fault = fault(definition + "\nx = Value(f(\(depth)))")
        #expect(fault?.kind == .callsTooDeep(1000))
        #expect(fault.map { ($0.location?.line ?? 9) < 3 } == true)
      }
    }
  }

  /// Functions of ours that call the program's take stack, and nest less deep.
  @Test(arguments: ["sorted([1], key=f)", "list(map(f, [1]))", "max([1, 2], key=f)"])
  func callsThroughFunctionsOfOursEnd(call: String) async {
    await onSmallStack {
      let fault = fault("def f(n):\n  return \(call)\nx = Value(1)\nf(1)")
      #expect(fault?.kind == .callsTooDeep(50))
      #expect(fault?.location?.line == 2)
    }
  }

  @Test(arguments: [
    ("while True: pass", 2), ("while x: y = 1", 2), ("while True:\n  continue", 2),
    ("xs = [1]\nfor i in xs: xs.append(i)", 3),
    ("for i in range(10 ** 12): pass", 2), ("def f():\n  while True: pass\nf()", 3),
    ("b = [1 for i in range(10 ** 12)]", 2), ("b = sum(1 for i in range(10 ** 12))", 2),
    ("b = list(range(10 ** 12))", 2), ("b = [0] * 10 ** 12", 2), ("b = 'a' * 10 ** 12", 2),
    ("b = [0]\nwhile True: b += b", 3), ("b = 'a'\nwhile True: b = b + b", 3),
  ])
  func whatNeverEndsIsEnded(text: String, line: Int) {
    let limit = 10_000
    let fault = fault("x = Value(1)\n" + text, limits: ProgramLimits(limit))
    #expect(fault?.kind == .tooManyStatements(limit) || fault?.kind == .tooMuchData, "\(text)")
    #expect(fault.map { abs(($0.location?.line ?? 9) - line) <= 1 } == true)
  }

  @Test(arguments: [
    "while True: x = x * 2", "y = [x + i for i in range(10 ** 6)]", "y = MLP(100, [1000, 1000])",
    "y = sum([x] * 20_000)", "for i in range(10 ** 6): Value(i)",
  ])
  func aFloodOfNodesIsEnded(text: String) {
    let fault = fault("x = Value(1)\n" + text, limits: ProgramLimits(10_000))
    #expect(fault?.location?.line == 2)
    switch fault?.kind {
    case .tooManyNodes(10_000), .tooManyStatements(10_000), .tooMuchData: break
    default: Issue.record("\(text): \(fault?.sentence ?? "")")
    }
  }

  @Test func whatIsBelowTheLimitsRuns() throws {
    let text = "x = Value(1)\nfor i in range(98): x = x * 2"
    // The nodes are counted where a statement begins.
    #expect(try Run(text, limits: ProgramLimits(197)).tape.count == 197)
    #expect(fault(text, limits: ProgramLimits(194))?.kind == .tooManyNodes(194))
    let loop = "x = Value(1)\nfor i in range(98): pass"
    #expect(try Run(loop, limits: ProgramLimits(100)).tape.count == 1)
    #expect(fault(loop, limits: ProgramLimits(99))?.kind == .tooManyStatements(99))
  }
}
