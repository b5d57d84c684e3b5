import Autograd
import Testing

@testable import ExpressionPrograms

/// Programs that never make a Value: their numbers at the top level are leaves.
@Suite struct ShorthandTests {
  @Test(arguments: ProgramCase.programs(shorthandPrograms))
  func numbersAreLeaves(_ program: ProgramCase) throws { try program.check() }

  private func leaves(_ text: String) throws -> [String] {
    try LanguageRun(text + "\n").entries.filter { $0.operation == .leaf }
      .map { "\($0.label ?? "-") \($0.data)" }
  }

  @Test(arguments: [
    ("x = 3.0\ny = x * 2", ["x 3.0"]), ("x = 3\ny = x * 2", ["x 3.0"]),
    ("x = -3.0\ny = x * 2", ["x -3.0"]), ("x = +3.0\ny = x * 2", ["x 3.0"]),
    ("a, b = 2.0, -3.0\ny = a * b", ["a 2.0", "b -3.0"]),
    ("a, b = -1, 2e-3\ny = a + b", ["a -1.0", "b 0.002"]),
    ("x = 3.0; y = x ** 2", ["x 3.0"]),
    // No signed number on its own: plain.
    ("x = 3.0\nn = 2 + 1\ny = x * n", ["x 3.0"]),
    ("x = 3.0\nfor i in range(1):\n  k = 2.0\ny = x * k", ["x 3.0"]),
    ("x = 3.0\ndef f(t):\n  k = 2.0\n  return t * k\ny = f(x)", ["x 3.0"]),
    ("x = 3.0\nif True:\n  k = 2.0\ny = x * k", ["x 3.0"]),
    ("x = 3.0\nxs = [1.0, 2.0]\ny = x * xs[0]", ["x 3.0"]),
  ])
  func whichNumbersAreLeaves(_ text: String, _ expected: [String]) throws {
    #expect(try leaves(text) == expected)
  }

  /// A Value, a neuron, a layer or a network anywhere makes all numbers plain.
  @Test(arguments: [
    "v = Value(1.0)", "n = Neuron(1)", "l = Layer(1, 1)", "m = MLP(1, [1])",
    "def f(): return Value(1.0)\nv = f()",
  ])
  func aValueEndsTheShorthand(_ line: String) throws {
    let run = try LanguageRun("x = 3.0\ny = x * 2\n\(line)\n")
    #expect(!run.entries.contains { $0.label == "x" || $0.label == "y" })
  }

  /// An exponent that is such a name is a second input; a written number is a parameter.
  @Test func exponents() throws {
    let run = try LanguageRun("x = 3.0\nn = 2.0\ny = x ** n\nz = x ** 2\nw = 2 ** x\n")
    let powers = run.entries.filter { $0.operationName == "**" }
    #expect(powers.map(\.inputs.count) == [2, 1, 2])
    #expect(powers.map(\.parameter) == [nil, 2, nil])
  }

  /// A whole number is printed as it was written.
  @Test func wholeNumbers() throws {
    let run = try LanguageRun("x = 3\nprint(x, [x], f'{x}', '%d' % x)\ny = x * 2\n")
    #expect(run.printed == "3 [3] 3 3\n")
    #expect(try run.node("x").data == 3)
  }

  static let shorthandPrograms = #"""
    # the shortest
    x = 3.0; y = x ** 2 + 2 * x
    #= x | 3.0 | 8.0 | -
    #= y | 15.0 | 1.0 | -
    #root y | 15.0 | 1.0
    #---
    # printed as numbers
    x = 3.0
    y = 2.5
    print(x, y, f'{x} {y:.2f}', x < y, x == 3, '%d' % x)
    z = x * y
    #> 3.0 2.5 3.0 2.50 False True 3
    #= x | 3.0 | 2.5 | -
    #= y | 2.5 | 3.0 | -
    #= z | 7.5 | 1.0 | -
    #root z | 7.5 | 1.0
    #---
    # a plain number where one is needed
    n = 3
    x = 2.0
    y = x
    for i in range(n):
        y = y * x
    print([i for i in range(n)], 'abcd'[:n], [0] * n)
    #> [0, 1, 2] abc [0, 0, 0]
    #= n | 3.0 | none | -
    #= x | 2.0 | 32.0 | -
    #= y | 4.0 | 4.0 | -
    #= y | 8.0 | 2.0 | -
    #= y | 16.0 | 1.0 | -
    #root y | 16.0 | 1.0
    #---
    # rebound
    x = 2.0
    y = x * x
    x = 5.0
    z = y + x
    #= x | 2.0 | 4.0 | -
    #= y | 4.0 | 1.0 | -
    #= x | 5.0 | 1.0 | -
    #= z | 9.0 | 1.0 | -
    #root z | 9.0 | 1.0
    #---
    # only leaves
    a = 1.5
    b = -2.0
    #= a | 1.5 | none | -
    #= b | -2.0 | 1.0 | -
    #root b | -2.0 | 1.0
    #---
    # gradients of one's own
    a = 2.0
    b = -3.0
    c = a * b
    c.backward()
    print(a.grad, b.grad, a.data)
    a.data += 1
    print(a.data)
    #> -3.0 2.0 2.0
    #> 3.0
    #= a | 3.0 | -3.0 | -
    #= b | -3.0 | 2.0 | -
    #= c | -6.0 | 1.0 | -
    #root c | -6.0 | 1.0
    #---
    # through functions
    def f(t): return (t * 2).tanh()
    x = 0.25
    y = f(x) + f(0.5 * x)
    #= x | 0.25 | 2.5129103147382326 | -
    #= y | 0.7070358196637189 | 1.0 | -
    #root y | 0.7070358196637189 | 1.0
    #---
    # a loop that rebinds
    w = 1.0
    for i in range(3):
        w = w * 0.5
    #= w | 1.0 | 0.125 | -
    #= w | 0.5 | 0.25 | -
    #= w | 0.25 | 0.5 | -
    #= w | 0.125 | 1.0 | -
    #root w | 0.125 | 1.0
    """#
}
