import ExpressionPrograms
import Testing

/// What changes lists, dictionaries and sets, and who sees it, against CPython.
@Suite struct CollectionChangeTests {
  @Test(arguments: ProgramCase.programs(changePrograms))
  func changesAreSeenByAllNames(_ program: ProgramCase) throws { try program.check() }

  /// Python raises a RuntimeError, for which programs have no name of their own.
  @Test func aDictionaryKeepsItsSizeInALoop() {
    let found = error(of: "d = {'a': 1}\nfor k in d:\n    d[k + 'x'] = 2\n")
    #expect(found?.first.location?.line == 2)
    #expect(found?.first.fact.contains("changed its size") == true)
  }

  static let changePrograms = #"""
    # two names of one list
    a = [1, 2]
    b = a
    c = a[:]
    b.append(3)
    a += [4]
    print(a, b, c, a is b, a is c)
    a = a + [5]
    print(len(a), len(b))
    #> [1, 2, 3, 4] [1, 2, 3, 4] [1, 2] True False
    #> 5 4
    #---
    # methods of lists
    a = [3, 1, 2]
    a.sort()
    print(a, a.sort(reverse=True), a)
    a.insert(0, 9); a.insert(-1, 8); a.insert(100, 7)
    print(a)
    print(a.pop(), a.pop(0), a.pop(-2), a)
    a.extend(range(2)); a.remove(1); a.reverse()
    print(a)
    b = a.copy(); a.clear()
    print(a, b)
    a.extend('xy')
    print(a)
    #> [3, 2, 1] None [3, 2, 1]
    #> [9, 3, 2, 8, 1, 7]
    #> 7 9 8 [3, 2, 1]
    #> [1, 0, 2, 3]
    #> [] [1, 0, 2, 3]
    #> ['x', 'y']
    #---
    # elements and slices are written
    a = [0] * 5
    a[0] = 'x'; a[-1] += 7
    a[1], a[2] = a[2] + 1, 5
    print(a)
    m = [[0] * 2 for _ in range(2)]
    m[0][1] = 3
    m[1][0] -= 2
    print(m)
    shared = [[0] * 2] * 2
    shared[0][1] = 3
    print(shared)
    #> ['x', 1, 5, 0, 7]
    #> [[0, 3], [-2, 0]]
    #> [[0, 3], [0, 3]]
    #---
    # the value is computed before the target's index
    i = 0
    a = [0, 0, 0]
    i, a[i] = 2, 9
    print(i, a)
    x = y = []
    x.append(1)
    print(y)
    #> 2 [0, 0, 9]
    #> [1]
    #---
    # a list that grows while it is looped over
    a = [1, 2, 3]
    for x in a:
        if x < 10 and len(a) < 8:
            a.append(x * 10)
    print(a)
    a = [1, 2, 3, 4]
    for x in a:
        a.remove(x)
    print(a)
    #> [1, 2, 3, 10, 20, 30]
    #> [2, 4]
    #---
    # dictionaries keep the order in which keys came
    d = {'b': 1}
    d['a'] = 2
    d['b'] = 3
    d.setdefault('c', []).append(5)
    d.setdefault('c', []).append(6)
    print(d, d.pop('b'), d)
    d['b'] = 0
    d.update({'a': 9, 'z': 8})
    print(d)
    d['a'] += 1
    print([(k, d[k]) for k in d], d.pop('none', 'gone'))
    #> {'a': 2, 'c': [5, 6]} 3 {'a': 2, 'c': [5, 6]}
    #> {'a': 9, 'c': [5, 6], 'b': 0, 'z': 8}
    #> [('a', 10), ('c', [5, 6]), ('b', 0), ('z', 8)] gone
    #---
    # counts of letters
    counts = {}
    for c in 'mississippi':
        counts[c] = counts.get(c, 0) + 1
    print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
    #> [('i', 4), ('s', 4), ('p', 2), ('m', 1)]
    #---
    # sets
    seen = set()
    twice = []
    for x in [3, 1, 3, 2, 1]:
        if x in seen:
            twice.append(x)
        seen.add(x)
    seen.discard(99); seen.remove(3)
    print(twice, sorted(seen), len(seen))
    #> [3, 1] [1, 2] 2
    #---
    # unpacking
    (a, b), c = [1, 2], 3
    first, *rest = range(4)
    *start, last = 'xyz'
    x, *none, y = [1, 2]
    print(a, b, c, first, rest, start, last, none)
    for i, (p, q) in enumerate([(1, 2), (3, 4)]):
        print(i, p, q)
    #> 1 2 3 0 [1, 2, 3] ['x', 'y'] z []
    #> 0 1 2
    #> 1 3 4
    #---
    # a comprehension has names of its own
    x = 'outer'
    squares = [x * x for x in range(3)]
    print(x, squares)
    for x in range(2):
        pass
    print(x)
    #> outer [0, 1, 4]
    #> 1
    #---
    # generators are used up
    z = zip([1, 2], [3, 4])
    print(list(z), list(z))
    g = (n * n for n in range(3))
    print(sum(g), sum(g))
    #> [(1, 3), (2, 4)] []
    #> 5 0
    #---
    # a list that holds itself is printed
    a = [1]
    a.append(a)
    print(a)
    #> [1, [...]]
    #---
    # lists of Values are compared by identity and printed as micrograd prints them
    v, w = Value(1.0), Value(1.0)
    print([v, w], v in [v], [v].index(v), {v: 'v'}[v])
    #> [Value(data=1.0), Value(data=1.0)] True 0 v
    #---
    # too few values
    a, b = 1, 2
    a, b, c = [1, 2]
    #! 3 ValueError
    #---
    # too many values
    a, b = 1, 2, 3
    #! 2 ValueError
    #---
    # a number cannot be unpacked
    print('first')
    a, b = 5
    #> first
    #! 3 TypeError
    #---
    # tuples cannot be written
    t = (1, 2)
    t[0] = 3
    #! 3 TypeError
    #---
    # nor texts
    t = 'ab'
    t[0] = 'c'
    #! 3 TypeError
    #---
    # an index beyond the end
    a = [1]
    a[1] = 2
    #! 3 IndexError
    """#
}
