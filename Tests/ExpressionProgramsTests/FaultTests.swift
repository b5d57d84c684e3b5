import Autograd
import ExpressionPrograms
import Testing

/// What cannot be read, and how many faults are reported.
@Suite struct FaultTests {
  @Test(
    arguments: [
      ("y = ", .operand, "the end of the program", 5),
      ("y = x +\nz = 2", .operand, "the end of the line", 8),
      ("y = x + * x", .operand, "'*'", 9),
      ("y = (x + )", .operand, "')'", 10),
      ("y = x)", .statementEnd, "')'", 6), ("y = x x", .statementEnd, "'x'", 7),
      ("y = 2 x", .statementEnd, "'x'", 7), ("y = x 'a'", .statementEnd, "a string", 7),
      ("y = x.2", .statementEnd, "'.2'", 6), ("y = x.*2", .attribute, "'*'", 7),
      ("y = max(x,,x)", .operand, "','", 11), ("y = max(,x)", .operand, "','", 9),
      ("y = (x = 2)", .mark(")"), "'='", 8), ("y = [x = 2]", .mark("]"), "'='", 8),
      ("y = {x: 2, 3}", .mark(":"), "'}'", 13),
      ("y = x if x", .mark("else"), "the end of the program", 11),
      ("x.backward(x x)", .mark(")"), "'x'", 14), ("x y", .statementEnd, "'y'", 3),
      ("= 2", .operand, "'='", 1), ("y = ;", .operand, "';'", 5), (")", .operand, "')'", 1),
      ("y = x ** ", .operand, "the end of the program", 10),
      ("if x", .mark(":"), "the end of the program", 5),
      ("for i x: pass", .mark("in"), "'x'", 7), ("def 2(): pass", .name, "'2'", 5),
      ("def f: pass\nf()", .mark("("), "':'", 6), ("import 2", .name, "'2'", 8),
      ("from a b", .mark("import"), "'b'", 8), ("y = x +\n  2", .operand, "the end of the line", 8),
      ("y = not", .operand, "the end of the program", 8),
      ("y = x[]", .operand, "']'", 7), ("y = lambda x", .mark(":"), "the end of the program", 13),
      ("pass x", .statementEnd, "'x'", 6), ("if x: if x: pass", .statementOnItsOwn, "'if'", 7),
    ] as [(String, ProgramError.Expectation, String, Int)])
  func whatCannotStandHereIsAnError(
    text: String, expectation: ProgramError.Expectation, found: String, column: Int
  ) throws {
    let error = try #require(fault("x = 2\n" + text))
    #expect(error.kind == .expected(expectation, found: found))
    #expect(error.location?.column == column)
  }

  @Test(arguments: [
    ("y = x − 2", "−", "-"), ("y = x × 2", "×", "*"), ("y = x $ 2", "$", nil),
    ("y = x ? 2", "?", nil),
    ("y = x \\ 2", "\\", nil), ("x.label = ‘x’", "‘", "'"),
    ("y = 🙂", "🙂", nil),
    ("?x", "?", nil), ("y = x\u{0}", "\u{0}", nil),
  ])
  func aCharacterThatMeansNothingIsAnError(text: String, character: String, instead: String?) {
    #expect(fault("x = 2\n" + text)?.kind == .unexpectedCharacter(character, instead: instead))
  }

  /// Blanks as pages and notebooks have them.
  @Test(arguments: ["\u{A0}", "\u{2003}", "\u{202F}", "\u{200B}", "\u{3000}"])
  func wideBlanksAreBlanks(_ blank: String) {
    let text = "x\(blank)=\(blank)2\(blank);\(blank)y = x\(blank)+ 2"
    #expect(throws: Never.self) { try ExpressionProgram(text, name: "blanks.mg") }
  }

  @Test func whatCannotBeSeenIsNamedByItsNumber() {
    #expect(fault("y = 2\u{1B}")?.sentence == "unexpected character U+001B; remove it")
    #expect(fault("y = 2 ? 3")?.sentence == "unexpected character '?'; remove it")
  }

  @Test func ofALongLineAnExcerptIsShown() throws {
    let line = "y = 1" + String(repeating: " + 1", count: 100_000) + " + z + 2"
    let error = try #require(failure(line))
    let lines = error.description.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].count < 150)
    #expect(lines[1].hasPrefix("…"))
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(lines[1].dropFirst(column).first == "z")
  }

  // MARK: - Several faults

  @Test(arguments: [
    ("a = $\nb = 2\nc = unknown\nd = [2\n", [1, 3, 4]),
    ("if $:\n  b = unknown\n  c = 2 3\nelse:\n  d = ?\n", [1, 2, 3, 5]),
    ("for i in [1]:\n  a = $\nb = $\n", [2, 3]),
    ("def f(x):\n  return unknown + x\ny = f(other)\n", [2, 3]),
    ("try:\n  a = $\nexcept:\n  b = unknown\nc = ~2", [1, 2, 4, 5]),
    ("with open(2) as f:\n  a = unknown", [1, 2]), ("break\nreturn 2\nif 2: continue", [1, 2, 3]),
    ("a = $; b = $\nc = $", [1, 2]),
    ("  a = 2\nb = $\n  c = $\n", [2, 2, 3]), ("if 1:\nb = $\nc = $", [1, 2, 3]),
  ])
  func allFaultsAreReportedAtOnce(text: String, lines: [Int]) {
    let error = failure(text)
    #expect(
      error?.faults.map { $0.location?.line } == lines.map { $0 }, "\(error?.description ?? "")")
    #expect(error?.omittedCount == 0)
  }

  @Test(arguments: [(10, 0), (11, 1), (12, 2), (1000, 990)])
  func tenFaultsAreShownAndTheOthersCounted(count: Int, omitted: Int) throws {
    let error = try #require(failure(String(repeating: "a = $\n", count: count)))
    #expect(error.faults.map { $0.location?.line } == Array(1...10))
    #expect(error.omittedCount == omitted)
    let lines = error.description.split(separator: "\n")
    #expect(lines.count == 30 + (omitted > 0 ? 1 : 0))
    if omitted == 1 { #expect(lines.last == "test.mg: and 1 more fault") }
    if omitted > 1 { #expect(lines.last == "test.mg: and \(omitted) more faults") }
  }

  @Test(arguments: [
    "def unused():\n  return 1 $ 2", "def unused():\n  yield unknown",
    "def unused(**all): return 2",
    "def unused(x):\n  try:\n    x @ x\n  except: pass", "class Unused:\n  def f(self): yield $",
    "class Value:\n  def __init__(self): self = $ @ 2",
    "def unused(x): return other(x) + np.zeros(2)",
    "def unused(): unused()", "def unused():\n  def inner(): return $\n  return inner()",
    "def one(): return two()\ndef two(): return one() @ 2",
  ])
  func faultsInWhatIsNeverUsedAreNone(definition: String) throws {
    let run = try Run(definition + "\nx = Value(2); y = x * x")
    #expect(run.graph == ["leaf 2.0 'x'", "*(0,0) 'y'"])
    #expect(
      run.result.skipped.count
        == definition.split(separator: "\n").filter {
          $0.hasPrefix("def") || $0.hasPrefix("class")
        }.count)
    // Where it is called, it has to be right.
    let name =
      definition.contains("class Unused") ? "Unused" : definition.contains("two") ? "two" : "unused"
    if definition.contains("class Value") { return }
    #expect(failure(definition + "\nx = Value(2); y = \(name)(x)") != nil)
  }

  @Test(arguments: [
    "plt.plot($)", "plt.plot(a @ b, **c)", "draw_dot(x, **more)", "ax = plt.figure(); ax.plot(&)",
    "display(x @ 2)",
  ])
  func faultsInWhatIsSkippedAreNone(statement: String) throws {
    #expect(try Run("x = Value(2)\n\(statement)\ny = x * x").tape.count == 2)
  }

  /// Where it is not known what belongs to a definition, it is no matter whether it is used.
  @Test(
    arguments: [
      ("def unused(x):\ny = 2", .indentation(.missing), 1),
      ("def unused(x):\n  y = (2\nz = 3", .unclosedBracket("("), 2),
      ("def unused(x:\n  return x", .unclosedBracket("("), 1),
      ("def unused(x):\n  \"\"\"text\"\nz = 3", .unterminatedString, 2),
      ("def unused(x):\n    y = 2\n  z = 3", .indentation(.uneven), 3),
      ("def unused(x):\n    y = 2\n\tz = 3", .indentation(.mixed), 3),
    ] as [(String, ProgramError.Kind, Int)])
  func whatHidesTheLinesBehindItIsAlwaysAFault(
    definition: String, kind: ProgramError.Kind, line: Int
  ) {
    let fault = fault(definition + "\nx = Value(2); y = x * x")
    #expect(fault?.kind == kind)
    #expect(fault?.location?.line == line)
  }

  /// What a statement with a fault would have bound is not missed further on.
  @Test(arguments: [
    "y = $\nz = y + 1", "y, z = 2 @ 3\nprint(y + z)", "def f(**all): return 2\nprint(f())",
    "def f(a, a):\n  return a\nprint(f(1, 2))", "for i in $:\n  print(i)", "y += 2 @ 3\ny + 2",
    "with open(2) as g:\n  g.read()", "match x:\n  case other: print(other)",
    "import 2 as q\nq.f()", "def f(x, *, **k):\n  y = x\n  return y\nf(2)",
    "y = 2 3\nprint(y)", "if x == $:\n  y = 2\nprint(y)",
  ])
  func oneFaultIsReportedOnce(text: String) {
    let error = failure("x = 2\n" + text)
    #expect(error?.faults.count == 1, "\(error?.description ?? "")")
    #expect(error?.first.location?.line == 2)
  }
}
