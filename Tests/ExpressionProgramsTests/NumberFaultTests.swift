import ExpressionPrograms
import Testing

/// What Python raises of plain numbers, and statements on them, against CPython.
@Suite struct NumberFaultTests {
  @Test(arguments: ExpressionRow.rows(faultRows))
  func whatPythonRaisesIsAFault(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ProgramCase.programs(accumulationPrograms))
  func statementsOnNumbers(_ program: ProgramCase) throws { try program.check() }

  /// Python's integers have no bound; ours do, and never wrap around.
  @Test(arguments: [
    "2 ** 200", "10 ** 38 * 10", "-(10 ** 38) - 10 ** 38", "2 ** 127", "(2 ** 126) * 2 + 1",
  ])
  func integersDoNotWrapAround(_ expression: String) {
    #expect(pythonName(ofFaultIn: "print(\(expression))\n") == "OverflowError")
  }

  static let faultRows = #"""
    1 / 0 => ! ZeroDivisionError
    1.0 / 0 => ! ZeroDivisionError
    1 // 0 => ! ZeroDivisionError
    1 % 0 => ! ZeroDivisionError
    1.5 // 0.0 => ! ZeroDivisionError
    1.5 % 0.0 => ! ZeroDivisionError
    0 ** -1 => ! ZeroDivisionError
    0.0 ** -1 => ! ZeroDivisionError
    10.0 ** 400 => ! OverflowError
    math.sqrt(-1) => ! ValueError
    math.log(0) => ! ValueError
    math.log(-1) => ! ValueError
    math.acos(2) => ! ValueError
    math.exp(1000) => ! OverflowError
    math.factorial(-1) => ! ValueError
    math.factorial(2.5) => ! TypeError
    math.floor(inf) => ! OverflowError
    math.floor(nan) => ! ValueError
    int('3.5') => ! ValueError
    int('') => ! ValueError
    int(inf) => ! OverflowError
    int(nan) => ! ValueError
    int(None) => ! TypeError
    float('abc') => ! ValueError
    float([1]) => ! TypeError
    1 + '1' => ! TypeError
    '1' + 1 => ! TypeError
    1 + None => ! TypeError
    1 + [1] => ! TypeError
    1 < 'a' => ! TypeError
    None < 1 => ! TypeError
    -'a' => ! TypeError
    abs('a') => ! TypeError
    round('a') => ! TypeError
    round(inf) => ! OverflowError
    max([]) => ! ValueError
    min(()) => ! ValueError
    max(1) => ! TypeError
    sum(['a', 'b']) => ! TypeError
    sum(5) => ! TypeError
    """#

  static let accumulationPrograms = #"""
    # every operator with an assignment
    a = 7
    a += 3
    print(a)
    a -= 1.5
    print(a)
    a *= 2
    print(a)
    a /= 4
    print(a)
    a **= 2
    print(a)
    b = 17
    b //= 5
    b %= 2
    print(b)
    #> 10
    #> 8.5
    #> 17.0
    #> 4.25
    #> 18.0625
    #> 1
    #---
    # a long sum is from left to right
    total = 0.0
    for i in range(1, 1001):
        total += 1 / i
    print(total, sum(1 / i for i in range(1, 1001)) == total)
    #> 7.485470860550343 True
    #---
    # integers stay integers as long as they can
    n = 1
    for i in range(1, 21):
        n *= i
    print(n, n // 2 ** 10, n / 2)
    #> 2432902008176640000 2375880867360000 1.21645100408832e+18
    #---
    # the greatest common divisor
    a, b = 1071, 462
    while b:
        a, b = b, a % b
    print(a)
    #> 21
    #---
    # digits of a number
    n = 90210
    digits = []
    while n > 0:
        digits.append(n % 10)
        n //= 10
    print(digits[::-1])
    #> [9, 0, 2, 1, 0]
    #---
    # bisection until floats are neighbours
    low, high = 1.0, 2.0
    steps = 0
    while True:
        middle = (low + high) / 2
        if middle == low or middle == high:
            break
        if middle * middle < 2:
            low = middle
        else:
            high = middle
        steps += 1
    print(low, high, steps)
    #> 1.414213562373095 1.4142135623730951 52
    #---
    # division by zero has its line
    a = 1
    b = 3; b = 2 + a / (a - 1)
    print(b)
    #! 3 ZeroDivisionError
    """#
}
