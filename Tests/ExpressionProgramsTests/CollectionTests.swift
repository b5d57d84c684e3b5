import Testing

@testable import ExpressionPrograms

/// Lists, tuples, dictionaries and sets, against CPython.
@Suite struct CollectionTests {
  @Test(arguments: ExpressionRow.rows(sequenceRows))
  func listsAndTuples(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(dictionaryRows))
  func dictionariesAndSets(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(functionRows))
  func functionsOfCollections(_ row: ExpressionRow) throws { try row.check() }

  @Test(arguments: ExpressionRow.rows(faultRows))
  func whatPythonRaisesIsAFault(_ row: ExpressionRow) throws { try row.check() }

  static let sequenceRows = #"""
    [1, 2.0, 'a', None, True] => [1, 2.0, 'a', None, True]
    [] => []
    () => ()
    (1,) => (1,)
    (1, 'b') => (1, 'b')
    [[1, 2], (3, [4])] => [[1, 2], (3, [4])]
    [1, 2, 3][0], [1, 2, 3][-1] => 1 3
    [1, 2, 3, 4, 5][1:3] => [2, 3]
    [1, 2, 3, 4, 5][:-1] => [1, 2, 3, 4]
    [1, 2, 3, 4, 5][-2:] => [4, 5]
    [1, 2, 3, 4, 5][::2] => [1, 3, 5]
    [1, 2, 3, 4, 5][::-1] => [5, 4, 3, 2, 1]
    [1, 2, 3, 4, 5][4:1:-2] => [5, 3]
    [1, 2, 3, 4, 5][-100:100] => [1, 2, 3, 4, 5]
    [1, 2, 3, 4, 5][3:1] => []
    [1, 2, 3, 4, 5][None:2] => [1, 2]
    (1, 2, 3)[1:] => (2, 3)
    [1] + [2, 3] => [1, 2, 3]
    (1,) + (2,) => (1, 2)
    [0] * 3 => [0, 0, 0]
    2 * [1, 2] => [1, 2, 1, 2]
    [1] * 0, [1] * -1 => [] []
    (0, 1) * 2 => (0, 1, 0, 1)
    [1, 2] == [1, 2], [1, 2] == [1.0, 2.0], [1, 2] == (1, 2) => True True False
    [1, 2] < [1, 3], [2] > [1, 9], [1] < [1, 0] => True True True
    (1, 'a') < (1, 'b') => True
    2 in [1, 2], 5 not in (1, 2), 1.0 in [1] => True True True
    [x * x for x in range(5)] => [0, 1, 4, 9, 16]
    [x for x in range(10) if x % 3 == 0] => [0, 3, 6, 9]
    [(i, j) for i in range(3) for j in range(i)] => [(1, 0), (2, 0), (2, 1)]
    [[i * j for j in range(3)] for i in range(2)] => [[0, 0, 0], [0, 1, 2]]
    [x for row in [[1, 2], [3]] for x in row if x != 2] => [1, 3]
    [a + b for a, b in [(1, 2), (3, 4)]] => [3, 7]
    sum(x * y for x, y in zip([1, 2], [3, 4])) => 11
    [*range(3), *[7, 8], 9] => [0, 1, 2, 7, 8, 9]
    [1, 2, 2, 3].count(2), [1, 2, 3].index(3) => 2 2
    (1, 2, 1).count(1), (5, 6).index(6) => 2 1
    len([]), len((1, 2)), len([[1, 2], 3]) => 0 2 2
    [1 if x else 0 for x in [0, 1, '', 'a', [], [0], None]] => [0, 1, 0, 1, 0, 1, 0]
    range(3), list(range(3)), list(range(5, 0, -2)) => range(0, 3) [0, 1, 2] [5, 3, 1]
    list(range(0)), list(range(3, 1)), len(range(0, 10, 3)) => [] [] 4
    range(10)[3], range(10)[-1], 4 in range(0, 10, 2), 5 in range(0, 10, 2) => 3 9 True False
    """#

  static let dictionaryRows = #"""
    {'a': 1, 'b': [2]} => {'a': 1, 'b': [2]}
    {} => {}
    {1: 'x', 1.0: 'y', True: 'z'} => {1: 'z'}
    {(1, 2): 3}[1, 2] => 3
    {'a': 1}['a'] => 1
    {'a': 1}.get('b'), {'a': 1}.get('b', 0), {'a': 1}.get('a', 0) => None 0 1
    list({'x': 1, 'y': 2}) => ['x', 'y']
    list({'x': 1, 'y': 2}.keys()), list({'x': 1, 'y': 2}.values()) => ['x', 'y'] [1, 2]
    [k + str(v) for k, v in {'x': 1, 'y': 2}.items()] => ['x1', 'y2']
    {k: v * 2 for k, v in {'x': 1, 'y': 2}.items() if v > 1} => {'y': 4}
    {c: i for i, c in enumerate('aba')} => {'a': 2, 'b': 1}
    'x' in {'x': 1}, 1 in {'x': 1}, 'y' not in {'x': 1} => True False True
    len({'x': 1, 'y': 2}) => 2
    {'x': 1, 'y': 2} == {'y': 2, 'x': 1} => True
    dict(a=1, b=2) => {'a': 1, 'b': 2}
    dict([('a', 1), ('b', 2)]) => {'a': 1, 'b': 2}
    dict(zip('ab', [1, 2])) => {'a': 1, 'b': 2}
    sorted({3, 1, 2}), len({1, 1.0, 2}), 2 in {1, 2} => [1, 2, 3] 2 True
    sorted(set('hello')) => ['e', 'h', 'l', 'o']
    sorted({x % 3 for x in range(10)}) => [0, 1, 2]
    set() => set()
    {7} => {7}
    {1, 2} == {2, 1} => True
    """#

  static let functionRows = #"""
    list(zip([1, 2, 3], 'ab')) => [(1, 'a'), (2, 'b')]
    list(zip([1], [2], [3])) => [(1, 2, 3)]
    list(zip(*[(1, 2), (3, 4)])) => [(1, 3), (2, 4)]
    list(enumerate('ab')), list(enumerate('ab', 1)), list(enumerate([9], start=5)) => [(0, 'a'), (1, 'b')] [(1, 'a'), (2, 'b')] [(5, 9)]
    sorted([3, 1, 2]), sorted([3, 1, 2], reverse=True) => [1, 2, 3] [3, 2, 1]
    sorted('hello') => ['e', 'h', 'l', 'l', 'o']
    sorted(['bb', 'a', 'ccc'], key=len), sorted(['b', 'A', 'c'], key=str.lower) => ['a', 'bb', 'ccc'] ['A', 'b', 'c']
    sorted([(1, 'b'), (1, 'a'), (0, 'c')], key=lambda p: p[0]) => [(0, 'c'), (1, 'b'), (1, 'a')]
    sorted([(1, 'b'), (1, 'a'), (0, 'c')], key=lambda p: p[0], reverse=True) => [(1, 'b'), (1, 'a'), (0, 'c')]
    sorted([2, 1.5, True]) => [True, 1.5, 2]
    sorted({'b': 1, 'a': 2}) => ['a', 'b']
    list(reversed([1, 2, 3])), list(reversed('ab')), list(reversed(range(3))) => [3, 2, 1] ['b', 'a'] [2, 1, 0]
    list(map(lambda x: x * 2, [1, 2])), list(map(str, [1, 2.0])) => [2, 4] ['1', '2.0']
    list(map(lambda a, b: a - b, [5, 6], [1, 2, 3])) => [4, 4]
    list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(None, [0, 1, '', 'a'])) => [2, 3] [1, 'a']
    any([0, 1]), any([]), all([1, 0]), all([]) => True False False True
    any(x > 2 for x in range(4)), all(x > 2 for x in range(4)) => True False
    max([3, 9, 2]), min('hello'), max([[1, 2], [1, 3]]) => 9 e [1, 3]
    max(['aa', 'b'], key=len), min([3, -4, 2], key=abs), max([], default=0) => aa 2 0
    list('abc'), tuple([1, 2]), list((1, 2)), list({'a': 1}) => ['a', 'b', 'c'] (1, 2) [1, 2] ['a']
    sum([[1], [2, 3]], []) => [1, 2, 3]
    isinstance(1, int), isinstance(1.0, float), isinstance([], list), isinstance(True, int) => True True True True
    isinstance(1, (float, str)), isinstance('a', (int, str)) => False True
    str([1, 'a']), repr('a'), str((1,)) => [1, 'a'] 'a' (1,)
    """#

  static let faultRows = #"""
    [1, 2][2] => ! IndexError
    [1, 2][-3] => ! IndexError
    (1,)[1] => ! IndexError
    range(3)[3] => ! IndexError
    [][0] => ! IndexError
    [1]['a'] => ! TypeError
    [1][1.0] => ! TypeError
    {'a': 1}['b'] => ! KeyError
    {}[0] => ! KeyError
    {[1]: 2} => ! TypeError
    {[1]} => ! TypeError
    {{}: 1} => ! TypeError
    [1, 2].index(3) => ! ValueError
    [].pop() => ! IndexError
    [1].pop(5) => ! IndexError
    [1].remove(2) => ! ValueError
    {}.pop('a') => ! KeyError
    [1] + (2,) => ! TypeError
    [1] * 1.5 => ! TypeError
    [1] * [1] => ! TypeError
    [1] - [1] => ! TypeError
    1 in 2 => ! TypeError
    len(5) => ! TypeError
    list(5) => ! TypeError
    [1, 2][::0] => ! ValueError
    range(0, 1, 0) => ! ValueError
    range(1.5) => ! TypeError
    sorted([1, 'a']) => ! TypeError
    sorted([1, 2], 5) => ! TypeError
    [1] < [None] => ! TypeError
    max(1, 'a') => ! TypeError
    zip([1], 5) => ! TypeError
    dict([1]) => ! TypeError
    [x for x in 3] => ! TypeError
    [a for a, b in [(1, 2, 3)]] => ! ValueError
    [1].push(2) => ! AttributeError
    (1).append(2) => ! AttributeError
    (1, 2).append(3) => ! AttributeError
    'abc'.append('d') => ! AttributeError
    5[0] => ! TypeError
    None[0] => ! TypeError
    """#
}
