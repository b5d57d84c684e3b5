import Autograd
import Testing

@testable import ExpressionPrograms

/// Functions of a program's own: arguments, closures, recursion, against CPython.
@Suite struct CallTests {
  @Test(arguments: ProgramCase.programs(callPrograms))
  func calls(_ program: ProgramCase) throws { try program.check() }

  @Test(arguments: ProgramCase.programs(faultPrograms))
  func wrongCalls(_ program: ProgramCase) throws { try program.check() }

  @Test(arguments: ProgramCase.programs(valuePrograms))
  func functionsOnValues(_ program: ProgramCase) throws { try program.check() }

  /// What CPython calls a SyntaxError is found before anything runs.
  @Test(
    arguments: [
      ("def f(a, a): return a\nf(1)", .parameterTwice("a")),
      ("def f(a=1, b): return b\nf(1)", .parameterBehindDefault("b")),
      ("return 1", .outside("return", of: "function")),
      ("break", .outside("break", of: "loop")),
      ("if 1: continue", .outside("continue", of: "loop")),
      ("f = lambda a, a: a", .parameterTwice("a")),
      ("print(a=1, 2)", .positionBehindName),
    ] as [(String, ProgramError.Kind)])
  func misplacedWords(_ text: String, _ kind: ProgramError.Kind) {
    #expect(error(of: "print('begun')\n" + text + "\n")?.faults.map(\.kind).contains(kind) == true)
  }

  /// A wrong call says how the function is called.
  @Test func aWrongCallSaysHowItIsCalled() {
    let found = error(of: "def f(x, n=2): return x\nf()\n")
    #expect(found?.first.sentence.contains("f(x, n=…)") == true)
    #expect(found?.first.location?.line == 2)
  }

  static let callPrograms = #"""
    # defaults and keywords
    def f(a, b=2, c=3):
        return [a, b, c]
    print(f(1), f(1, 5), f(1, c=7), f(c=1, a=2), f(*[1, 2, 3]), f(1, *(8,), c=9))
    #> [1, 2, 3] [1, 5, 3] [1, 2, 7] [2, 2, 1] [1, 2, 3] [1, 8, 9]
    #---
    # the rest of the arguments
    def f(a, *rest):
        return a, rest
    print(f(1), f(1, 2, 3), f(*'abc'))
    def g(*xs, scale=1):
        return sum(xs) * scale
    print(g(), g(1, 2), g(1, 2, scale=10), g(*range(4), scale=2))
    #> (1, ()) (1, (2, 3)) ('a', ('b', 'c'))
    #> 0 3 30 12
    #---
    # a default is evaluated once
    n = 5
    def f(x=n, seen=[]):
        seen.append(x)
        return seen
    n = 6
    print(f(), f(1), f(2, []), f())
    #> [5, 1, 5] [5, 1, 5] [2] [5, 1, 5]
    #---
    # return: nothing, several, early
    def nothing(): pass
    def early(x):
        if x > 0:
            return 'positive'
        for i in range(10):
            if i == -x: return i
    def pair(): return 1, 2
    a, b = pair()
    print(nothing(), early(1), early(-3), early(-30), pair(), a + b)
    #> None positive 3 None (1, 2) 3
    #---
    # names: local, global, of the function around
    x = 'global'
    def reads(): return x
    def binds():
        x = 'local'
        return x
    def outer():
        x = 'outer'
        def inner(): return x
        return inner()
    print(reads(), binds(), outer(), x)
    x = 'changed'
    print(reads())
    #> global local outer global
    #> changed
    #---
    # closures keep variables, not values
    def make(n):
        def add(x): return x + n
        n += 100
        return add
    add = make(1)
    print(add(1), make(2)(3))
    fs = [lambda: i for i in range(3)]
    gs = [lambda i=i: i for i in range(3)]
    print([f() for f in fs], [g() for g in gs])
    #> 102 105
    #> [2, 2, 2] [0, 1, 2]
    #---
    # a closure that counts, by a list
    def counter():
        count = [0]
        def step():
            count[0] += 1
            return count[0]
        return step
    a, b = counter(), counter()
    print(a(), a(), b(), a())
    #> 1 2 1 3
    #---
    # lambdas
    square = lambda x: x * x
    print(square(3), (lambda: 5)(), (lambda a, b=2: a - b)(1), (lambda *a: len(a))(1, 2))
    print(sorted([3, -2, 1], key=lambda x: -x), [f(2) for f in [square, lambda x: -x]])
    compose = lambda f, g: lambda x: f(g(x))
    print(compose(square, lambda x: x + 1)(2))
    #> 9 5 -1 2
    #> [3, 1, -2] [4, -2]
    #> 9
    #---
    # recursion
    def factorial(n): return 1 if n < 2 else n * factorial(n - 1)
    def fib(n):
        if n < 2: return n
        return fib(n - 1) + fib(n - 2)
    def even(n): return True if n == 0 else odd(n - 1)
    def odd(n): return False if n == 0 else even(n - 1)
    def flat(x): return [z for y in x for z in flat(y)] if isinstance(x, list) else [x]
    print(factorial(15), fib(15), even(50), odd(7), flat([1, [2, [3, []], 4]]))
    #> 1307674368000 610 True True [1, 2, 3, 4]
    #---
    # depth of 900
    def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
    print(depth(900))
    #> 900
    #---
    # functions in collections and as arguments
    table = {'add': lambda a, b: a + b, 'sub': lambda a, b: a - b}
    print(table['add'](2, 3), [table[k](5, 1) for k in ['add', 'sub']])
    def twice(f, x): return f(f(x))
    print(twice(lambda s: s + '!', 'hi'), twice(twice, abs) if False else twice(abs, -1))
    #> 5 [6, 4]
    #> hi!! 1
    #---
    # parameters are the caller's objects
    def change(xs, n):
        xs.append(n)
        n = 99
        xs = []
    a, n = [1], 2
    change(a, n)
    print(a, n)
    #> [1, 2] 2
    #---
    # annotations and docstrings have no effect
    def f(a: int, b: 'list[int]' = None, *c: float) -> str:
        '''What it does.'''
        x: float = 2
        return x
    print(f(1))
    #> 2
    #---
    # arguments are evaluated from left to right
    def say(x):
        print(x, end=' ')
        return x
    def f(*a, b=0): return len(a) + b
    print(f(say(1), *[say(2)], b=say(3)), say(4) - say(5) * say(6))
    #> 1 2 3 4 5 6 5 -26
    """#

  static let faultPrograms = #"""
    # an argument is missing
    def f(a, b): return a
    f(1)
    #! 3 TypeError
    #---
    # too many
    def f(a): return a
    f(1,
      2)
    #! 3 TypeError
    #---
    # an unknown keyword
    def f(a): return a
    f(a=1, b=2)
    #! 3 TypeError
    #---
    # twice
    def f(a, b=1): return a
    f(1, a=2)
    #! 3 TypeError
    #---
    # a number is not called
    a = 5
    a(2)
    #! 3 TypeError
    #---
    # nor a list
    [1, 2](0)
    #! 2 TypeError
    #---
    # the fault is reported where it happens, inside the function
    def f(x):
        y = x + 1
        return y / (x - 1)
    print(f(2))
    f(1)
    #> 3.0
    #! 4 ZeroDivisionError
    #---
    # a local name before it is bound
    x = 1
    def f():
        print(x)
        x = 2
    f()
    #! 4 NameError
    #---
    # a method with the wrong arguments
    [].append(1, 2)
    #! 2 TypeError
    #---
    # a star before what is no list
    print(*5)
    #! 2 TypeError
    #---
    # a built-in with too many
    len([1], [2])
    #! 2 TypeError
    #---
    # a lambda with too few
    f = lambda a, b: a
    f(1)
    #! 3 TypeError
    #---
    # no function returns this
    def f(): pass
    f() + 1
    #! 3 TypeError
    """#

  static let valuePrograms = #"""
    # a chain through a function called twice
    def unit(x, w, b):
        z = x * w + b
        return z.tanh()
    w = Value(0.5)
    b = Value(-0.25)
    h = unit(Value(2.0, 'x'), w, b)
    o = unit(h, w, b)
    #= w | 0.5 | 1.2261273560066397 | -
    #= b | -0.25 | 1.292382497196121 | -
    #= x | 2.0 | 0.14846747106130226 | -
    #= z | 0.75 | 0.2969349421226045 | unit 1
    #= h | 0.6351489523872873 | 0.4977237775367583 | unit 1
    #= z | 0.06757447619364365 | 0.9954475550735166 | unit 2
    #= o | 0.06747180838308256 | 1.0 | unit 2
    #root o | 0.06747180838308256 | 1.0
    #---
    # an activation is handed over
    def layer(xs, w, act=lambda t: t.relu()):
        return [act(x * w) for x in xs]
    w = Value(-1.5)
    ys = layer([1.0, -2.0], w) + layer([3.0], w, act=lambda t: t.sigmoid())
    loss = sum(ys)
    #= w | -1.5 | -1.9674013108333244 | -
    #= loss | 3.010986942630593 | 1.0 | -
    #root loss | 3.010986942630593 | 1.0
    #---
    # a power by recursion
    def power(x, n): return x if n == 1 else x * power(x, n - 1)
    x = Value(1.1)
    y = power(x, 5)
    #= x | 1.1 | 7.320500000000003 | -
    #= y | 1.6105100000000008 | 1.0 | power
    #root y | 1.6105100000000008 | 1.0
    """#
}
