import Autograd
import ExpressionPrograms
import Testing

@Suite struct LocationTests {
  @Test func anErrorShowsItsLineAndMarksThePlace() {
    #expect(
      fault("n = 2\n# note\n  o = n.tanhh()")?.description == """
        test.mg:3:9: there is no function 'tanhh'; did you mean 'tanh'?
          o = n.tanhh()
                ^~~~~
        """)
    #expect(
      fault("x = [1, 2]")?.description == """
        test.mg:1:5: a list is not part of expression programs; give each value a name of its own, \
        as in x1 = Value(2.0); for a network use 'multigrad mlp', for data structures the Swift \
        library
        x = [1, 2]
            ^
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
    ("(2 +\n 3)", 1, 1, "(2 +", "^~~~"), ("x = ", 1, 5, "x = ", "    ^"), ("", 1, 1, "", "^"),
    ("\n\n", 1, 1, "", "^"), ("x = \n", 1, 5, "x = ", "    ^"),
    ("x = 2 + \\\n $", 2, 2, " $", " ^"),
  ])
  func columnsCountCharacters(text: String, line: Int, column: Int, shown: String, mark: String)
    throws
  {
    let error = try #require(fault(text))
    let location = try #require(error.location)
    #expect(location.line == line)
    #expect(location.column == column)
    #expect(location.text == shown)
    #expect(error.description.hasSuffix("\n\(shown)\n\(mark)"))
    #expect(error.description.hasPrefix("test.mg:\(line):\(column): "))
  }

  @Test func theFirstFaultOfTheTextIsTheOneReported() {
    #expect(fault("a = 2\nb = $\nc = [")?.location?.line == 2)
    #expect(fault("b = unknown\nc = $")?.kind == .unknownName("unknown"))
  }

  @Test func errorsAreEqualWhereTheirFactsAre() {
    #expect(fault("x = $") == fault("x = $"))
    #expect(fault("x = $") != fault("y = $"))
    #expect(fault("x = $") != fault(" x = $"))
  }

  @Test func errorsNameTheFile() {
    let error = #expect(throws: ProgramError.self) {
      _ = try ExpressionProgram("x = $", name: "folder/net.mg")
    }
    #expect(error?.file == "folder/net.mg")
    #expect(error?.description.hasPrefix("folder/net.mg:1:5: ") == true)
  }

  @Test func everySentenceSaysWhatToDo() throws {
    let texts = [
      "", "x = $", "x = 'a", "x = (2", "x = 2__0", "x = 1e999", "y = unknown", "y = unknown(2)",
      "x = 2; y = x(2)", "x = 2; y = x.unknown", "unknown statement", "y = np.tanh(2)",
      "y = np.unknown(2)", "y = max(2)", "y = tanh(2, 3)", "y = leaky_relu(2, 3, 4)", "y = pow(2)",
      "y = Value(a=2)", "y = Value('a')", "2 + 3", "y = [2]", "y = sum()", "y = tanh * 2",
    ]
    for text in texts {
      let sentence = try #require(fault(text)).sentence
      #expect(sentence.contains("; "), "\(sentence)")
    }
  }
}
