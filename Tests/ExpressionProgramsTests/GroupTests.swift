import Autograd
import Testing

@testable import ExpressionPrograms

/// The groups that calls of functions and `with group` make.
@Suite struct GroupTests {
  @Test(arguments: ProgramCase.programs(groupPrograms))
  func groupsOfCalls(_ program: ProgramCase) throws { try program.check() }

  /// The labels of a program's own nodes, and the groups of all that it records.
  private func groups(_ text: String) throws -> [String] {
    var known: Set<String> = []
    return try LanguageRun(text).entries.map { $0.group?.description ?? "-" }
      .filter { known.insert($0).inserted }
  }

  @Test(arguments: [
    // Constants and leaves that a call makes are recorded by it.
    ("def f(): return Value(1.0)\nx = f()\ny = f()", ["f 1", "f 2"]),
    ("def f(x): return 2 * x\ny = f(Value(1.0))", ["-", "f"]),
    // A lambda makes no group, nor does a built-in function.
    ("f = lambda x: x * x\ny = f(Value(1.0))\nz = sum([y, y])", ["-"]),
    // What a call does in a loop is its own.
    ("def f(x):\n  for i in range(2):\n    x = x * x\n  return x\ny = f(Value(1.0))", ["-", "f"]),
    // A call that records nothing does not count, nor does what it calls.
    ("def n(): return 1\ndef f(x): return x * n()\ny = f(f(Value(1.0)))", ["-", "f 1", "f 2"]),
    ("with group('a'):\n  x = Value(1.0)\nwith group('b'):\n  y = x * 2", ["a", "b"]),
    ("with group('a'):\n  x = Value(1.0)\nwith group('a'):\n  y = x * 2", ["a 1", "a 2"]),
    ("with group('a'):\n  with group('b'):\n    x = Value(1.0)", ["a/b"]),
    ("with group('empty'):\n  n = 1\nx = Value(1.0)", ["-"]),
    // The group of a break or a return is closed.
    (
      "for i in range(2):\n  with group('g'):\n    x = Value(1.0)\n    if i == 0: break\ny = x * 2",
      ["g", "-"]
    ),
    (
      "def f(x):\n  with group('g'):\n    return x * 2\ny = f(Value(1.0))\nz = y * 2", ["-", "f/g"]
    ),
  ])
  func whatMakesAGroup(_ text: String, _ expected: [String]) throws {
    #expect(try groups(text + "\n") == expected)
  }

  /// A network inside of a function keeps its layers and neurons.
  @Test func networksInsideOfFunctions() throws {
    let run = try LanguageRun(
      """
      net = MLP(1, [2, 1])
      def forward(x):
          return net([x])
      y = forward(Value(0.5)) + forward(Value(1.0))
      """)
    let operations = run.entries.filter { $0.operation != .leaf && $0.operation != .constant }
    let groups = Set(operations.map { $0.group?.description ?? "-" })
    #expect(
      groups == [
        "-", "forward 1/layer 1/neuron 1", "forward 1/layer 1/neuron 2",
        "forward 1/layer 2/neuron 1", "forward 2/layer 1/neuron 1",
        "forward 2/layer 1/neuron 2", "forward 2/layer 2/neuron 1",
      ])
    let parameters = run.entries.filter { $0.operation == .leaf }.prefix(4)
    #expect(
      parameters.map { $0.group?.description } == [
        "layer 1/neuron 1", "layer 1/neuron 1", "layer 1/neuron 2", "layer 1/neuron 2",
      ])
  }

  static let groupPrograms = #"""
    # called three times
    def cell(h, x):
        h = (h * 0.5 + x).tanh()
        return h
    h = Value(0.0, 'start')
    for x in [1.0, -1.0, 0.5]:
        h = cell(h, x)
    #= start | 0.0 | 0.034796548935149794 | -
    #= h | 0.7615941559557649 | 0.16570797540355106 | cell 1
    #= h | -0.5505728129179853 | 0.4755781589900177 | cell 2
    #= h | 0.22100606783517185 | 1.0 | cell 3
    #root h | 0.22100606783517185 | 1.0
    #---
    # called once
    def cell(h):
        z = h * 2
        return z
    y = cell(Value(1.0, 'h'))
    #= h | 1.0 | 2.0 | -
    #= z | 2.0 | 1.0 | cell
    #---
    # nested as calls are
    def head(x):
        q = x * 2
        return q
    def decoder(x):
        d = head(x) + 1
        return d
    x = Value(1.0)
    y = decoder(x)
    #= x | 1.0 | 2.0 | -
    #= q | 2.0 | 1.0 | decoder/head
    #= d | 3.0 | 1.0 | decoder
    #---
    # counted within the group around
    def head(x):
        q = x * x
        return q
    def block(x):
        r = head(x) + head(x + 1)
        return r
    x = Value(0.5)
    y = block(block(x))
    z = head(y)
    #= x | 0.5 | 1776.0 | -
    #= q | 0.25 | 444.0 | block 1/head 1
    #= q | 2.25 | 444.0 | block 1/head 2
    #= r | 2.5 | 444.0 | block 1
    #= q | 6.25 | 37.0 | block 2/head 1
    #= q | 12.25 | 37.0 | block 2/head 2
    #= r | 18.5 | 37.0 | block 2
    #= q | 342.25 | 1.0 | head
    #root q | 342.25 | 1.0
    #---
    # recursion nests
    def f(x, n):
        y = x * 2
        return y if n == 0 else f(y, n - 1)
    x = Value(1.0)
    y = f(x, 2)
    #= x | 1.0 | 8.0 | -
    #= y | 2.0 | 4.0 | f
    #= y | 4.0 | 2.0 | f/f
    #= y | 8.0 | 1.0 | f/f/f
    #---
    # what records nothing does not count
    def size(xs): return len(xs)
    def unit(x):
        u = x.tanh()
        return u
    def maybe(x, go):
        if go:
            m = x * 2
            return m
        return x
    x = Value(1.0)
    a = maybe(x, False)
    b = maybe(x, True)
    c = maybe(unit(b), True)
    print(size([a, b]))
    #> 2
    #= x | 1.0 | 0.2826032994126577 | -
    #= m | 2.0 | 0.14130164970632886 | maybe 1
    #= u | 0.9640275800758169 | 2.0 | unit
    #= m | 1.9280551601516338 | 1.0 | maybe 2
    #---
    # a group by its name
    x = Value(1.0)
    with group('encoder'):
        e = x * 2
        with group('norm'):
            n = e / 3
    with group('decoder'):
        d = n + 1
    #= x | 1.0 | 0.6666666666666666 | -
    #= e | 2.0 | 0.3333333333333333 | encoder
    #= n | 0.6666666666666666 | 1.0 | encoder/norm
    #= d | 1.6666666666666665 | 1.0 | decoder
    #root d | 1.6666666666666665 | 1.0
    #---
    # a group around calls
    def f(x):
        y = x * 2
        return y
    x = Value(1.0)
    with group('left'):
        a = f(x)
        b = f(a)
    with group('right'):
        c = f(b)
    #= x | 1.0 | 8.0 | -
    #= y | 2.0 | 4.0 | left/f 1
    #= y | 4.0 | 2.0 | left/f 2
    #= y | 8.0 | 1.0 | right/f
    #---
    # a function inside of a function, by its own name
    def outer(x):
        def inner(t):
            i = t * t
            return i
        o = inner(x) + inner(x)
        return o
    x = Value(3.0)
    y = outer(x)
    #= x | 3.0 | 12.0 | -
    #= i | 9.0 | 1.0 | outer/inner 1
    #= i | 9.0 | 1.0 | outer/inner 2
    #= o | 18.0 | 1.0 | outer
    """#
}
