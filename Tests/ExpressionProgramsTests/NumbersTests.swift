import Autograd
import Testing

@testable import ExpressionPrograms

/// Integers and floats: their arithmetic and how they are printed, against CPython.
@Suite struct NumbersTests {
  @Test(arguments: ExpressionRow.rows(arithmeticRows))
  func arithmeticIsPythons(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(functionRows))
  func functionsOfNumbersArePythons(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(printedRows))
  func numbersArePrintedAsPythonPrintsThem(_ row: ExpressionRow) throws { try row.check() }

  @Test func aNumberMakesNoNode() throws {
    let run = try LanguageRun("a = 2 * 3\nb = math.sqrt(a) / 7\nc = b < a\nx = Value(b)\n")
    #expect(run.tape.count == 1)
    #expect(run.root.data == 6.0.squareRoot() / 7)
  }

  @Test func aNumberBesideAValueIsAConstantOnItsSide() throws {
    let run = try LanguageRun("x = Value(5.0)\na = 2 - x\nb = x / 4\nc = 2 ** x\nd = x ** 3\n")
    let operands = run.entries.map { entry in
      entry.inputs.map { run.tape[$0].operation == .constant ? "c" : "x" }.joined()
    }
    #expect(
      zip(run.entries, operands).filter { !$0.1.isEmpty }.map { "\($0.0.operationName) \($0.1)" }
        == ["- cx", "/ xc", "** cx", "** x"])
    #expect(run.entries.last?.parameter == 3)
  }

  static let arithmeticRows = #"""
    7 // 2 => 3
    -7 // 2 => -4
    7 // -2 => -4
    -7 // -2 => 3
    7 % 3 => 1
    -7 % 3 => 2
    7 % -3 => -2
    -7 % -3 => -1
    7.5 // 2 => 3.0
    -7.5 // 2 => -4.0
    -7.5 % 2 => 0.5
    7.5 % -2 => -0.5
    -1e-20 % 3 => 3.0
    0.0 % -3 => -0.0
    -0.0 // 1 => -0.0
    1e300 // 1e-10 => inf
    1 / 2 => 0.5
    4 / 2 => 2.0
    1 / 3 => 0.3333333333333333
    -1 / 3 => -0.3333333333333333
    10 ** 15 / 3 => 333333333333333.3
    9007199254740993 / 1 => 9007199254740992.0
    2 ** 10 => 1024
    2 ** -1 => 0.5
    2.0 ** 3 => 8.0
    (-2) ** 3 => -8
    -2 ** 2 => -4
    2 ** 3 ** 2 => 512
    0 ** 0 => 1
    0.0 ** 0 => 1.0
    4 ** 0.5 => 2.0
    (-8.0) ** 2 => 64.0
    2 ** -2 ** 2 => 0.0625
    1 - -1 => 2
    --3 => 3
    -+-3 => 3
    - 3 ** 2 * -1 => 9
    1 + 2 * 3 - 4 / 2 => 5.0
    (1 + 2) * (3 - 4) / 2 => -1.5
    7 // 2 * 2 + 7 % 2 => 7
    0.1 + 0.2 => 0.30000000000000004
    0.1 * 3 => 0.30000000000000004
    1e16 + 1 => 1e+16
    2 ** 53 + 1 => 9007199254740993
    2 ** 62 + (2 ** 62 - 1) => 9223372036854775807
    9007199254740993 == 9007199254740992.0 => False
    2 ** 53 + 1 > 2.0 ** 53 => True
    1 == 1.0 => True
    True + True => 2
    True * 2.5 => 2.5
    -True => -1
    sum([True, False, True]) => 2
    1 == True => True
    inf - inf => nan
    inf > 10 ** 18 => True
    nan == nan => False
    nan != nan => True
    -0.0 == 0.0 => True
    5 % inf => 5.0
    -5 % inf => inf
    5.5 // inf => 0.0
    """#

  static let functionRows = #"""
    abs(-3) => 3
    abs(-3.5) => 3.5
    abs(-0.0) => 0.0
    round(2.5) => 2
    round(3.5) => 4
    round(-2.5) => -2
    round(0.5) => 0
    round(2.675, 2) => 2.67
    round(1.005, 2) => 1.0
    round(1234.5678, -2) => 1200.0
    round(1250, -2) => 1200
    round(1350, -2) => 1400
    round(-1250, -2) => -1200
    round(7, 2) => 7
    round(2.0) => 2
    round(1e20, 2) => 1e+20
    round(0.15, 1) => 0.1
    int(3.99) => 3
    int(-3.99) => -3
    int('  42 ') => 42
    int('-7') => -7
    int('1_000') => 1000
    int(True) => 1
    float('1e-3') => 0.001
    float('-inf') => -inf
    float(' 2.5 ') => 2.5
    float(7) => 7.0
    float('nan') => nan
    bool(0) => False
    bool(0.0) => False
    bool('') => False
    bool([0]) => True
    min(3, 1, 2) => 1
    max([1.5, 2, -1]) => 2
    max(1, 1.0) => 1
    max(1.0, 1) => 1.0
    min(2, True) => True
    sum([0.1] * 10) => 0.9999999999999999
    sum([1, 2.5], 10) => 13.5
    sum([]) => 0
    pow(2, 3) => 8
    pow(2, -1) => 0.5
    math.sqrt(2) => 1.4142135623730951
    math.floor(-2.5) => -3
    math.ceil(-2.5) => -2
    math.trunc(-2.5) => -2
    math.exp(1) => 2.718281828459045
    math.log(10) => 2.302585092994046
    math.log(8, 2) => 3.0
    math.log2(8) => 3.0
    math.log10(1000) => 3.0
    math.tanh(0.5) => 0.46211715726000974
    math.pi => 3.141592653589793
    math.e => 2.718281828459045
    math.pow(2, 3) => 8.0
    math.fabs(-2) => 2.0
    math.isnan(nan) => True
    math.isinf(-inf) => True
    math.hypot(3, 4) => 5.0
    math.factorial(10) => 3628800
    math.gcd(12, 18) => 6
    math.comb(5, 2) => 10
    math.copysign(3, -0.0) => -3.0
    math.fsum([0.1] * 10) => 1.0
    math.atan2(1, -1) => 2.356194490192345
    math.fmod(-7, 3) => -1.0
    math.isclose(0.1 + 0.2, 0.3) => True
    """#

  static let printedRows = #"""
    1.0 => 1.0
    -0.0 => -0.0
    1e15 => 1000000000000000.0
    1e16 => 1e+16
    123456789012345680.0 => 1.2345678901234568e+17
    0.0001 => 0.0001
    0.00001 => 1e-05
    1e-05 => 1e-05
    1.5e-7 => 1.5e-07
    1e100 => 1e+100
    5e-324 => 5e-324
    1.7976931348623157e308 => 1.7976931348623157e+308
    -inf => -inf
    nan => nan
    1_000_000 => 1000000
    0.1 + 0.7 => 0.7999999999999999
    100 / 3 => 33.333333333333336
    2 / 3 => 0.6666666666666666
    1.0e0 => 1.0
    .5 => 0.5
    5. => 5.0
    0x1F => 31
    0b101 => 5
    0o17 => 15
    9223372036854775807 => 9223372036854775807
    -9223372036854775808 => -9223372036854775808
    True => True
    None => None
    3.0 * 2 => 6.0
    7 // 2.0 => 3.0
    str(1e-7) + '!' => 1e-07!
    repr(0.30000000000000004) => 0.30000000000000004
    1e22, 1e23, 1.0e-4 => 1e+22 1e+23 0.0001
    """#
}
