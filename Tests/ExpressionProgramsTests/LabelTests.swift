import Autograd
import ExpressionPrograms
import Testing

@Suite struct LabelTests {
  @Test func bindingLabelsANodeThatHasNone() throws {
    #expect(
      try Run("a = Value(2.0); b = a * 3").graph == [
        "leaf 2.0 'a'", "constant 3.0", "*(0,1) 'b'",
      ])
  }

  @Test func aLabelOfItsOwnWins() throws {
    #expect(
      try Run("a = Value(2.0, label='x'); b = a * a; b.label = 'z'").graph == [
        "leaf 2.0 'x'", "*(0,0) 'z'",
      ])
    #expect(try Run("a = Value(label=\"x\", data=2.0)").graph == ["leaf 2.0 'x'"])
    #expect(try Run("a = Value(2.0, label='x'); a.label = 'y'").graph == ["leaf 2.0 'y'"])
    #expect(
      try Run("y = Value(1, label='p') + Value(2, label='q')").graph == [
        "leaf 1.0 'p'", "leaf 2.0 'q'", "+(0,1) 'y'",
      ])
  }

  @Test func anotherNameMakesNoNodeAndRenamesNothing() throws {
    let run = try Run("a = 2; b = a; c = b * a; d = +c; e = (d)")
    #expect(run.graph == ["leaf 2.0 'a'", "*(0,0) 'c'"])
    #expect(run.root.label == "c")
    #expect(try Run("a = 2; b = a; b.label = 'z'").graph == ["leaf 2.0 'z'"])
  }

  @Test func aReboundNameLeavesTheOldLabelWhereItWas() throws {
    let run = try Run("a = 2; a = a * a; a += 1; a.label = 'last'")
    #expect(run.graph == ["leaf 2.0 'a'", "*(0,0) 'a'", "constant 1.0", "+(1,2) 'last'"])
    #expect(run.root.index == 3)
  }

  @Test func anEmptyLabelIsNone() throws {
    #expect(try Run("a = Value(2.0, label='')").graph == ["leaf 2.0 'a'"])
    #expect(try Run("a = Value(2.0, label='x'); a.label = ''").graph == ["leaf 2.0"])
  }

  @Test(arguments: [
    ("'x*w'", "x*w"), ("\"it's\"", "it's"), ("'it\\'s'", "it's"), ("'''a\"b'''", "a\"b"),
    ("'a' \"b\"", "ab"),
    ("r'\\sigma'", "\\sigma"), ("'\\u03b1\\x41\\U0001F600'", "αA😀"), ("'a\\tb\\\\\\n'", "a\tb\\\n"),
    ("f'plain {{x}}'", "plain {x}"), ("'\\d'", "\\d"), ("'a\\\nb'", "ab"), ("'🙂é'", "🙂é"),
    ("'# no comment; (' # yes", "# no comment; ("), ("'\\u12'", "\\u12"), ("'\"'", "\""),
    ("'''a\nb'''", "a\nb"), ("''''a'''", "'a"), ("'\\uD800'", "\\uD800"), ("rb'\\n'", "\\n"),
    ("b'x'", "x"),
  ])
  func labelsAreTextsAsPythonWritesThem(literal: String, label: String) throws {
    #expect(try Run("a = 2; a.label = \(literal)").root.label == label)
  }

  @Test(arguments: [
    ("'x' + 'y'", "xy"), ("f'{a.data}'", "2.0"), ("str(a)", "Value(data=2.0)"), ("a.label", "a"),
    ("'%d' % 2", "2"), ("'x' 'y'", "xy"),
  ])
  func aLabelIsAnyText(text: String, label: String) throws {
    #expect(try Run("a = Value(2); a.label = \(text)").root.label == label)
  }

  @Test(arguments: [("2", "int"), ("a", "Value"), ("['x']", "list"), ("True", "bool")])
  func aLabelMustBeAText(label: String, type: String) {
    for statement in ["a.label = \(label)", "b = Value(3, label=\(label))"] {
      let fault = fault("a = Value(2); \(statement)")
      #expect(fault?.kind == .type("a label must be a text, not \(type)"))
    }
  }

  @Test func otherFaultsOfLabels() {
    #expect(fault("a = 2; b.label = 'x'")?.kind == .unknownName("b"))
    #expect(fault("a = 2; a.lable = 'x'")?.kind == .settingAttribute(type: "Value", name: "lable"))
    #expect(fault("a = 2; a.lable = 'x'")?.suggestion == "label")
    #expect(fault("a = 2; a.label =")?.kind == .expected(.operand, found: "the end of the program"))
  }

  @Test func labelsAreReadAndJoined() throws {
    let run = try Run("a = Value(2.0); a.label += '!'; print(a.label, [a.tanh().label])")
    #expect(run.graph.first == "leaf 2.0 'a!'")
    #expect(run.printed == "a! ['']\n")
  }

  /// Only what an assignment names gets a label.
  @Test func parametersAndLoopsLabelNothing() throws {
    let run = try Run(
      """
      def double(inner):
        return inner * 2
      xs = [Value(1.0), Value(2.0)]
      for each in xs: each + 1
      ys = [double(item) for item in xs]
      """)
    #expect(run.entries.allSatisfy { $0.label == nil })
    #expect(
      try Run("x, (y, *zs) = Value(1), [Value(2), Value(3)]; w = z = x + y").graph == [
        "leaf 1.0 'x'", "leaf 2.0 'y'", "leaf 3.0", "+(0,1) 'w'",
      ])
  }
}
