import Autograd
import Testing

@testable import ExpressionPrograms

/// Texts: their methods, f-strings, `%` and `format`, against CPython.
@Suite struct TextMethodTests {
  @Test(arguments: ExpressionRow.rows(textRows))
  func texts(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(fieldRows))
  func fieldsOfFStrings(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(templateRows))
  func percentAndFormat(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(faultRows))
  func whatPythonRaisesIsAFault(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ProgramCase.programs(printedPrograms))
  func printing(_ program: ProgramCase) throws { try program.check() }

  /// What CPython refuses before it runs anything is refused here too, and nothing is printed.
  @Test(arguments: [
    #"f'{'"#, #"f'{}'"#, #"f'}'"#, #"f'{x!z}'"#, #"'abc"#, #"f'{x'"#,
  ])
  func brokenTextsAreFoundBeforeRunning(_ text: String) {
    var printed = ""
    #expect(throws: ProgramError.self, "\(text)") {
      let source = "x = y = z = Value(1.0)\nprint('begun')\nprint(\(text))\n"
      _ = try ExpressionProgram(source, name: "test.py").run(on: Tape()) { printed += $0 }
    }
    #expect(printed == "")
  }

  static let textRows = #"""
    'a' + "b" 'c' => abc
    'ab' * 3, 2 * '-', 'a' * 0, 'a' * -1 => ababab --
    'hello'[1], 'hello'[-1], 'hello'[1:3], 'hello'[::-1], 'hello'[10:] => e o el olleh
    len('héllo'), len(''), len('a\tb\n') => 5 0 4
    'ell' in 'hello', '' in 'a', 'z' not in 'abc' => True True True
    'a' < 'b', 'a' < 'B', 'ab' < 'abc', 'é' > 'z' => True False True True
    'Hello World'.upper(), 'Hello'.lower(), 'hello world'.title(), 'hELLO'.capitalize() => HELLO WORLD hello Hello World Hello
    repr('  x '.strip()), repr('  x '.lstrip()), repr('  x '.rstrip()) => 'x' 'x ' '  x'
    'xxaxbxx'.strip('x'), 'abcab'.lstrip('ba'), 'a.,'.rstrip(',.') => axb cab a
    'a b  c'.split(), 'a,b,,c'.split(','), ''.split(), ''.split(','), 'a, b'.split(', ') => ['a', 'b', 'c'] ['a', 'b', '', 'c'] [] [''] ['a', 'b']
    'a b c d'.split(' ', 2), 'abc'.split('x') => ['a', 'b', 'c d'] ['abc']
    '-'.join(['a', 'b']), ''.join([]), ', '.join('abc') => a-b  a, b, c
    'banana'.replace('an', 'AN'), 'banana'.replace('a', '', 2), 'aaa'.replace('aa', 'b') => bANANa bnna ba
    'hello'.startswith('he'), 'hello'.endswith(('x', 'lo')), 'a'.startswith('') => True True True
    'banana'.count('an'), 'aaaa'.count('aa'), 'banana'.find('n'), 'banana'.find('z') => 2 2 2 -1
    'banana'.index('n') => 2
    '12'.isdigit(), ''.isdigit(), '1.2'.isdigit(), 'ab'.isalpha(), 'a1'.isalpha() => True False False True False
    'a'.ljust(3, '.') + 'b'.rjust(3) + '|' + 'c'.center(4, '*') + '7'.zfill(3) + '-7'.zfill(4) => a..  b|*c**007-007
    'abc'.center(6, '-'), 'ab'.center(5, '-'), 'abcdef'.ljust(3) => -abc-- --ab- abcdef
    str(1), str(1.0), str(None), str([1, 'a']), str(True), str() + '.' => 1 1.0 None [1, 'a'] True .
    repr('it\'s'), repr("a\"b"), repr('a\nb\t\\'), repr('\x1b'), repr('é') => "it's" 'a"b' 'a\nb\t\\' '\x1b' 'é'
    'a\\b', 'tab\there', '\x41\u00e9\N{DIGIT ONE}'[:2] => a\b tab	here Aé
    r'a\nb', len(r'\n') => a\nb 2
    'one' ' ' 'two' f' {3}' => one two 3
    [c for c in 'abc'], list('ab'), 'abc'[0] + 'abc'[-1] => ['a', 'b', 'c'] ['a', 'b'] ac
    bool(''), bool(' '), not 'a', 'a' and 'b', '' or 'c' => False True False b c
    'a' == 'a', 'a' != 'b', 'a' == 1, 'a' is not None => True True False True
    max('b', 'a', 'c'), sorted(['b', 'B', 'a']), min('hello') => c ['B', 'a', 'b'] e
    '''a 'quoted' "text"''' => a 'quoted' "text"
    int('12') + float('0.5'), int('0'), str(12)[::-1] => 12.5 0 21
    """#

  static let fieldRows = #"""
    f'{1 + 1}' => 2
    f'{1.5}{"a"}{None}{[1]}' => 1.5aNone[1]
    f'{{}} {{{1}}}' => {} {1}
    f'{3.14159:.2f}|{2:.3f}|{0.5:.0%}|{1e6:,.1f}|{1234567:,}' => 3.14|2.000|50%|1,000,000.0|1,234,567
    f'{7:3d}|{7:<3}|{7:^3}|{7:>3}|{7:03}|{-7:+d}|{7:+}' =>   7|7  | 7 |  7|007|-7|+7
    f'{"ab":5}|{"ab":>5}|{"ab":*^6}|{"abc":.2}|{True:5}|{True!s:>6}|' => ab   |   ab|**ab**|ab|    1|  True|
    f'{255:x} {255:X} {255:#b} {8:o} {65:c}' => ff FF 0b11111111 10 A
    f'{1.0:g} {1e-10:g} {123456789.0:g} {1.5:e} {0.1:.3e} {100.0:.3g}' => 1 1e-10 1.23457e+08 1.500000e+00 1.000e-01 100
    f'{3.0}{3.0:.0f}{2.5:.0f}{3.5:.0f}' => 3.0324
    f'{"a"!r} {"a"!s} {"é"!a}' => 'a' a '\xe9'
    f'{3.14159:{6}.{2}f}|{5:{"0"}>{4}}' =>   3.14|0005
    f'{1 + 2=}' => 1 + 2=3
    f'{3.14159=:.2f}' => 3.14159=3.14
    f'{"x" if 1 > 2 else "y"}' => y
    f'{(lambda x: x * 2)(4)}' => 8
    f'{[i for i in range(3)]} {dict(a=1)["a"]}' => [0, 1, 2] 1
    f'{"a" "b"}' f"{'c'}" => abc
    f'{-0.0:.1f} {-0.04:.1f} {inf:.2f} {nan:f} {-inf}' => -0.0 -0.0 inf nan -inf
    f'{1:.2f} {10 ** 10:.3e} {12345.678:10.2f}|{12345.678:<10.1f}|' => 1.00 1.000e+10   12345.68|12345.7   |
    f'{0.1 + 0.2:.17g} {1 / 3!r:.5}' => 0.30000000000000004 0.333
    """#

  static let templateRows = #"""
    '%d %s %f' % (1, 'a', 2.5) => 1 a 2.500000
    '%.3f' % 0.12345 => 0.123
    '%5.1f|%-6d|%06.2f|%+d' % (1.25, 3, 2.5, 4) =>   1.2|3     |002.50|+4
    '%s %r' % ('a', 'a') => a 'a'
    '%x %o %e %g %c %%' % (255, 8, 1.5, 1e-7, 'z') => ff 10 1.500000e+00 1e-07 z %
    '%d' % 3.99, '%d' % -3.99, '%i' % True => 3 -3 1
    '%s' % [1, 2], '%s' % None, '%s' % (1,), '%s' % ((1, 2),) => [1, 2] None 1 (1, 2)
    '%(a)s-%(b).1f' % {'a': 1, 'b': 2.25} => 1-2.2
    '%*d' % (5, 3) =>     3
    '{} {}'.format(1, 'a') => 1 a
    '{1} {0} {1}'.format('a', 'b') => b a b
    '{x} {y:.2f}'.format(x=1, y=2) => 1 2.00
    '{:>5}|{:<5}|{:^5}|{:05.1f}'.format('a', 'b', 'c', 2.5) =>     a|b    |  c  |002.5
    '{0[1]} {d[k]}'.format([1, 2], d={'k': 'v'}) => 2 v
    '{{}} {!r} {:{}}'.format('a', 'b', 3) => {} 'a' b
    '{:,} {:e} {:%}'.format(1234567, 12.5, 0.25) => 1,234,567 1.250000e+01 25.000000%
    """#

  static let faultRows = #"""
    'a' + 1 => ! TypeError
    'a' * 1.5 => ! TypeError
    'a' * 'b' => ! TypeError
    'a' - 'b' => ! TypeError
    'abc'[5] => ! IndexError
    'abc'['a'] => ! TypeError
    'a' < 1 => ! TypeError
    1 in 'a' => ! TypeError
    'a'.index('z') => ! ValueError
    ','.join([1, 2]) => ! TypeError
    ','.join(5) => ! TypeError
    'a'.split('') => ! ValueError
    'a'.upper(1) => ! TypeError
    'a'.uper() => ! AttributeError
    'a'.replace('a') => ! TypeError
    '%d' % 'a' => ! TypeError
    '%d %d' % (1,) => ! TypeError
    '%d' % (1, 2) => ! TypeError
    '%f' % 'a' => ! TypeError
    '%(a)s' % {'b': 1} => ! KeyError
    '%z' % 1 => ! ValueError
    '%' % 1 => ! ValueError
    'no field' % 1 => ! TypeError
    '{} {}'.format(1) => ! IndexError
    '{a}'.format(b=1) => ! KeyError
    '{:d}'.format(1.5) => ! ValueError
    '{:.2f}'.format('a') => ! ValueError
    '{'.format(1) => ! ValueError
    '{} {0}'.format(1) => ! ValueError
    f'{"a":d}' => ! ValueError
    f'{1.5:d}' => ! ValueError
    f'{[1]:5}' => ! TypeError
    f'{None:5}' => ! TypeError
    f'{1:.2}' => ! ValueError
    f'{1:q}' => ! ValueError
    """#

  static let printedPrograms = #"""
    # separators and ends
    print()
    print(1, 'a', 2.0, None, [1], sep='-')
    print('a', end='')
    print('b', end='!\n')
    print(sep='x')
    print('a', 'b', sep='')
    print(*[1, 2], *'ab', sep=', ')
    print('line 1\nline 2')
    #>
    #> 1-a-2.0-None-[1]
    #> ab!
    #>
    #> ab
    #> 1, 2, a, b
    #> line 1
    #> line 2
    #---
    # a Value's text
    v = Value(2)
    print(v, [v], f'{v} {v.data} {v.grad:.1f} {v!r}', str(v), '%s' % v)
    print(v * 3, v.label, v.data + 1)
    #> Value(data=2.0) [Value(data=2.0)] Value(data=2.0) 2.0 0.0 Value(data=2.0) Value(data=2.0) Value(data=2.0)
    #> Value(data=6.0) v 3.0
    #---
    # numbers of a Value in templates
    v = Value(1 / 3)
    w = v * v
    w.backward()
    print(f'{v.data:.4f} {v.grad:8.3f}|{w.data:.2e}')
    print('%.3f %5.2f' % (v.data, v.grad), '{:.1f}'.format(w.data))
    #> 0.3333    0.667|1.11e-01
    #> 0.333  0.67 0.1
    #---
    # text over several lines
    t = '''one
      two \
    three
    '''
    print(t.split('\n'), len(t))
    s = ('a'
         'b'   # between
         f'{1}')
    print(s)
    #> ['one', '  two three', ''] 16
    #> ab1
    #---
    # a table is set
    rows = [('a', 1.5), ('bcd', 22.25)]
    for name, number in rows:
        print(f'{name:<5}{number:>8.2f}')
    print('-' * 13)
    print('\t'.join(name for name, _ in rows).expandtabs(4) if False else rows[0][0])
    #> a        1.50
    #> bcd     22.25
    #> -------------
    #> a
    #---
    # a Caesar cipher by a table
    letters = 'abcdefghijklmnopqrstuvwxyz'
    code = {letters[i]: letters[(i + 3) % 26] for i in range(26)}
    print(''.join(code.get(c, c) for c in 'hello, world'))
    #> khoor, zruog
    #---
    # a method that is handed over
    f = 'a,b'.split
    print(f(','), list(map(str.upper, ['a', 'b'])))
    #> ['a', 'b'] ['A', 'B']
    """#
}
