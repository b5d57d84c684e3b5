import Autograd
import ExpressionPrograms
import Testing

@Suite struct LocationTests {
  @Test func anErrorShowsItsLineAndMarksThePlace() {
    #expect(
      failure("n = 2\n# note\nif n:\n  o = n.tanhh()")?.description == """
        test.mg:4:9: a Value has no '.tanhh'; did you mean 'tanh'?
          o = n.tanhh()
                ^~~~~
        """)
    #expect(
      failure("x = Value(2) @ 3")?.description == """
        test.mg:1:14: the matrix product '@' is not part of programs; write the sum of products, \
        as in sum(w*x for w, x in zip(ws, xs))
        x = Value(2) @ 3
                     ^
        """)
  }

  @Test func everyFaultShowsItsLine() {
    #expect(
      failure("x = $\ny = 2\nz = unknown")?.description == """
        test.mg:1:5: unexpected character '$'; remove it
        x = $
            ^
        test.mg:3:5: there is no 'unknown'; bind it above, as in unknown = Value(2.0)
        z = unknown
            ^~~~~~~
        """)
  }

  @Test(arguments: [
    ("a = 2\ny = \t\ta $ 3", 2, 9, "y = \t\ta $ 3", "    \t\t  ^"),
    ("\ty = 2 +\r\n", 1, 9, "\ty = 2 +", "\t       ^"),
    ("größe = 2 $", 1, 11, "größe = 2 $", "          ^"),
    ("e\u{301}t = 2 $", 1, 8, "e\u{301}t = 2 $", "       ^"),
    ("名前 = 2 $", 1, 8, "名前 = 2 $", "         ^"),
    ("a = 2; a.label = '🙂👩‍👩‍👧' $", 1, 23, "a = 2; a.label = '🙂👩‍👩‍👧' $", "                        ^"),
    ("a = 2\r\rb = $\r", 3, 5, "b = $", "    ^"),
    ("a = 2\r\n\r\nb = $\r\n", 3, 5, "b = $", "    ^"),
    ("x = (2\n  + unknown)", 2, 5, "  + unknown)", "    ^~~~~~~"),
    ("x = 名前 + 2", 1, 5, "x = 名前 + 2", "    ^~~~"),
    ("x = Value(2)\ny = ('a' +\n x)", 2, 6, "y = ('a' +", "     ^~~~~"),
    ("x = ", 1, 5, "x = ", "    ^"), ("x = \n", 1, 5, "x = ", "    ^"),
    ("x = Value(1)\ny = 1 + [x,\n x][3]", 2, 9, "y = 1 + [x,", "        ^~~"),
    (
      "x = Value(1); print(1, 2 / 0 + 3)", 1, 24, "x = Value(1); print(1, 2 / 0 + 3)",
      "                       ^~~~~"
    ),
    ("x = 2 + \\\n $", 2, 2, " $", " ^"),
  ])
  func columnsCountCharacters(text: String, line: Int, column: Int, shown: String, mark: String)
    throws
  {
    let error = try #require(failure(text))
    let location = try #require(error.first.location)
    #expect(location.line == line)
    #expect(location.column == column)
    #expect(location.text == shown)
    #expect(error.description.hasSuffix("\n\(shown)\n\(mark)"))
    #expect(error.description.hasPrefix("test.mg:\(line):\(column): "))
  }

  @Test func theFirstFaultOfTheTextIsTheFirstReported() {
    #expect(failure("a = 2\nb = $\nc = [")?.faults.map(\.location?.line) == [2, 3])
    #expect(
      failure("b = unknown\nc = $")?.faults.map(\.kind) == [
        .unknownName("unknown"), .unexpectedCharacter("$", instead: nil),
      ])
  }

  /// A fault of running is where it happens, not where the function is called.
  @Test func aFaultInAFunctionIsInItsLine() {
    let fault = fault("def f(n):\n  return n / 0\nx = Value(2)\ny = f(2)")
    #expect(fault?.location?.line == 2)
    #expect(fault?.location?.column == 10)
    #expect(fault?.location?.length == 5)
    // Also where a function of ours calls it.
    let key = "def key(n):\n  return [] + n\nx = Value(2)\nsorted([2, 1], key=key)"
    #expect(failure(key)?.first.location?.line == 2)
  }

  @Test func errorsAreEqualWhereTheirFactsAre() {
    #expect(failure("x = $") == failure("x = $"))
    #expect(failure("x = $") != failure("y = $"))
    #expect(failure("x = $") != failure(" x = $"))
  }

  @Test func errorsNameTheFile() {
    let error = #expect(throws: ProgramError.self) {
      _ = try ExpressionProgram("x = $", name: "folder/net.mg")
    }
    #expect(error?.file == "folder/net.mg")
    #expect(error?.description.hasPrefix("folder/net.mg:1:5: ") == true)
  }

  @Test(arguments: [
    "", "x = $", "x = 'a", "x = (2", "x = 2__0", "x = 1e999", "y = unknown", "y = unknown(2)",
    "x = 2; y = x(2)", "x = 2; y = x.unknown", "unknown statement", "y = torch.tanh(2)",
    "y = np.unknown(2)", "y = tanh(2, 3)", "y = leaky_relu(2, 3, 4)", "y = pow(2)", "y = math",
    "y = Value(a=2)", "y = Value('a')", "y = sum()", "return 2", "break", "else: 2", "f(x) = 2",
    "x = *y", "  x = 2\n y = 3", "x = 2\n  y = 3", "if x:\ny = 2", "print x", "def f(a, a): 2",
    "def f(a=2, b): 2", "Value(data=2, 3)", "x = f'{'", "x = f'{}'", "x = f'}'", "x = f'{2!z}'",
    "x, y = 1, 2, 3", "for x in Value(2): 2", "x = 2; x = math.log(-1)", "plt = plt.x; y = plt",
    "x = Value(2) * 3; x.data = 2", "x = Value(2); x.op = 2", "def f(): f()\nf()",
  ])
  func everySentenceSaysWhatToDo(text: String) throws {
    for fault in try #require(failure(text)).faults {
      let isExpected = if case .expected = fault.kind { true } else { false }
      #expect(fault.sentence.contains("; ") || isExpected, "\(fault.sentence)")
    }
  }
}
