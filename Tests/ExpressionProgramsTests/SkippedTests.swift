import Autograd
import Testing

@testable import ExpressionPrograms

/// What of a program is skipped, and how it is named.
@Suite struct SkippedTests {
  @Test(arguments: [
    ("import random", "import random"), ("import numpy as np", "import numpy as np"),
    ("import os, sys", "import os, sys"), ("from math import sqrt", "from math import sqrt"),
    ("from micrograd.engine import Value", "from micrograd.engine import Value"),
    ("class Value:\n  def __init__(self, data):\n    self.data = data", "class Value"),
    ("def f(x): return x", "unused f"),
    ("%matplotlib inline", "%matplotlib"), ("!pip install micrograd", "!pip"),
    ("plt.plot([1, 2], [3, 4])", "plt.plot"), ("display(x)", "display"),
    ("plt.figure(figsize=(3, 4)); plt.title(f'{1:.2f}')", "plt.figure, plt.title"),
    ("draw_dot(y)", "draw_dot"), ("y.draw_dot()", "draw_dot"),
    ("'''A docstring.'''", "docstring"), ("if __name__ == '__main__':\n  z = y * 2", "if __name__"),
    ("plt.plot(1)\nplt.plot(2)", "plt.plot"), ("y * 3", ""), ("print(y)", ""), ("pass", ""),
    ("plt.plot([t**2 async], foo=@)", "plt.plot"), ("%%bash\nrm -r /", "%%bash"),
    ("def f(x): return g(x)\ndef g(x): return f(x)", "unused f, unused g"),
  ])
  func whatIsSkippedIsNamed(_ line: String, _ expected: String) throws {
    let text = "x = Value(2.0)\ny = x * x\n\(line)\n"
    #expect(try LanguageRun(text).result.skipped.joined(separator: ", ") == expected)
  }

  @Test func theOrderIsThatOfTheText() throws {
    let run = try LanguageRun(
      """
      import random
      class Value: pass
      def unused(x): return x
      a = Value(2.0)
      %timeit a
      plt.plot([1])
      b = a * 3
      draw_dot(b)
      """)
    #expect(
      run.result.skipped
        == ["import random", "class Value", "unused unused", "%timeit", "plt.plot", "draw_dot"])
    #expect(run.tape.count == 3)
  }

  /// A definition that nothing calls may hold anything; one that is called may not.
  @Test func whatNothingCallsMayHoldAnything() throws {
    let definition = "def f(x):\n  try:\n    yield x\n  except: pass\n"
    let run = try LanguageRun(definition + "y = Value(1.0) * 2\n")
    #expect(run.result.skipped == ["unused f"])
    #expect(error(of: definition + "y = Value(1.0) * 2\nf(y)\n")?.first.location?.line == 2)
  }

  /// The definition of Value is that of the library, whatever its text says.
  @Test func theClassOfTheTextIsNotRun() throws {
    let run = try LanguageRun(
      """
      class Value:
          def __mul__(self, other):
              return 'nonsense'
      y = Value(3.0) * 2
      """)
    #expect(run.root.data == 6)
  }

  /// The body of the guard runs; that of another comparison is a condition.
  @Test func theBodyOfTheGuardRuns() throws {
    let run = try LanguageRun("x = Value(2.0)\nif __name__ == '__main__':\n    y = x * 2\n")
    #expect(run.root.label == "y")
  }

  @Test(
    arguments: [
      ("draw_dot(y)", "y"), ("y.draw_dot()", "y"), ("dot = draw_dot(y)", "y"),
      ("draw_dot(y)\ndraw_dot(z)", "z"), ("draw_dot(y, rankdir='TB')", "y"),
      ("draw_dot(x)\nw = z * 2", "x"), ("y.backward()\ndraw_dot(z)", "y"),
      ("draw_dot(y)\nz * 2", "y"), ("draw_dot(y * 2)", nil), ("plt.plot(y.data)", "z"),
    ] as [(String, String?)])
  func whatIsDrawnIsTheRoot(_ lines: String, _ label: String?) throws {
    let run = try LanguageRun("x = Value(2.0)\ny = x * x\nz = y + x\n\(lines)\n")
    #expect(run.root.label == label)
    #expect(run.root.gradient == 1)
  }

  /// What stands for something skipped cannot be used.
  @Test(arguments: [
    "dot = draw_dot(y)\nprint(dot)", "fig = plt.figure()\nz = y * fig", "print(plt)",
  ])
  func whatWasSkippedHasNoValue(_ lines: String) {
    let found = error(of: "x = Value(2.0)\ny = x * x\n\(lines)\n")
    #expect(found?.first.location?.line == 2 + lines.split(separator: "\n").count)
  }

  /// Foreign modules may be imported, and are faults where they are used.
  @Test(arguments: [
    "torch.tensor(2.0)", "np.array([1, 2])", "np.random.randn(3)", "requests.get('x')",
  ])
  func foreignModulesAreFaultsWhereTheyAreUsed(_ use: String) throws {
    let imports = "import torch\nimport numpy as np\nimport requests\n"
    #expect(try LanguageRun(imports + "y = Value(1.0) * 2\n").root.data == 2)
    let found = error(of: imports + "y = Value(1.0) * 2\nz = \(use)\n")
    #expect(found?.first.location?.line == 5)
  }

  /// Prompts are dropped, with the lines that were printed.
  @Test func prompts() throws {
    let run = try LanguageRun(
      ">>> x = Value(2.0)\n>>> for i in range(2):\n...     x = x * x\n...\n>>> x\nValue(data=16.0)\n"
    )
    #expect(run.root.data == 16)
    #expect(run.result.skipped == ["printed lines"])
    let cells = try LanguageRun("In [1]: x = Value(2.0)\nIn [2]: y = x * 3\n")
    #expect(cells.root.data == 6)
  }
}
