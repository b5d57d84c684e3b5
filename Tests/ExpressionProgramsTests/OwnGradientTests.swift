import Autograd
import Testing

@testable import ExpressionPrograms

/// Programs that compute gradients themselves, against a Value as micrograd's has it.
@Suite struct OwnGradientTests {
  @Test(arguments: ProgramCase.programs(passPrograms))
  func whatAProgramDoesToItsGradients(_ program: ProgramCase) throws { try program.check() }

  /// A program has gradients of its own as soon as it touches one, and then no pass is added.
  @Test(arguments: [
    ("y = x * x", false), ("y = x * x\nprint(x.grad)", false), ("y = x * x\nx.data = 3.0", false),
    ("y = x * x\ny.backward()", true), ("y = x * x\nx.grad = 0", true),
    ("y = x * x\ny._backward()", true), ("y = x * x\nx.grad += 0.0", true),
    ("x._backward()\ny = x * x", true), ("n = Neuron(1)\ny = n([x])\nn.zero_grad()", true),
    ("y = x * x\nif x.data > 5: y.backward()", false),
  ])
  func whatIsAGradientOfItsOwn(_ lines: String, _ isOwn: Bool) throws {
    let run = try LanguageRun("x = Value(1.5, 'x')\n\(lines)\n")
    #expect(run.result.hasOwnGradients == isOwn)
    let gradient = try run.node("y").gradient
    #expect((gradient == nil) == (isOwn && !lines.contains("y.backward()")))
  }

  /// By hand in reverse order, and by one pass: the same numbers.
  @Test func manualBackpropagationIsOnePass() throws {
    let forward = """
      a, b, c = Value(2.0, 'a'), Value(-3.0, 'b'), Value(10.0, 'c')
      e = a * b
      d = e + c
      f = (d * a).tanh() + d / c
      L = f * f - e.exp()

      """
    let manual = try LanguageRun(
      forward + """
        order = []
        def visit(v):
            if v not in order:
                for child in v._prev:
                    visit(child)
                order.append(v)
        visit(L)
        L.grad = 1.0
        for node in reversed(order):
            node._backward()

        """)
    let onePass = try LanguageRun(forward + "L.backward()\n")
    for label in ["a", "b", "c", "d", "e", "f", "L"] {
      let (one, other) = (try manual.node(label).gradient, try onePass.node(label).gradient)
      #expect(abs(try #require(one) - (try #require(other))) < 1e-12, "\(label)")
    }
    #expect(manual.result.hasOwnGradients && onePass.result.hasOwnGradients)
    #expect(manual.root.label == "L")
  }

  /// "No gradient yet" is not 0: what no pass reaches has none, and what was set to 0 is 0.
  @Test func absentIsNotZero() throws {
    let run = try LanguageRun(
      "a, b, c = Value(1.0), Value(2.0), Value(3.0)\nb.grad = 0\ny = a * 2\nz = c * 2\ny.backward()"
    )
    #expect(try run.node("a").gradient == 2)
    #expect(try run.node("b").gradient == 0)
    #expect(try run.node("c").gradient == nil)
    #expect(try run.node("z").gradient == nil)
  }

  /// Interior gradients are overwritten by a second pass, where micrograd adds to them (36).
  @Test func aSecondPassOverwritesInteriorGradients() throws {
    let run = try LanguageRun(
      "x = Value(2.0)\ny = x * x\nz = y * 3\nz.backward()\nz.backward()\nprint(x.grad, y.grad)\n")
    #expect(run.printed == "24.0 3.0\n")
    #expect(try run.node("x").passes == 2)
  }

  static let passPrograms = #"""
    # leaves accumulate
    a = Value(3.0)
    b = a * a
    b.backward()
    print(a.grad)
    b.backward()
    print(a.grad)
    #> 6.0
    #> 12.0
    #= a | 3.0 | 12.0 | -
    #= b | 9.0 | 1.0 | -
    #---
    # a leaf accumulates over two roots
    a, b = Value(2.0), Value(5.0)
    c = a * b
    d = a + b
    c.backward()
    d.backward()
    print(a.grad, b.grad)
    #> 6.0 3.0
    #= a | 2.0 | 6.0 | -
    #= b | 5.0 | 3.0 | -
    #= c | 10.0 | 1.0 | -
    #= d | 7.0 | 1.0 | -
    #root d | 7.0 | 1.0
    #---
    # zeroing between passes
    a = Value(3.0)
    for i in range(3):
        y = a ** 2
        a.grad = 0.0
        y.backward()
        print(a.grad)
    #> 6.0
    #> 6.0
    #> 6.0
    #= a | 3.0 | 6.0 | -
    #= y | 9.0 | 1.0 | -
    #= y | 9.0 | 1.0 | -
    #= y | 9.0 | 1.0 | -
    #---
    # a leaf that is its own root accumulates too
    x = Value(4.0)
    x.backward()
    print(x.grad)
    x.backward()
    x.backward()
    print(x.grad)
    #> 1.0
    #> 3.0
    #= x | 4.0 | 3.0 | -
    #root x | 4.0 | 3.0
    #---
    # one node hands on what it has
    a, b = Value(2.0), Value(-3.0)
    c = a * b
    c._backward()
    print(a.grad, b.grad)
    c.grad = 2.0
    c._backward()
    c._backward()
    print(a.grad, b.grad, c.grad)
    #> 0.0 0.0
    #> -12.0 8.0 2.0
    #= a | 2.0 | -12.0 | -
    #= b | -3.0 | 8.0 | -
    #= c | -6.0 | 2.0 | -
    #---
    # a gradient that was set is what a pass adds to
    a = Value(2.0)
    y = a * 3
    a.grad = 100.0
    y.grad = 50.0
    y.backward()
    print(a.grad, y.grad)
    #> 103.0 1.0
    #= a | 2.0 | 103.0 | -
    #= y | 6.0 | 1.0 | -
    #---
    # gradients are read as numbers
    a = Value(2.0)
    y = a.exp()
    print(a.grad, y.grad, a.grad == 0)
    y.backward()
    print(round(a.grad, 6), a.grad > 7, [a.grad] == [y.data])
    #> 0.0 0.0 True
    #> 7.389056 True True
    #---
    # the root is that of the last backward
    a = Value(2.0)
    b = a * 3
    c = b * b
    c.backward()
    b.backward()
    d = c + 1
    #= a | 2.0 | 39.0 | -
    #= b | 6.0 | 1.0 | -
    #= c | 36.0 | 1.0 | -
    #= d | 37.0 | none | -
    #root b | 6.0 | 1.0
    #---
    # the lecture's bug: one name on both sides
    a = Value(-2.0)
    b = Value(3.0)
    d = a * b
    e = a + b
    f = d * e
    f.backward()
    print(a.grad, b.grad)
    a = a + a
    #> -3.0 -8.0
    #= a | -2.0 | -3.0 | -
    #= b | 3.0 | -8.0 | -
    #= d | -6.0 | 1.0 | -
    #= e | 1.0 | -6.0 | -
    #= f | -6.0 | 1.0 | -
    #= a | -4.0 | none | -
    #root f | -6.0 | 1.0
    #---
    # gradient descent on one parameter
    w = Value(0.0)
    for step in range(20):
        loss = (w - 3) ** 2
        w.grad = 0
        loss.backward()
        w.data -= 0.1 * w.grad
    print(f'{w.data:.6f} {loss.data:.6f}')
    #> 2.965412 0.001869
    #---
    # a numerical derivative beside the pass
    def f(x): return x * x.sin() + x.exp() / 2
    h = 1e-6
    x = Value(0.7)
    y = f(x)
    y.backward()
    n = (f(Value(0.7 + h)).data - f(Value(0.7 - h)).data) / (2 * h)
    print(abs(x.grad - n) < 1e-8, round(n, 5))
    #> True 2.18648
    """#
}
