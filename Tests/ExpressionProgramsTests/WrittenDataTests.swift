import Autograd
import ExpressionPrograms
import Testing

/// The data of leaves that a program writes, and what it cannot write.
@Suite struct WrittenDataTests {
  @Test(arguments: ProgramCase.programs(dataPrograms))
  func dataThatIsWritten(_ program: ProgramCase) throws { try program.check() }

  /// Which leaves were written after use, with the data that was used.
  @Test(arguments: [
    ("y = x * x\nx.data = 3.0", [1.5]), ("y = x * x\nx.data += 1\nx.data += 1", [1.5]),
    ("x.data = 3.0\ny = x * x", []), ("y = x * x\nx.data = 3.0\ny = x * x", []),
    ("x.data = 2.5\ny = x * x\nx.data = 3.0", [2.5]),
    ("z = x.exp()\nx.data = 3.0\ny = x * z", []),
    ("y = x * x\nw.data = 3.0", []), ("y = x * x\ny.backward()\nx.data -= 0.1 * x.grad", [1.5]),
  ])
  func leavesThatWereOverwritten(_ lines: String, _ used: [Double]) throws {
    let run = try LanguageRun("x = Value(1.5)\nw = Value(1.0)\n\(lines)\n")
    #expect(run.result.overwrittenLeaves.map(\.usedData) == used)
    #expect(run.result.overwrittenLeaves.allSatisfy { $0.leaf.label == "x" })
  }

  @Test(arguments: [
    "y = x * 2\ny.data = 1", "y = x * 2\ny.data += 1", "x.data = 'a'", "x.grad = None",
    "x.data = [1]", "x.size = 3", "x.gradd", "x.backward(1)", "Value('a')", "Value()",
    "Value([1])", "x.tanhh()", "x + 'a'", "x < 'a'", "x // 2", "x % 2",
  ])
  func whatAValueCannotDo(_ line: String) {
    let found = error(of: "x = Value(1.0)\n\(line)\n")
    #expect(found?.first.location?.line == line.split(separator: "\n").count + 1)
  }

  static let dataPrograms = #"""
    # data written before the pass: the product's derivative is that of the new data
    a, b = Value(2.0), Value(3.0)
    c = a * b
    a.data = 10.0
    c.backward()
    print(c.data, a.grad, b.grad)
    #> 6.0 3.0 10.0
    #= a | 10.0 | 3.0 | -
    #= b | 3.0 | 10.0 | -
    #= c | 6.0 | 1.0 | -
    #---
    # data written after the pass
    a, b = Value(2.0), Value(3.0)
    c = a * b
    c.backward()
    a.data = 10.0
    print(c.data, a.grad, b.grad)
    c.backward()
    print(a.grad, b.grad)
    #> 6.0 3.0 2.0
    #> 6.0 12.0
    #= a | 10.0 | 6.0 | -
    #= b | 3.0 | 12.0 | -
    #= c | 6.0 | 1.0 | -
    #---
    # each forward uses the data of its moment
    a = Value(1.0)
    ys = []
    for i in range(3):
        ys.append((a * 2).data)
        a.data *= 10
    print(ys, a.data)
    #> [2.0, 20.0, 200.0] 1000.0
    #---
    # data is a float
    a = Value(2)
    a.data = 5
    print(a, a.data)
    a.data = True
    print(a.data)
    #> Value(data=5.0) 5.0
    #> 1.0
    #---
    # a power after its base was written
    a = Value(3.0)
    y = a ** 2
    a.data = 5.0
    y.backward()
    print(y.data, a.grad)
    #> 9.0 10.0
    """#
}
