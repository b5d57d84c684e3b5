import Autograd
import ExpressionPrograms
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    ("x += b * 2", ["constant 2.0", "*(1,2)", "+(0,3) 'x'"]),
    ("x -= b + 1", ["constant 1.0", "+(1,2)", "-(0,3) 'x'"]),
    ("x *= b + 1", ["constant 1.0", "+(1,2)", "*(0,3) 'x'"]),
    ("x /= b - b", ["-(1,1)", "/(0,2) 'x'"]),
    ("x **= b", ["**(0,1) 'x'"]), ("x **= 2", ["**(0) [2.0] 'x'"]),
    ("x **= -2", ["**(0) [-2.0] 'x'"]),
    ("x += 3", ["constant 3.0", "+(0,2) 'x'"]), ("x -= -3", ["constant -3.0", "-(0,2) 'x'"]),
    ("x += x", ["+(0,0) 'x'"]),
  ])
  func anAugmentedAssignmentJoinsTheWholeRightSide(statement: String, added: [String]) throws {
    let run = try Run("x = 5; b = 7\n\(statement)")
    #expect(run.graph == ["leaf 5.0 'x'", "leaf 7.0 'b'"] + added)
    #expect(run.root.index == run.tape.count - 1)
  }

  @Test func anAugmentedAssignmentNeedsItsName() {
    let error = fault("total = 2\ntotl += 3")
    #expect(error?.kind == .unboundName("totl"))
    #expect(error?.location?.line == 2)
  }

  @Test(arguments: [
    ("x = y = 3", ["leaf 3.0 'x'"]), ("x, y = 3, -4", ["leaf 3.0 'x'", "leaf -4.0 'y'"]),
    ("(x, y) = (3, 4)", ["leaf 3.0 'x'", "leaf 4.0 'y'"]),
    ("x = 2; y, z = x, x * x", ["leaf 2.0 'x'", "*(0,0) 'z'"]),
    ("x = 2; y = z = x * x", ["leaf 2.0 'x'", "*(0,0) 'y'"]),
    ("x, y = 3, 4; x, y = y, x; z = x - y", ["leaf 3.0 'x'", "leaf 4.0 'y'", "-(1,0) 'z'"]),
    ("x: float = 2; y: 'Value' = x * x", ["leaf 2.0 'x'", "*(0,0) 'y'"]),
  ])
  func severalNamesAreBoundAtOnce(program: String, graph: [String]) throws {
    #expect(try Run(program).graph == graph)
  }

  @Test(arguments: [
    "import math", "import numpy as np, torch", "from micrograd.engine import *",
    "from a import (b,\n c,\n d)", "%matplotlib inline", "%%time", "%timeit x = [1, 'unclosed (",
    "!pip install 'graphviz",
    "draw_dot(a)", "draw_dot(a).render('x', format='svg')", "draw_dot(\n a\n)", "a.draw_dot()",
    "plt.plot([1, 2], unbound)", "fig, ax = plt.subplots(); ax.plot(unbound)", "plt.show()",
    "display(unbound)", "dot = draw_dot(a)", "np.random.seed(3)",
    "'text'", "\"text\"", "'''a\n(\nb'''", "\"\"\"x = 'y\n\"\"\"", "r'\\d'", "'a' 'b'",
  ])
  func whatDrawsNothingIsSkippedAndNamed(statement: String) throws {
    let run = try Run("a = 2\n\(statement)\ny = a * a")
    #expect(run.graph == ["leaf 2.0 'a'", "*(0,0) 'y'"])
    #expect(!run.result.skipped.isEmpty)
    // Only the notebook's own commands run to the end of the line, whatever stands there.
    if statement.first != "%", statement.first != "!" {
      let line = try Run("a = 2; \(statement); y = a * a\r\n")
      #expect(line.graph == ["leaf 2.0 'a'", "*(0,0) 'y'"])
    }
  }

  @Test func whatIsSkippedIsNamedOnceInTheOrderOfTheText() throws {
    let text = """
      import random, math
      class Value: pass
      def unused(): return $
      x = Value(2)
      plt.plot([1])
      plt.plot([2])
      %matplotlib inline
      if __name__ == '__main__': y = x * x
      """
    #expect(
      try Run(text).result.skipped == [
        "import random, math", "class Value", "unused unused", "plt.plot", "%matplotlib",
        "if __name__",
      ])
  }

  @Test(arguments: [
    "a", "a;", "a + 0", "None", "a.data", "(a)", "[a, 2]", "pass", "assert a == 2", "a.label",
    "assert abs(a.data - 2) < 1e-4, f'{a}'", "lambda x: x if 2 else 3",
  ])
  func aStatementNeedsNoName(statement: String) throws {
    let run = try Run("a = 2\n\(statement)\ny = a * a")
    #expect(run.graph.first == "leaf 2.0 'a'")
    #expect(run.root.label == "y")
  }

  @Test func anExpressionOnTheLastLineIsTheRoot() throws {
    #expect(try Run("a = 2; y = a * a; a + 1").root.operation == .add)
    #expect(try Run("a = 2; y = a * a; a + 1\nz = a").root.label == "y")
    // A leaf or a number there is no result.
    #expect(try Run("a = 2; y = a * a; a").root.label == "y")
    #expect(try Run("a = 2; y = a * a; 2 + 3").root.label == "y")
  }

  /// Expected: what CPython prints.
  @Test(arguments: [
    ("print()", "\n"), ("print('a)', \"(\", 2)", "a) ( 2\n"), ("print((2),\n\n (3))", "2 3\n"),
    ("print(f'{a.data:.4f}')", "2.0000\n"),
    ("print(f'{a.data!r:>{10}} {{ ( }}')", "       2.0 { ( }\n"),
    ("d = {'x': 3}; print(f'{d['x']} \"')", "3 \"\n"), ("print(f\"{f'{a.data}'}\")", "2.0\n"),
    ("print(f'''{a.data}\n ' ( ''')", "2.0\n ' ( \n"),
    ("print('#', '''\n#(\n''') # )", "# \n#(\n\n"),
    ("print (a)", "Value(data=2.0)\n"),
    ("print(r'\\d', F'{2}', R'(', u'x', fR'{3}(')", "\\d 2 ( x 3(\n"),
    ("print(a) if a else [b for b in c]", "Value(data=2.0)\n"),
    ("print(a == 2, a == a)", "True True\n"),
    ("print([2, 'a', (1,), None, True])", "[2, 'a', (1,), None, True]\n"),
    ("print(1, 2, sep='-', end='!')", "1-2!"), ("print('a'); print('b')", "a\nb\n"),
  ])
  func printPrintsAsPythonDoes(statement: String, printed: String) throws {
    #expect(try Run("a = Value(2); c = []\n\(statement)").printed == printed)
  }

  @Test func theRestOfTheLineIsReadBehindAnyStatement() {
    #expect(fault("a = 2; print(a); y = a +")?.location?.line == 1)
    #expect(fault("print('''\n\n'''); y = 2 3")?.location?.line == 3)
    #expect(fault("a = 2; plt.plot(a); y = a +")?.location?.column == 28)
  }

  @Test(arguments: [
    ("print(f'{a}", 6), ("print('a)\n')", 6), ("'''abc\n", 0), ("x = 2; x.label = 'a\n'", 17),
    ("x = 2\nprint(f'{x'\ny')", 12), ("print(\"a\\\")", 6), ("'a\\", 0), ("print(f'{a['b]}')", 6),
  ])
  func aStringMustBeClosed(text: String, offset: Int) {
    let error = fault("\(text)")
    #expect(error?.kind == .unterminatedString)
    let line = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(error?.location?.line == line.count)
    #expect(error?.location?.column == line[line.count - 1].count + 1)
  }

  @Test(arguments: [
    ("print(a", "(", 1, 6), ("y = (2 + 3\nz = 4\nw = (5)", "(", 1, 5),
    ("y = max(2,\nz = 3", "(", 1, 8),
    ("a = 2\ny = ((a) * (2 + a)\nz = 3\n", "(", 2, 5),
    ("x = Value(2.0\ny = Value(3.0)", "(", 1, 10),
    ("x = Value(2.0", "(", 1, 10), ("x = 2; x.backward(", "(", 1, 18), ("print([a)", "(", 1, 6),
    ("x = 2\ny = x.tanh(\n", "(", 2, 11), ("y = (", "(", 1, 5), ("from b import (a", "(", 1, 15),
    ("y = ((2 + 3) * (4\nz = 5", "(", 1, 16), ("y = (2 + (3 * (4)\nz = [5]", "(", 1, 10),
    ("y = (2 + tanh((3) + (4))\nz = (5)", "(", 1, 5), ("x = Value(", "(", 1, 10),
    ("x = Value(\ny = 2", "(", 1, 10), ("y = [2, 3\nz = 4", "[", 1, 5),
    ("y = {2: 3\nz = 4", "{", 1, 5),
    ("y = [1][0\nz = 4", "[", 1, 8), ("def f(a:\n  return a", "(", 1, 6),
  ])
  func aBracketMustBeClosed(text: String, bracket: String, line: Int, column: Int) {
    let error = fault(text)
    #expect(error?.kind == .unclosedBracket(bracket))
    #expect(error?.location?.line == line)
    #expect(error?.location?.column == column)
  }
}
