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
    ("b'x'", "x"),
    ("'# no comment; (' # yes", "# no comment; ("), ("'\\u12'", "\\u12"), ("'\"'", "\""),
    ("'''a\nb'''", "a\nb"), ("''''a'''", "'a"), ("'\\uD800'", "\\uD800"), ("rb'\\n'", "\\n"),
  ])
  func labelsAreTextsAsPythonWritesThem(literal: String, label: String) throws {
    #expect(try Run("a = 2; a.label = \(literal)").root.label == label)
  }

  @Test(arguments: ["a", "2", "a.label", "('x')", "", "str(a)"])
  func aLabelMustBeATextInQuotes(text: String) {
    guard case .expected(.text, _)? = fault("a = 2; a.label = \(text)")?.kind else {
      Issue.record("\(text) was read as a label")
      return
    }
  }

  @Test func otherFaultsOfLabels() {
    #expect(fault("a = 2; a.label = f'{a}'")?.kind == .unsupported(.formattedLabel))
    #expect(fault("a = 2; b.label = 'x'")?.kind == .unknownName("b"))
    #expect(fault("a = 2; a.lable = 'x'")?.suggestion == "label")
    #expect(fault("a = 2; a.label += 'x'")?.kind == .expected(.mark("="), found: "'+='"))
    #expect(
      fault("a = 2; a.label = 'x' + 'y'")?.kind == .expected(.statementEnd, found: "'+'"))
  }
}
