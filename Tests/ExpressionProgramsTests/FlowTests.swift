import Autograd
import Testing

@testable import ExpressionPrograms

/// Branches, loops, assertions and the logic of truth, against CPython.
@Suite struct FlowTests {
  @Test(arguments: ExpressionRow.rows(logicRows))
  func logic(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ProgramCase.programs(loopPrograms))
  func loopsAndBranches(_ program: ProgramCase) throws { try program.check() }

  @Test(arguments: ProgramCase.programs(faultPrograms))
  func faultsHaveTheirLine(_ program: ProgramCase) throws { try program.check() }

  /// A false assertion says both sides, and its own words.
  @Test(arguments: [
    ("assert 1 + 1 == 3", "2 == 3", nil), ("assert 0.5 < 0.25, 'too big'", "0.5 < 0.25", "too big"),
    ("a = Value(2.0)\nassert a.data in [1, 3]", "2.0 in [1, 3]", nil),
    ("assert not True", nil, nil), ("assert [], f'{1 + 1} left'", nil, "2 left"),
    ("a = Value(0.5)\nassert abs(a.data - 1) < 1e-6", "0.5 < 1e-06", nil),
  ])
  func aFalseAssertionSaysBothSides(
    _ text: String, _ sides: String?, _ message: String?
  ) throws {
    #expect(error(of: text)?.first.kind == .assertion(sides: sides, message: message))
  }

  /// What a condition records is recorded; what is skipped is not.
  @Test func onlyWhatRunsIsRecorded() throws {
    let run = try LanguageRun(
      """
      x = Value(2.0)
      y = x.tanh() if x.data > 3 else x.exp()
      z = None or x * x
      w = x.data < 0 and x.sin()
      if x < 1 or x > 1.5:
          y = y + z
      """)
    #expect(run.entries.map(\.operationName) == ["leaf", "exp", "*", "+"])
  }

  /// Comparing Values compares data, and makes no node.
  @Test func comparisonMakesNoNode() throws {
    let run = try LanguageRun(
      "a, b = Value(1.0), Value(2.0)\nprint(a < b, a >= 2, 1.5 < b <= 2.0, max(a.data, b.data))\n")
    #expect(run.printed == "True False True 2.0\n")
    #expect(run.tape.count == 2)
  }

  static let logicRows = #"""
    1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 == 1.0 == True => True False True True
    1 < 2 > 1 < 5 => True
    0 or 'a', 0 and 'a', 1 and 2, '' or [] or None, 1 or 1 / 0 => a 0 2 None 1
    not 0, not 1, not [], not not 'a', not 1 == 2 => True False True True True
    True or False and False, (True or False) and False => True False
    not True or True, not (True or True) => True False
    1 if True else 2, 1 if [] else 2 if '' else 3 => 1 3
    'yes' if 0.0 else 'no', 'yes' if '0' else 'no', 'yes' if [0] else 'no' => no yes yes
    (1 if 0 else 2) + 1, 1 if 0 else 2 + 1 => 3 3
    None is None, None is not None, 1 is not None, [] == None => True False True False
    1 in [1] == True => False
    2 in [1, 2] and 3 not in [1, 2] => True
    [x for x in range(5) if x % 2 if x > 1] => [3]
    [x if x % 2 else -x for x in range(4)] => [0, 1, -2, 3]
    (lambda: 1 < 2 and 'ok')() => ok
    1 < 0 < 1 / 0 => False
    all(a <= b for a, b in zip([1, 2, 3], [2, 3])) => True
    """#

  static let loopPrograms = #"""
    # if, elif, else
    for n in [-1, 0, 1, 10]:
        if n < 0:
            print('negative')
        elif n == 0:
            print('zero')
        elif n < 5: print('small'); print('positive')
        else:
            print('large')
    #> negative
    #> zero
    #> small
    #> positive
    #> large
    #---
    # the else of a for
    for n in range(2, 12):
        for d in range(2, n):
            if n % d == 0:
                print(n, '=', d, '*', n // d)
                break
        else:
            print(n, 'is prime')
    #> 2 is prime
    #> 3 is prime
    #> 4 = 2 * 2
    #> 5 is prime
    #> 6 = 2 * 3
    #> 7 is prime
    #> 8 = 2 * 4
    #> 9 = 3 * 3
    #> 10 = 2 * 5
    #> 11 is prime
    #---
    # the else of a while
    n = 3
    while n:
        n -= 1
        if n == 5: break
    else:
        print('ended', n)
    while True:
        n += 1
        if n > 2: break
    else:
        print('never')
    print(n)
    #> ended 0
    #> 3
    #---
    # continue and break reach the innermost loop
    out = []
    for i in range(4):
        if i == 1: continue
        j = 0
        while True:
            j += 1
            if j == 2: continue
            if j > 3: break
            out.append((i, j))
        if i == 2: break
    print(out, i, j)
    #> [(0, 1), (0, 3), (2, 1), (2, 3)] 2 4
    #---
    # the target of a for stays, and an empty one binds nothing anew
    i = 'before'
    for i in []: pass
    print(i)
    for i in range(3): pass
    print(i)
    for i in range(3):
        i *= 10
        print(i, end=' ')
    print()
    #> before
    #> 2
    #> 0 10 20
    #---
    # loops over everything
    for c in 'ab': print(c, end=' ')
    for k in {'x': 1}: print(k, end=' ')
    for k, v in {'x': 1}.items(): print(k, v, end=' ')
    for i, (a, b) in enumerate(zip([1, 2], 'cd'), 1): print(i, a, b, end=' ')
    for x in (1, 2): print(x, end=' ')
    for x in reversed([1, 2]): print(x, end=' ')
    for x in sorted({3, 1}): print(x, end=' ')
    for x, in [(1,)]: print(x)
    #> a b x x 1 1 1 c 2 2 d 1 2 2 1 1 3 1
    #---
    # a target may be an element
    a = [0, 0]
    for a[1] in range(3): pass
    print(a)
    #> [0, 2]
    #---
    # range is counted once
    n = 3
    for i in range(n):
        n = 10
    print(i, n)
    #> 2 10
    #---
    # Fibonacci and Collatz
    a, b = 0, 1
    while a < 50:
        print(a, end=',')
        a, b = b, a + b
    print()
    n, steps = 27, 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    print(steps)
    #> 0,1,1,2,3,5,8,13,21,34,
    #> 111
    #---
    # Newton's method on a Value
    x = Value(1.0)
    for step in range(6):
        f = x ** 2 - 2
        x.grad = 0
        f.backward()
        x.data -= f.data / x.grad
        if abs(f.data) < 1e-9: break
    print(f'{x.data:.6f}', step)
    #> 1.414214 4
    #---
    # an assertion that holds
    assert 1 < 2 < 3, 'order'
    assert [0]
    assert Value(0.0)
    print('done')
    #> done
    #---
    # evaluated once, in order
    def f(x):
        print('f', x, end=' ')
        return x
    print(f(1) < f(2) < f(0) < f(9))
    print(f(0) and f(1), f(0) or f(2))
    #> f 1 f 2 f 0 False
    #> f 0 f 0 f 2 0 2
    #---
    # blocks on one line, and a line over several
    if True: a = 1; b = 2
    total = (a +
             b)
    other = a + \
        b
    print(total, other)
    if (a == 1 and
            b == 2):
        print('both')
    #> 3 3
    #> both
    #---
    # the guard of a script
    if __name__ == '__main__':
        print('main')
    #> main
    """#

  static let faultPrograms = #"""
    # a false assertion
    a = 1

    assert a == 2, 'no'
    #! 4 AssertionError
    #---
    # a name that is not bound on this way
    if 1 > 2:
        y = 1
    print('here')
    print(y)
    #> here
    #! 5 NameError
    #---
    # a fault inside of a loop
    xs = [1, 2]
    for i in range(3):
        print(xs[i])
    #> 1
    #> 2
    #! 4 IndexError
    #---
    # a loop over a number
    for i in 5:
        print(i)
    #! 2 TypeError
    #---
    # a condition that cannot be compared
    while 'a' < 1:
        pass
    #! 2 TypeError
    #---
    # a loop over a Value
    v = Value(1.0)
    for x in v:
        pass
    #! 3 TypeError
    #---
    # a name of a loop that did not run
    for i in []:
        pass
    print(i)
    #! 4 NameError
    """#
}
