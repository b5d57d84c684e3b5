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
    #expect(error?.kind == .unknownName("totl"))
    #expect(error?.suggestion == "total")
  }

  @Test(arguments: [
    "import math", "import numpy as np, torch", "from micrograd.engine import Value",
    "from a import (b,\n c,\n d)", "%matplotlib inline", "%%time", "%timeit x = [1, 'unclosed (",
    "!pip install 'graphviz",
    "print(a)", "print()", "print(a.data, a.grad)", "print('a)', \"(\", a)", "print((a),\n\n (a))",
    "print(f'{a.data:.4f}')", "print(f'{a.data!r:>{10}} {{ ( }}')", "print(f'{d['x']} \"')",
    "print(f\"{f'{a['x']}'}\")", "print(f'''{a.data}\n ' ( ''')", "print(rb'\\', f'a\\'(')",
    "print([a, b], {a: b}, lambda x: x < 2 @ 3 // 4 % 5, 0x1F, 1e999, $ ?)",
    "print(a) if a else [b for b in c]", "print('#', '''\n#(\n''') # )", "print (a)",
    "print(r'\\d', b'x', F'{a}', R'(', u'x', Rb'(', fR'{a}(')", "print(a == b)",
    "draw_dot(a)", "draw_dot(a).render('x', format='svg')", "draw_dot(\n a\n)",
    "assert a == b", "assert abs(a.grad - 138.8338) < 1e-4, f'{a.grad}'", "a", "unbound", "a;",
    "'text'", "\"text\"", "'''a\n(\nb'''", "\"\"\"x = 'y\n\"\"\"", "f'{a}'", "r'\\d'", "'a' 'b'",
    "a.grad = 1.0", "a.grad = [1, 2]", "unbound.grad = 0", "a.grad += 1.0", "a._backward()",
    "unbound._backward()", "a.grad = b.data * (c.grad\n + 1)",
  ])
  func whatDrawsNothingIsPassedOver(statement: String) throws {
    #expect(try Run("a = 2\n\(statement)\ny = a * a").graph == ["leaf 2.0 'a'", "*(0,0) 'y'"])
    // Only the notebook's own commands run to the end of the line, whatever stands there.
    if statement.first != "%", statement.first != "!", !statement.contains(" # ") {
      let line = try Run("a = 2; \(statement); y = a * a\r\n")
      #expect(line.graph == ["leaf 2.0 'a'", "*(0,0) 'y'"])
    }
  }

  @Test func theRestOfTheLineIsReadAfterAPassedOverStatement() {
    #expect(fault("a = 2; print(a); y = a +")?.location?.line == 1)
    #expect(fault("print('''\n\n'''); y = 2 3")?.location?.line == 3)
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
    ("x = 2\ny = x.tanh(\n", "(", 2, 11), ("y = (", "(", 1, 5), ("import (a", "(", 1, 8),
    ("y = ((2 + 3) * (4\nz = 5", "(", 1, 16), ("y = (2 + (3 * (4)\nz = [5]", "(", 1, 10),
    ("y = (2 + tanh((3) + (4))\nz = (5)", "(", 1, 5), ("x = Value(", "(", 1, 10),
    ("x = Value(\ny = 2", "(", 1, 10),
  ])
  func aBracketMustBeClosed(text: String, bracket: String, line: Int, column: Int) {
    let error = fault(text)
    #expect(error?.kind == .unclosedBracket(bracket))
    #expect(error?.location?.line == line)
    #expect(error?.location?.column == column)
  }

  @Test(arguments: [
    ("2 + 3", 1), ("a + 1", 5), ("a.tanh()", 8), ("tanh(a)", 7), ("Value(2.0)", 10), ("(a)", 3),
    ("-a", 2), ("3", 1),
  ])
  func aResultNeedsAName(text: String, length: Int) {
    let error = fault("a = 2\n\(text)")
    #expect(error?.kind == .unnamedExpression)
    #expect(error?.location?.line == 2)
    #expect(error?.location?.column == 1)
    #expect(error?.location?.length == (text == "2 + 3" ? 5 : length))
  }
}
